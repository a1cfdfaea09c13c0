"""Signs that stand for a label: `📍 Whitby 🎂 3 November 🏫 Tidewater School`. Rules: `symbols` of config/rules/shared.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect import dates
from bot.detect.folding import wordly
from bot.detect.recognizers import values
from bot.detect.signs import LABEL
from bot.detect.view import MOST, TYPE_OF, Candidate

if TYPE_CHECKING:
    from bot.detect.view import View

_WORTH = 0.7  # as any label's
_KINDS = frozenset(["location", "birth_date", "school", "employer"])  # the others are shapes beside a label
_SPACES = re.compile(" {0,3}(?=[^\\W_])")
_BEFORE = 8  # signs before an emblem that begins its line
_FAR = 24  # characters of a trade before the firm: 💼 engineer at Kelp Systems Ltd
_LONGEST_DATE = 40
_TOWNS_END = re.compile(r"(?:, ?[^\W\d_]+(?: [^\W\d_]+)?){0,2}[ .]*(?=[^\w\s.,:;–—()/\-]|$)")  # Whitby, UK 🎂
_EVENT = re.compile("[📅🗓⏰🕐-🕧]")
_LINE = 160  # characters of a line in which a sign for dates or hours makes it an event's


def recognize(view: View) -> list[Candidate]:
    """Every value behind an emblem, in lines that begin with one."""
    out: list[Candidate] = []
    floor, first, opened = -1, 0, False
    for hit in view.hits[LABEL][: MOST * 4]:
        if wordly(view.folded[hit.start]):
            continue
        start, limit = view.line(hit.start)
        if start != floor:
            floor, first = start, hit.start
            opened = (
                hit.start - start <= _BEFORE
                and view.opens(start, hit.start)
                and not _EVENT.search(view.text, start, min(limit, start + _LINE))
            )
        kind = str(hit.what)
        if not opened or kind not in _KINDS:
            continue
        space = _SPACES.match(view.folded, hit.end, limit)
        span = _value(view, kind, view.folded[hit.start : hit.end], space.end(), limit) if space else None
        if span is not None:
            candidate = Candidate(TYPE_OF[kind], *span, _WORTH, f"label.{kind}", "label")
            candidate.cue_start = first  # which opens the line for all of them
            candidate.signs.append(("beside a sign for it", _WORTH))
            out.append(candidate)
    return out


def _value(view: View, kind: str, emblem: str, at: int, limit: int) -> tuple[int, int] | None:
    if kind == "location":
        span = view.slots.forward("place", at, limit)
        alone = span is not None and _TOWNS_END.match(view.folded, span[1], limit)
        return span if span and alone and span[0] == at else None
    if kind == "birth_date":
        span = dates.find(view.folded, at, min(limit, at + _LONGEST_DATE), view.lexicon)
        return span if span and span[0] == at else None
    if kind == "employer":
        return values.employer(view, emblem, at, limit)
    span = values.take(view, kind, at, limit)
    return span if span and span[0] - at <= _FAR and view.slots.says_school(*span, strict=True) else None
