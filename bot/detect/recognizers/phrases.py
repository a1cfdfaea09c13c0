"""Phrases with a slot: `I live in {place}`, `{school}に通って`. Rules: `cues` of config/rules/lang/*.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect import dates, rivals
from bot.detect.folding import unspaced, wordly
from bot.detect.recognizers import birthplace, handles, life, organisations, place, values
from bot.detect.signs import CUE, THING
from bot.detect.types import ADDRESS, BIRTH_DATE, EMPLOYER, LOCATION, SCHOOL
from bot.detect.view import MOST, TYPE_OF, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.detect.cues import Cue
    from bot.detect.lexicon import Lexicon
    from bot.detect.rules import CueRule
    from bot.detect.signs import Phrase
    from bot.detect.view import View

_STREET = 80  # characters behind a phrase in which an address begins and ends
_ENDINGS = 3  # words before a verb that may end like the one that holds its value
_LEADING = 4  # characters between the phrase and the address
_STEM = 4  # letters of a word whose last one may change: חברה, חברת
_GATED = 0.8  # a school's or firm's phrase of this weight or less counts only with such a word in the value
_GATE_OPEN = 0.6
_PARTED = re.compile(r"[,;.](?= )")
_SEVERAL = frozenset(["location", "school", "employer"])  # what one sentence may name several of
_SHORTEST_VALUE = 6  # characters of such a value and what follows it
_WINDOW = 90  # how far behind its anchor a phrase may reach


def recognize(view: View) -> list[Candidate]:
    """Every phrase that occurs, with its value."""
    matches: dict[tuple[str, int], list[tuple[int, CueRule, re.Match[str]]]] = {}
    seen: set[tuple[int, str]] = set()
    for rule, found in _occurrences(view):
        begin, end = found.span()
        if (begin, rule.id) in seen or not _stands(view, rule.cue, begin, end):
            continue
        seen.add((begin, rule.id))
        key = (rule.id if rule.cue.at == "before" else rule.type, begin)
        matches.setdefault(key, []).append((-end, rule, found))
    found_all: list[Candidate] = []
    for together in matches.values():
        # Of two phrases that begin together the longer one knows more: `my name` and `my real name is`.
        together.sort(key=_longest_first)
        first = -1
        for _, rule, found in together:
            if first >= 0 and (rule.type not in _SEVERAL or first - found.end() < _SHORTEST_VALUE):
                continue
            candidate = _candidate(view, rule, found)
            if candidate is None:
                continue
            over = found.end() <= candidate.start < candidate.end < first
            over = over and view.text[candidate.start].isupper()
            if first >= 0 and not over and not rivals.begins_before(view, candidate, found_all[-1]):
                continue
            # A longer one may pass over a value: `I'm from |Whitby| but live in |Leeds`.
            first = candidate.start
            found_all.append(_street(view, found.end(), candidate))
            if rule.cue.at != "after":
                break
    found_all = rivals.without_twins(view, found_all)
    return found_all + [
        born for each in found_all if each.type is BIRTH_DATE and (born := birthplace.behind_date(view, each))
    ]


def _longest_first(match: tuple[int, CueRule, re.Match[str]]) -> int:
    return match[0]


def _candidate(view: View, rule: CueRule, found: re.Match[str]) -> Candidate | None:
    span = value_of(view, rule, found)
    if span is None and rule.cue.slot == "place" and rule.cue.at == "before":
        span = place.address_before(view, found.start(), view.line(found.start())[0])
        if span is not None:
            signs = [("a street where a town may stand", 0.75)]
            street = Candidate(ADDRESS, *span, 0.75, f"{rule.id}.street", "cue", signs=signs)
            street.cue_start = found.start()
            return street
    if span is None:
        return birthplace.behind_phrase(view, rule, found) if rule.cue.slot == "date" else None
    if rule.type == "age_minor" and (
        view.lexicon.wording.until.match(view.folded, span[1]) or view.has(THING, span[1] + 1, span[1] + 2)
    ):
        return None  # classes 6 to 12; `I turned 15 stubs into articles`
    worth = 0.6 if rule.cue.slot == "fullname" else 0.75
    candidate = Candidate(TYPE_OF[rule.type], *span, worth * rule.weight, rule.id, "cue")
    candidate.cue_start = found.start()
    candidate.signs.append(("phrase", candidate.score))
    if rule.cue.slot == "fullname" and not _is_name(view, span):
        candidate.add("no name that is known", -0.3)
    if rule.weight <= _GATED and rule.type in ("employer", "school") and rule.cue.at != "mark":
        works = rule.weight < _GATED or organisations.is_worked_at(view, *span)  # a trade has less weight
        return _gated(view, candidate, span, working=works and rule.type == "employer")
    if rule.type == "school" and rule.cue.at != "mark" and not view.slots.says_school(*span):
        candidate.add("no word for a school in it", -0.25)
    if rule.type == "school" and rule.cue.at != "mark" and view.slots.says_firm(*span):
        if any(found.start() <= hit.start < span[0] for hit in view.contexts("school")):
            candidate.add(
                "learnt at what is no school", -0.25
            )  # `I studied the sources at Marlow County Library`
        else:
            candidate.type = EMPLOYER  # `I sit at Boonen Notaries all day`
    if rule.type == "employer" and rule.cue.at != "mark" and _is_plain(view, span):
        candidate.add("no word for a firm in it", -0.25)
    return candidate


def _is_plain(view: View, span: tuple[int, int]) -> bool:
    """Whether a firm's value is words like any others: without capitals and without a firm's or school's own word."""
    low = view.folded[span[0] : span[1]]
    first = low[0]
    if "\uac00" <= first <= "\ud7a3":
        return not view.slots.says_school(*span) and not view.slots.says_firm(*span)
    if first.upper() != first or not first.isalpha() or unspaced(first):
        return False
    bare = view.lexicon.bare
    return not view.slots.noun_before(span[0]) and not any(
        len(noun) > 1 and (noun if len(noun) < _STEM else noun[:-1]) in low
        for kind in ("org", "school")
        for noun in bare[kind]
    )


