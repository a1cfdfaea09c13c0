"""Further values of a series whose first one a phrase or label gave: `I have lived in Whitby, Leeds and Hull`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.types import EMPLOYER, LOCATION, SCHOOL
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.view import View

_SLOTS = {LOCATION: "place", SCHOOL: "school", EMPLOYER: "org"}
_SORTS = frozenset(["cue", "label"])
_LONGEST = 8  # values
_SMALL = 3  # letters of a preposition or article that is in no list
_JOINT = re.compile(r"(?: \([^()\n]{1,24}\))?(,?) (?:([^\W\d_]{1,3}) )?")  # `, `; ` and `; ` (2001–2005), `
_WORD = re.compile(r"([^\W\d_]{1,6}) ")
_YEAR = re.compile(r" [^\W\d_]{1,6} (?:19|20)[0-9]{2}(?![0-9])")  # in 2012
_ENDS = re.compile(  # also with a verb or adverb behind it: `in Jever, Trier und Fulda gewohnt`
    r"(?: \([^()\n]{1,24}\))?(?: [a-zà-öø-ÿ]{2,12})?(?:[.,;:!?)\n]|$)"
)


def recognize(view: View, found: list[Candidate]) -> list[Candidate]:
    """What follows the values that others found, joined to them by commas and a word for and."""
    out: list[Candidate] = []
    begun = {each.start for each in found}
    for each in found[: MOST * 4]:
        if each.type not in _SLOTS or each.sort not in _SORTS or each.start < each.cue_start:
            continue
        if not view.text[each.start].isupper():
            continue
        for start, end in _following(view, each, view.line(each.start)[1]):
            if start in begun:
                break
            begun.add(start)
            candidate = Candidate(each.type, start, end, each.score, f"{each.rule}.series", each.sort)
            candidate.block, candidate.cue_start = each.block, each.cue_start
            candidate.signs.append(("in a series", each.score))
            out.append(candidate)
    return out


def _following(view: View, first: Candidate, limit: int) -> list[tuple[int, int]]:
    """Where the values behind the first one stand; none where it is no series of such values."""
    text, slots, kind = view.text, view.slots, _SLOTS[first.type]
    conjunctions = view.lexicon.wording.conjunctions
    out: list[tuple[int, int]] = []
    at, joined = first.end, False
    while len(out) < _LONGEST and not joined:
        year = _YEAR.match(text, at, limit) if kind != "place" else None
        joint = _JOINT.match(text, year.end() if year else at, limit)
        if joint is None:
            break
        word = joint.group(2)
        joined = word in conjunctions
        start = joint.end() if joined or word is None else joint.start(2)
        start = _behind_small(view, start, limit)
        if not (joined or joint.group(1)) or start < 0:
            break
        span = slots.forward(kind, start, limit)
        if span is None or span[0] != start or (kind != "place" and not slots.is_whole(*span)):
            return [] if kind == "place" else out
        out.append(span)
        at = span[1]
    # Of towns alone `Whitby, Yorkshire` says one: only a series that ends as one does is read.
    return out if kind != "place" or (joined and _ENDS.match(text, at, limit)) else []


def _behind_small(view: View, at: int, limit: int) -> int:
    """Where a capital word stands behind a preposition and an article: `and |at the |Marlow College`; -1 behind a verb."""
    lexicon = view.lexicon
    for _ in range(3):
        if at >= limit or view.text[at].isupper():
            return at if at < limit else -1
        word = _WORD.match(view.text, at, limit)
        low = word.group(1) if word else ""
        if word is None or not (len(low) <= _SMALL or low in lexicon.stop or low in lexicon.particles):
            return -1
        at = word.end()
    return -1
