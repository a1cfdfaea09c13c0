"""A school right behind a class, a class right behind a school: `in 5th grade at Rowan Middle School`.

And the town that stands between a label and a date of birth: `Born: Whitby, 3 May`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.recognizers.life import FIRST
from bot.detect.types import AGE_MINOR, BIRTH_DATE, LOCATION, SCHOOL
from bot.detect.view import MOST, Candidate
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.view import View

_FAR = 16  # characters between a class and its school: `, at the`, ` am `
_CLASS = 24  # characters behind a school in which its class begins and ends
_MARKS = frozenset(":=–—")
_SORTS = frozenset(["cue", "label", "box"])
_APART = re.compile(r"[.!?;:。！？\n\ufffc]")
_SEGMENT = re.compile(r"[ ,、，(（–-]{1,3}([^,;.:!?()（）。、，\n“”«»]{2,20})(?=[,;.:!?()（）。、，\n]|$)")
_TOWN = re.compile(r"(?:^|[:=–—]) {0,2}([^\W\d_][^,:;=.!?()\d\n]{1,32}), {0,2}$")
_TO_DATE = 40  # characters of a label's value before its date
_LINK = re.compile(r"[ ,]{1,2}(?:[^\W\d_]{1,4} ){1,2}")


def recognize(view: View, found: list[Candidate]) -> list[Candidate]:
    """What stands beside schools and classes that others found."""
    out: list[Candidate] = []
    taken = [(each.start, each.end) for each in found if each.type is SCHOOL]
    ages = {each.start for each in found if each.type is AGE_MINOR}
    for each in found[: MOST * 4]:
        if each.sort not in _SORTS or each.start < 0:
            continue
        if each.type is AGE_MINOR:
            span = _school_behind(view, each)
            if span and not any(left < span[1] and span[0] < right for left, right in taken):
                out.append(_like(each, SCHOOL, span))
        elif each.type is SCHOOL:
            span = _class_behind(view, each)
            if span and span[0] not in ages:
                out.append(_like(each, AGE_MINOR, span))
        elif each.type is BIRTH_DATE and each.sort != "cue":
            span = _town_before(view, each)
            if span:
                out.append(_like(each, LOCATION, span))
    return out


def _like(other: Candidate, kind: FindingType, span: tuple[int, int]) -> Candidate:
    worth = min(other.score, 0.75) if other.sort != "box" else other.score
    candidate = Candidate(kind, *span, worth, f"{other.rule}.beside", other.sort, block=other.block)
    candidate.cue_start = other.cue_start if other.cue_start >= 0 else other.start
    candidate.signs.append(("beside a class, a school or a birth", worth))
    return candidate


def _school_behind(view: View, age: Candidate) -> tuple[int, int] | None:
    limit = view.line(age.start)[1]
    span = view.slots.forward("school", age.end, limit)
    if span is None:
        small = _LINK.match(view.folded, age.end, limit)
        span = view.slots.forward("school", small.end(), limit) if small else None
    if span is None or span[0] - age.end > _FAR or _APART.search(view.text, age.end, span[0]):
        return None
    return span if view.slots.says_school(*span, strict=True) else None


def _town_before(view: View, date: Candidate) -> tuple[int, int] | None:
    floor = view.layout.block_at(date.start).start
    at = max(floor, date.start - _TO_DATE)
    found = _TOWN.search(view.text[at : date.start])
    if found is None or (found.start() == 0 and at > floor and found.group()[:1] not in _MARKS):
        return None
    span = view.slots.forward("place", at + found.start(1), at + found.end(1))
    return span if span == (at + found.start(1), at + len(found.group(1).rstrip()) + found.start(1)) else None


def _class_behind(view: View, school: Candidate) -> tuple[int, int] | None:
    limit = min(view.line(school.start)[1], school.end + _CLASS)
    found = _SEGMENT.match(view.folded, school.end, limit)
    if found is None or view.lexicon.wording.higher.search(view.folded, school.start, school.end):
        return None
    start = found.start(1)
    text = found.group(1).rstrip()
    small = view.lexicon.wording.in_class.match(text)
    if small:
        start, text = start + small.end(), text[small.end() :]
    numbers = re.findall("[0-9]+", text)
    if len(numbers) != 1 or not 1 <= int(numbers[0]) <= FIRST:
        return None
    named = any(noun in text for noun in view.lexicon.bare["grade"] if len(noun) > 1)
    return (start, start + len(text)) if named else None