def _gated(view: View, candidate: Candidate, span: tuple[int, int], *, working: bool) -> Candidate:
    """A weak phrase counts only with a school's or a firm's own word in its value: `I went to Hull` says no school."""
    slots = view.slots
    named = slots.says_school(*span, strict=True) or slots.says_firm(*span)
    if not named and candidate.start >= candidate.cue_start:
        span = candidate.start, candidate.end = view.slots.with_noun(*span)
    if view.slots.says_school(*span, strict=True):
        candidate.type = EMPLOYER if working else SCHOOL
    elif view.slots.says_firm(*span) or view.slots.has_legal_form(*span):
        left = view.sentence(span[0])[0]
        if candidate.type is SCHOOL and not any(
            left <= hit.start < span[0] for kind in ("school", "employer") for hit in view.contexts(kind)
        ):
            candidate.add("gone to, not learnt or worked at", -0.25)  # `I went to the Marlow Museum`
            return candidate
        candidate.type = EMPLOYER
    elif kind := view.slots.noun_before(span[0]):
        candidate.type = EMPLOYER if working or kind == "org" else SCHOOL
    else:
        candidate.add("no word for a school or firm in it", -0.25)
        return candidate
    candidate.add("its own word in it", max(0.0, _GATE_OPEN - candidate.score))
    return candidate


def _is_name(view: View, span: tuple[int, int]) -> bool:
    """Whether a value may be a name: in scripts without capitals only the lists of names can tell."""
    text = view.text[span[0] : span[1]]
    if text[0].lower() != text[0].upper():
        return True
    return view.names is not None and view.names.is_real_name(text, view.page.lang)


def _street(view: View, end: int, candidate: Candidate) -> Candidate:
    """`I live in Elm Road 5, Hull` gives an address where `I live in Hull` gives a town."""
    if candidate.type is not LOCATION or candidate.start < end:
        return candidate
    limit = min(view.line(candidate.start)[1], end + _STREET)
    if not any(map(str.isdigit, view.folded[candidate.start : limit])):
        return candidate
    span = place.address_at(view, end, limit) or place.named_at(view, end, limit)
    if span is None or span[0] - end > _LEADING or span[1] <= candidate.start:
        return candidate
    street = Candidate(ADDRESS, *span, candidate.score, f"{candidate.rule}.street", "cue")
    street.cue_start = candidate.cue_start
    street.signs.append(("a street where a town may stand", candidate.score))
    return street


def _occurrences(view: View) -> Iterator[tuple[CueRule, re.Match[str]]]:
    """Every phrase around each of its anchors, in the line around that."""
    folded = view.folded
    tried: set[tuple[int, Phrase]] = set()
    floor, ceiling = 0, -1  # most anchors stand in the same line as the one before
    room = MOST * 8
    for hit in view.hits[CUE]:
        room -= len(hit.what)
        if room < 0:
            return
        start = hit.start
        if not floor <= start <= ceiling:
            floor, ceiling = view.line(start)
        stop = min(hit.end + _WINDOW, ceiling)
        phrase: Phrase
        for phrase in hit.what:
            if phrase.together:  # try the phrase once
                if (start, phrase) in tried:
                    continue
                tried.add((start, phrase))
            pattern = phrase.pattern or phrase.compiled()
            if phrase.begins:
                found = pattern.match(folded, start, stop)
                if found is None and phrase.spaced and start > floor and folded[start - 1] == " ":
                    found = pattern.match(folded, _word_end(folded, floor, start), stop)
            else:
                first = max(floor, start - phrase.cue.lead)
                if phrase.cue.start and not _may_open(view, pattern, first, start, stop):
                    continue
                found = pattern.search(folded, first, stop)
                if found is not None and found.start() > start:
                    continue
                if found is not None and phrase.cue.at == "before" and found.group()[0] != "'":
                    found = _behind_value(view, phrase.rule, pattern, found, start, stop)
            if found is not None:
                yield phrase.rule, found


