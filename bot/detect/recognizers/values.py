"""The value of a given type that begins at a place: what labels, arguments and phrases are followed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect import dates
from bot.detect.recognizers import contact, credentials, ids, life, network, organisations, place, social

if TYPE_CHECKING:
    from bot.detect.view import View

_FARTHEST = 160  # characters behind a label in which its value begins and ends
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
        return social.handle_at(view, at, limit)
    if slot == "street":
        return place.address_at(view, at, limit) or place.house_at(view, at, limit)
    if slot == "handle":
        return social.handle_at(view, at, limit)
    if slot == "number":
        return social.number_at(view, at, limit)
    return credentials.secret_at(view, at, limit) if slot == "secret" else None


def take(view: View, kind: str, at: int, limit: int) -> tuple[int, int] | None:
    """The value of a finding type that begins at `at`, after a label of that type; None where none does."""
    limit = min(limit, at + _FARTHEST)
    slot = _SLOT_OF.get(kind)
    if slot:
        return view.slots.forward(slot, at, limit)
    if kind == "birth_date":
        return dates.find(view.folded, at, min(limit, at + 60), view.lexicon)
    if kind == "age_minor":
        return life.age_at(view, at, limit) or life.graded(view, at, limit) or life.grade_at(view, at, limit)
    if kind == "address":
        return place.address_at(view, at, limit, labelled=True)
    if kind == "email":
        return contact.email_in(view, at, limit)
    if kind == "phone":
        return contact.phone_in(view, at, min(limit, at + 50))
    if kind in ("social_handle", "messaging_handle"):
        return social.handle_at(view, at, limit)
    if kind in ("national_id", "payment"):
        return ids.number_in(view, kind, at, min(limit, at + 60))
    if kind == "ip_address":
        return network.address_in(view, at, min(limit, at + 60))
    if kind == "credential":
        return credentials.secret_at(view, at, limit)
    return None


def employs(view: View, label: str, span: tuple[int, int]) -> bool:
    """Whether a value is an employer's: beside a word for professions (`occupation`) only with a firm's own word."""
    if label.strip(" :.*'") not in view.lexicon.shared.trades:
        return True
    start, end = span
    if view.slots.has_legal_form(start, end) or any(map(str.isdigit, view.folded[start:end])):
        return True
    return any(mark in view.text[start : end + 1] for mark in '«»„“”"') or organisations.is_named(
        view, start, end
    )
