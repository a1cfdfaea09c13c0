"""A town, or the firm or school that is named after it: which of both a phrase's value is."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.detect.types import EMPLOYER, LOCATION, SCHOOL

if TYPE_CHECKING:
    from bot.detect.view import Candidate, View

    Spanned = tuple[int, int, Candidate]


_OF = 8  # characters of a word for `of` and what stands around it
_TOWN = -0.5


def name_towns(view: View, found: list[Candidate]) -> None:
    """Call a town what a phrase took for a firm: `trabajo en Bilbao`."""
    for each in found:
        if each.sort != "cue" or each.type not in (EMPLOYER, SCHOOL) or not _is_town(view, each):
            continue
        if each.type is EMPLOYER:
            each.type = LOCATION
            each.signs.append(("a town that is known, and no firm", 0.0))
        elif view.lexicon.wording.of_before.search(view.folded, max(0, each.start - _OF), each.start):
            # `estudio la historia de |Burgos`
            each.add("a town that is known, and no school", _TOWN)


def _is_town(view: View, candidate: Candidate) -> bool:
    length = view.lexicon.small_towns.length_at(view.folded, candidate.start)
    if not 0 < length == candidate.end - candidate.start:
        return False
    return not view.slots.led_by_noun(candidate.start)  # biblioteca de |Lugo


def without_twins(view: View, found: list[Candidate]) -> list[Candidate]:
    """Of a school's and an employer's phrase with one value, that which the value's own word bears out."""
    schools = {each.start for each in found if each.type is SCHOOL}
    return [
        each for each in found
        if each.type is not EMPLOYER
        or each.start not in schools
        or not view.slots.says_school(each.start, each.end, strict=True)
    ]  # fmt: skip


def begins_before(view: View, candidate: Candidate, longer: Candidate) -> bool:
    """Whether a firm's or school's name holds the value of a longer phrase that took its word:
    `étudiant à l'|université de |Villebois`."""
    held = candidate.type in (EMPLOYER, SCHOOL) and candidate.start < longer.start < candidate.end
    return held and _has_word(view, candidate) and not _has_word(view, longer)


def settled(view: View, above: list[Spanned]) -> list[Spanned]:
    """Of a town and a firm or school on the same letters, that which the firm's own word bears out.

    `Sou funcionário da |Câmara Municipal de |Vilar` names no home; `vivo y trabajo en |Bilbao` no firm.
    """
    towns = [entry for entry in above if entry[2].type is LOCATION and entry[2].sort == "cue"]
    firms = [entry for entry in above if entry[2].type in (EMPLOYER, SCHOOL)]
    if not firms or len(towns) + len(firms) == 1 or view.lexicon.traits.syllables:
        return above
    named = [entry for entry in firms if _has_word(view, entry[2])]
    known = {id(entry[2]) for entry in named}
    unnamed = [entry for entry in firms if id(entry[2]) not in known]
    led = [entry for entry in unnamed if _is_led(view, entry[2])]
    lost = _inside(unnamed, named) | _inside(towns, named + led)  # `professeur au |lycée |Saint-Yvon`
    spans = {(start, end) for start, end, each in towns if id(each) not in lost}
    lost |= {
        id(each)
        for start, end, each in unnamed
        if each.type is EMPLOYER and each.sort == "cue" and (start, end) in spans
    }
    return [entry for entry in above if id(entry[2]) not in lost]


def _inside(those: list[Spanned], named: list[Spanned]) -> set[int]:
    """Those that stand in one of the named."""
    named = sorted(named, key=lambda entry: entry[0])
    begins = [start for start, _, _ in named]
    ends = list(accumulate((end for _, end, _ in named), max))
    places = ((bisect_right(begins, start) - 1, end, id(each)) for start, end, each in those)
    return {each for at, end, each in places if at >= 0 and ends[at] >= end}


def _has_word(view: View, candidate: Candidate) -> bool:
    start, end = candidate.start, candidate.end
    if start < 0:  # of an argument that no reader sees
        return False
    slots = view.slots
    return slots.says_school(start, end, strict=True) or slots.says_firm(start, end)


def _is_led(view: View, candidate: Candidate) -> bool:
    return candidate.start >= 0 and view.slots.led_by_noun(candidate.start)
