"""`{{birth date|1984|11|3}}`: templates that hold a date of birth, whatever a language calls them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.recognizers import labels
from bot.detect.regions import Mark
from bot.detect.signs import OTHERS, SELF
from bot.detect.types import BIRTH_DATE
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Frame
    from bot.detect.view import View
    from bot.detect.wording import Wording

_REMEMBERED = 4096  # names of templates whose kind is kept; pages repeat each other's
_DATE_ARGUMENTS = re.compile(
    r"\s*(?:df=\w+\||mf=\w+\|)*\s*([0-9]{1,4}\|(?:[0-9]{1,2}|[^\W\d_]{3,12})\|[0-9]{1,4})(?![0-9])"
)
_LABEL = re.compile(r"([^\n:=|*#'{}\[\]\ufffc]{2,40}?)[ ']*[:=][ ']*$")
_AROUND = 120  # characters of a template's line that say whose date it holds
_BESIDE, _LABELLED, _ALONE, _SELF, _OTHERS = 0.7, 0.45, 0.4, 0.15, -0.45


def recognize(view: View) -> list[Candidate]:
    """`{{birth date|1984|11|3}}` in the owner's box, beside its label or in a sentence: the arguments are the span."""
    out: list[Candidate] = []
    wording = view.lexicon.wording
    for frame in view.layout.templates:
        if len(out) >= MOST:
            break
        if frame.block < 0 or not (named := _holds(frame.name, wording)):
            continue
        found = wording.template_arguments.match(view.page.wikitext, frame.start, frame.end)
        arguments = _DATE_ARGUMENTS.search(found.group(1)) if found else None
        if found is None or arguments is None:
            continue
        owned = named == "birth" and _owned(frame)
        sign, worth = ("date of birth in the owner's box", 0.9) if owned else _said(view, frame)
        if named == "age" and frame.marks & Mark.OWNER_BOX and worth < _LABELLED:
            continue
        begin = frame.start + found.start(1) - found.start() + arguments.start(1)
        candidate = Candidate(BIRTH_DATE, -1, -1, worth, "label.birth_template", "box" if owned else "label")
        candidate.span = (begin, begin + len(arguments.group(1)))
        candidate.block = view.layout.blocks[frame.block]
        candidate.signs.append((sign, worth))
        out.append(candidate)
    return out


@lru_cache(maxsize=_REMEMBERED)
def _holds(name: str, wording: Wording) -> str:
    """What a template's name says that it holds: a birth, an age (and then a date it is counted from), or nothing."""
    if wording.birth_template.search(name):
        return "birth"
    return "age" if fold(name) in wording.age_templates else ""


def _owned(frame: Frame) -> bool:
    return bool(frame.marks & Mark.OWNER_BOX) or frame.sort_of == "userbox"


def _said(view: View, frame: Frame) -> tuple[str, float]:
    """What the template's line says of it, and what that is worth: its label, or first and third person."""
    floor = max(0, frame.start - _AROUND)
    before = view.page.wikitext[floor : frame.start].rpartition("\n")[2]
    label = _LABEL.search(before)
    if label and {"birth_date", "age_minor"}.intersection(labels.types_of(view, label.group(1).strip())):
        inside = frame.parent is not None and not frame.marks & (Mark.OWNER_BOX | Mark.USERBOX)
        return "beside its label", _LABELLED if inside else _BESIDE
    words = view.lexicon.words.scan(fold(before))
    if words.get(OTHERS):
        return "somebody else's", _ALONE + _OTHERS
    return ("first person", _ALONE + _SELF) if words.get(SELF) else ("a date of birth in a template", _ALONE)