def _behind_value(
    view: View, rule: CueRule, pattern: re.Pattern[str], first: re.Match[str], last: int, stop: int
) -> re.Match[str]:
    """Where an ending begins that belongs to a value: that behind an apostrophe, in `Birlikte Amasya'da …`."""
    at = first.start() + 1
    for _ in range(_ENDINGS):
        later = pattern.search(view.folded, at, stop)
        if later is None or later.start() > last:
            break
        if later.group()[0] == "'":
            return later if value_of(view, rule, later) is not None else first
        at = later.start() + 1
    return first


def _may_open(view: View, pattern: re.Pattern[str], first: int, last: int, stop: int) -> bool:
    """Whether a phrase stands at the beginning of any sentence in [first, last]; far cheaper than to look everywhere."""
    text, at = view.text, first
    begin, end = view.sentence(at)
    if not view.opens(begin, at):
        at = end
    while at <= last:
        if at >= end:
            end = view.sentence(at)[1]
        if pattern.match(view.folded, at, stop):
            return True
        at = end if text[at].isalnum() else at + 1  # signs may stand before the first word
    return False


def _word_end(folded: str, floor: int, at: int) -> int:
    """Where the word before a place ends: what stands before the value in `{place} is my home`."""
    while at > floor and folded[at - 1] == " ":
        at -= 1
    return at


def _stands(view: View, cue: Cue, left: int, right: int) -> bool:
    """Whether a phrase found at [left, right) begins and ends with whole words, and its sentence where it must."""
    folded = view.folded
    if cue.at != "before" and left > 0 and _inside_word(folded, left, view.lexicon):
        return False
    if cue.at != "after" and right < len(folded) and _ends_inside(folded, right):
        return False
    return not cue.start or _starts(view, left)


def _inside_word(folded: str, at: int, lexicon: Lexicon) -> bool:
    before, char, attached = folded[at - 1], folded[at], lexicon.attached
    if before == " " or not wordly(char) or unspaced(char) or not wordly(before) or unspaced(before):
        return False
    if folded.startswith(lexicon.schools, at):
        return False  # 포항|중학교 4학년
    return not (before in attached and (at < 2 or not wordly(folded[at - 2])))


def _ends_inside(folded: str, at: int) -> bool:
    before, char = folded[at - 1], folded[at]
    return wordly(char) and wordly(before) and not unspaced(char) and not unspaced(before)


def _starts(view: View, at: int) -> bool:
    return view.opens(view.sentence(at)[0], at)


def value_of(view: View, rule: CueRule, found: re.Match[str]) -> tuple[int, int] | None:
    """Where the value of a phrase stands that was found: behind it, before it or inside."""
    cue = rule.cue
    if cue.at == "mark":
        start, end = found.span(1)
        minor = rule.type != "age_minor" or life.grade_is_minor(view, start, end)
        return (
            (start, end) if minor and not (rule.type == "age_minor" and life.is_higher(view, end)) else None
        )
    if cue.at == "before":
        floor = view.line(found.start())[0]
        if cue.slot == "date":
            return life.date_before(view, floor, found.start())
        if cue.slot == "age":
            return life.age_before(view, found.start(), floor)
        if cue.slot == "handle":
            return handles.handle_before(view, found.start(), floor)
        if cue.slot not in ("name", "fullname", "place", "org", "school"):
            return None
        return view.slots.backward(cue.slot, found.start(), floor)
    if cue.at == "inside":
        at, limit = found.span(1)
        if cue.slot == "date":
            return dates.find(view.folded, at, limit, view.lexicon)
        if view.sentence(at)[1] < limit:
            return None  # a value that ends one sentence and begins the next
        span = values.take_slot(view, cue.slot, at, limit)
        if span is None and cue.slot == "place":
            span = birthplace.behind_year(view, at, limit)
        if span is None or (cue.slot == "age" and span[1] != limit):
            return None
        rest = view.folded[span[1] : limit]
        if cue.slot in ("name", "fullname", "place") and _PARTED.search(rest):
            return None  # `has Jan Lis, on his boat Wit. I live`
        return span if sum(map(str.isalnum, rest)) <= 24 else None
    limit = view.line(max(0, found.end() - 1))[1]
    if cue.slot in ("name", "fullname") and found.end() >= limit - 1:
        following = view.layout.block_at(limit + 1)  # a letter's greeting, and the name below it
        if following.start > limit and view.layout.block_at(limit - 1).section == following.section:
            return view.slots.forward(cue.slot, following.start, following.end)
    span = values.take_slot(view, cue.slot, found.end(), limit)
    return birthplace.behind_year(view, found.end(), limit) if span is None and cue.slot == "place" else span
