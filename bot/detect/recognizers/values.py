"""The value of a given type that begins at a place: what labels, arguments and phrases are followed by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect import dates
from bot.detect.recognizers import (
    contact,
    credentials,
    emails,
    handles,
    ids,
    life,
    network,
    organisations,
    place,
)

if TYPE_CHECKING:
    from bot.detect.view import View

_FARTHEST = 160  # characters behind a label in which its value begins and ends
_FAR = 24  # characters before a value that is a label's, not part of a sentence
_PARTS = re.compile(r"[,،:(–—] ?(?=[^\W\d_])")
_WORD = re.compile(r" ([^\W\d_]{2,12}\.?)(?=[ ,])")  # the next one, with its dot
_PARTED = 64  # characters behind a label in which a firm's part begins
_SUBJECT = 32  # characters of what somebody studied, before the school
_SLOT_OF = {"real_name": "name", "location": "place", "employer": "org", "school": "school"}


def take_slot(view: View, slot: str, at: int, limit: int) -> tuple[int, int] | None:
    """The value of a phrase's slot that begins at `at`."""
    if slot in ("name", "fullname", "place", "org", "school"):
        return view.slots.forward(slot, at, limit)
    if slot == "date":
        span = dates.find(view.folded, at, min(limit, at + 48), view.lexicon)
        return span if span and span[0] - at <= 14 else None
    if slot == "age":
        return life.age_at(view, at, limit)
    if slot == "handle":
        return handles.handle_at(view, at, limit)
    if slot == "street":
        return (
            place.address_at(view, at, limit)
            or place.house_at(view, at, limit)
            or place.named_at(view, at, limit)
        )
    if slot == "number":
        return handles.number_at(view, at, limit)
    return credentials.secret_at(view, at, limit) if slot == "secret" else None


def take(view: View, kind: str, at: int, limit: int) -> tuple[int, int] | None:
    """The value of a finding type that begins at `at`, after a label of that type; None where none does."""
    limit = min(limit, at + _FARTHEST)
    slot = _SLOT_OF.get(kind)
    if slot:
        led_in = None if slot == "name" else view.lexicon.wording.led_in.get(view.lexicon.code)
        found = led_in.match(view.folded, at, limit) if led_in else None
        span = view.slots.forward(slot, found.end() if found else at, limit)
        if found and span and slot == "org" and not _has_own_word(view, span):
            return None  # `where do I work?`: in articles about birds
        if found and span and slot == "school" and not view.slots.says_school(*span, strict=True):
            return None
        return school_behind(view, span, limit) if kind == "school" else span
    if kind == "birth_date":
        return dates.find(view.folded, at, min(limit, at + 60), view.lexicon)
    if kind == "age_minor":
        return life.age_at(view, at, limit) or life.graded(view, at, limit) or life.grade_at(view, at, limit)
    if kind == "address":
        return place.address_at(view, at, limit, labelled=True)
    if kind == "email":
        return emails.email_in(view, at, limit)
    if kind == "phone":
        return contact.phone_in(view, at, min(limit, at + 50))
    if kind in ("social_handle", "messaging_handle"):
        return handles.handle_at(view, at, limit)
    if kind in ("national_id", "payment"):
        return ids.number_in(view, kind, at, min(limit, at + 60))
    if kind == "ip_address":
        return network.address_in(view, at, min(limit, at + 60))
    if kind == "credential":
        return credentials.secret_at(view, at, limit)
    return None


def employer(view: View, label: str, at: int, limit: int) -> tuple[int, int] | None:
    """The firm beside a label: what begins there, or the first later part with a firm's own word (`nurse, Tidewater
    Hospital`; `until 2018: …`)."""
    first = take(view, "employer", at, limit)
    if first is not None and not (first[0] - at <= _FAR and employs(view, label, first)):
        first = None
    if first is not None and _has_own_word(view, first):
        return first
    if first is not None and _before_street(view, first[1], limit):
        return None  # `office: Sobornaya sq., 2`
    for part in _PARTS.finditer(view.text, at, min(limit, at + _PARTED)):
        span = take(view, "employer", part.end(), limit)
        if span is not None and span[0] - part.end() <= 1 and _has_own_word(view, span):
            return span
    return first


def _before_street(view: View, end: int, limit: int) -> bool:
    """Whether a street's own word follows: the value is a street."""
    word = _WORD.match(view.folded, end, limit)
    return word is not None and word.group(1) in view.lexicon.bare["street"]


def _has_own_word(view: View, span: tuple[int, int]) -> bool:
    return view.slots.has_legal_form(*span) or organisations.is_named(view, *span)


def school_behind(view: View, span: tuple[int, int] | None, limit: int) -> tuple[int, int] | None:
    """What stands beside a school's label, or the school behind its comma: `BSc Botany, University of Hull`."""
    if span is None or view.slots.says_school(*span, strict=True):
        return span
    after = view.folded.find(",", span[1], min(limit, span[1] + _SUBJECT)) + 1
    later = view.slots.forward("school", after, limit) if after else None
    return later if later and view.slots.says_school(*later, strict=True) else span


def employs(view: View, label: str, span: tuple[int, int]) -> bool:
    """Whether a value is an employer's: beside a word for professions (`occupation`) or a question for them
    (`what do you do for a living?`) only with a firm's own word."""
    label, shared = label.strip(" :.*'?¿;"), view.lexicon.shared
    if label not in shared.trades and not label.startswith(shared.trade_questions):
        return True
    start, end = span
    if any(map(str.isdigit, view.folded[start:end])) or _has_own_word(view, span):
        return True
    return any(mark in view.text[start : end + 1] for mark in '«»„“”"')
