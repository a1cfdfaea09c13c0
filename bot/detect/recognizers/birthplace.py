"""The town behind a date or year of birth: `born on 1 July 1989 in Göttingen`, `born in 1984 in Whitby`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect import dates
from bot.detect.types import LOCATION
from bot.detect.view import Candidate

if TYPE_CHECKING:
    from bot.detect.rules import CueRule
    from bot.detect.view import View

_YEAR = re.compile(r" ?((?:[^\W\d_]{1,12}\.? ){0,2})[0-9]{4}(?![0-9])(?:\.|-[^\W\d_]{1,4})?")
# `1984 in`, `1984 roku w`, `1984 г. в`
_THEN = re.compile(r"([.,]{0,2}) ([^\W\d_]{1,6})\.?(?: ([^\W\d_]{1,4}))? ")
_WORD = re.compile(r"[^\W_]+")
_WORTH = 0.75  # as any phrase's
_LONGEST_LEAD = 32  # characters before the last digit of a year: `in the year 1984`


def behind_date(view: View, date: Candidate) -> Candidate | None:
    """The town after a date of birth that was found."""
    limit = view.line(date.start)[1]
    span = _town(view, date.end, limit)
    if span is None:
        return None
    candidate = Candidate(LOCATION, *span, date.score, f"{date.rule}.place", "cue")
    candidate.cue_start = date.cue_start
    candidate.signs.append(("place beside a date of birth", candidate.score))
    return candidate


def behind_phrase(view: View, rule: CueRule, found: re.Match[str]) -> Candidate | None:
    """The town behind a phrase for a birthday that a year alone follows: `I was born |1984 in Whitby`."""
    if rule.cue.at != "after":
        return None
    span = behind_year(view, found.end(), view.line(max(0, found.end() - 1))[1])
    if span is None:
        return None
    candidate = Candidate(LOCATION, *span, _WORTH * rule.weight, f"{rule.id}.place", "cue")
    candidate.cue_start = found.start()
    candidate.signs.append(("place beside a year of birth", candidate.score))
    return candidate


def behind_year(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """The town after a year, or a month and year, that begins at `at`, with a word such as `in` between them."""
    folded = view.folded
    year = _YEAR.match(folded, at, min(limit, at + _LONGEST_LEAD))
    if year is None or not all(
        not view.text[word.start()].isupper() or dates.is_month(word.group(), view.lexicon)
        for word in _WORD.finditer(folded, *year.span(1))  # not `in Hull 1984`
    ):
        return None
    return _town(view, year.end(), limit)


def _town(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """The town behind a word such as `in`, or behind such a word and one that belongs to the year."""
    then = _THEN.match(view.folded, at, limit)
    if then is None:
        return None
    comma, first, second = then.groups()
    if first in view.lexicon.shared.born_in:
        at = then.end(2) + 1
    elif second in view.lexicon.shared.born_in and "," not in comma:  # not `born 1930, nurse in Leeds`
        at = then.end()
    else:
        return None
    span = view.slots.forward("place", at, limit)
    return span if span and span[0] - at <= 1 else None
