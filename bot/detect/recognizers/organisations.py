"""Schools and employers that no fixed phrase names: an organisation's own word in a sentence of the owner's about
learning or earning a living (`I spent thirty years with Tidewater Packaging before I retired`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.acceptance import is_hangul
from bot.detect.eastasian import parts_syllable
from bot.detect.folding import unspaced
from bot.detect.nouns import any_of
from bot.detect.signs import AGAINST, CONTEXT, LABEL, OTHERS, SELF
from bot.detect.types import EMPLOYER, SCHOOL
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon
    from bot.detect.signs import Hit
    from bot.detect.view import View

_KINDS = (("school", SCHOOL, "school"), ("employer", EMPLOYER, "org"))
_REACH = 110  # characters on both sides of the words for learning or working
_WORTH = 0.6
_PLAIN = 4  # letters of a firm's word that is no part of another in scripts with marks
_NOT_INSIDE = "(?<![\\w\u0900-\u0963\u0970-\u0d7f])"  # letters, and the vowel signs of Indic scripts
_ABOUT = 16  # characters before a name in which `about` stands
_NEAR = 32  # characters between such a word and a name behind a comma or bracket
_CLAUSE = re.compile(r"[,:;()–—]")
_LINK_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,8}['’]?)[ ]?[\"«„“]?$")
_ANY_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,20}['’]?)[ ]?[\"«„“]?$")
_PREPOSITION = 5  # letters and the space of one that begins a sentence
_ENDING = re.compile(r"['’][^\W\d_]{1,5}$")


def recognize(view: View) -> list[Candidate]:
    """Organisations beside words for learning or working, in sentences that say `I`."""
    out: list[Candidate] = []
    for kind, found_type, slot in _KINDS:
        tried: set[int] = set()
        for hit in [hit for hit in view.hits[CONTEXT] if hit.what == kind][:MOST]:
            start, end = view.sentence(hit.start)
            if start in tried:
                continue
            tried.add(start)
            claimed = _spoken(view, start, end) or _opens(view, start, hit.start, end)
            if not claimed or view.has(AGAINST, start, end):
                continue
            span = _named(view, slot, hit, start, end, [(each.start, each.end) for each in out])
            if span is None or span[0] <= hit.start < span[1] or _spoken_about(view, span[0], start):
                continue
            if view.slots.says_school(*span, strict=True) and is_worked_at(view, *span) != (
                kind == "employer"
            ):
                continue
            candidate = Candidate(found_type, *span, _WORTH, f"shared.{kind}", "cue")
            candidate.cue_start = min(hit.start, span[0])
            candidate.signs.append(("named beside words for it", _WORTH))
            out.append(candidate)
    return out


def is_worked_at(view: View, start: int, end: int) -> bool:
    """Whether of the words for learning and for earning in a sentence the one nearest to [start, end) is for earning:
    `After Hill College I taught at Dale School`."""
    left, right = view.sentence(start)
    nearest = {"school": MOST, "employer": MOST}
    for hit in view.within(
        CONTEXT, left, min(right, end + 2)
    ):  # behind it: right behind it, `Gimnáziumban tanítok`
        if hit.what in nearest and not start <= hit.start < end:
            nearest[hit.what] = min(nearest[hit.what], max(start - hit.end, hit.start - end))
    return nearest["employer"] < nearest["school"]


def named_before(view: View, start: int, at: int) -> bool:
    """Whether a firm's own word stands between a sentence's start and `at`, shortly before it."""
    found = _words(view.lexicon, "org").finditer(view.folded, max(start, at - _REACH), at)
    return any(
        noun.end() - noun.start() >= _PLAIN and not view.has(LABEL, noun.start(), noun.start() + 1)
        for noun in found
    )


def is_named(view: View, start: int, end: int) -> bool:
    """Whether a firm's or school's own word stands in [start, end)."""
    return any(_words(view.lexicon, slot).search(view.folded, start, end) for slot in ("org", "school"))


def _spoken_about(view: View, at: int, floor: int) -> bool:
    """Whether what begins at `at` is only spoken about: `an article about …`."""
    before = view.folded[max(floor, at - _ABOUT) : at].rstrip(" '\"«„“")
    return any(
        before.endswith(word) and not before[: -len(word)][-1:].isalnum() for word in view.lexicon.topic
    )


def _spoken(view: View, start: int, end: int) -> bool:
    """Whether a sentence says `I`; scripts without spaces leave it out, there nobody else may be named."""
    if view.has(SELF, start, end):
        return True
    left, right = view.line(start)
    return unspaced(view.text[start]) and not view.has(OTHERS, left, right)


def _opens(view: View, start: int, at: int, end: int) -> bool:
    """Whether a sentence that names nobody else begins with the words for learning or working."""
    return view.opens(start, at) and not view.has(OTHERS, start, end)


@lru_cache(maxsize=128)
def _words(lexicon: Lexicon, slot: str) -> re.Pattern[str]:
    """Any word for such an organisation; kept by lexicon, since a long table takes long to compare."""
    nouns = lexicon.nouns["school" if slot == "school" else "org"]
    words = []
    for noun in sorted(dict.fromkeys(nouns), key=len, reverse=True):
        plain = noun.strip("*")
        loose = unspaced(plain[:1] or "a")
        before = "" if loose or noun.startswith("*") else _NOT_INSIDE
        words.append((plain, before, "" if loose or noun.endswith("*") else r"(?![^\W_])"))
    return any_of(words)


def _named(
    view: View, slot: str, hit: Hit, start: int, end: int, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The first run near a word for learning or working that holds a word for such an organisation and more.

    start, end: the sentence; taken: what is known already for a school.
    """
    floor, ceiling = max(start, hit.start - _REACH), min(end, hit.end + _REACH)
    for noun in _words(view.lexicon, slot).finditer(view.folded, floor, ceiling):
        if any(left <= noun.start() < right for left, right in taken):
            continue
        char = view.text[noun.start()]
        if parts_syllable(view.text, noun.start()) or parts_syllable(view.text, noun.end()):
            continue
        if unspaced(char):
            span = view.slots.backward(slot, noun.end(), floor) or view.slots.forward(slot, noun.start(), end)
        elif char.lower() == char.upper():
            begin = noun.start()
            if is_hangul(char):  # 끝나|고 is no school: a name begins with its word
                begin = view.text.rfind(" ", floor, begin) + 1 or floor
            span = view.slots.forward(slot, begin, end)
            if span is None or span[1] == noun.end():
                span = view.slots.backward(slot, noun.end(), floor)
        else:
            span = _capitals(view, slot, noun.start(), floor, end, hit.end)
            if span and span[0] > noun.start():
                if span[0] > noun.end() + 1 or noun.group() in view.lexicon.wording.middles:
                    continue  # `in the centre of Hull`
                span = noun.start(), span[1]  # lycée Saint-Lucile
        if span and span[1] - span[0] > noun.end() - noun.start() + 1:
            return span
    return None


def _capitals(
    view: View, slot: str, start: int, floor: int, ceiling: int, behind: int
) -> tuple[int, int] | None:
    """The run of capital words around a noun, behind a small word (`at`, `bei`, `chez`) or announced."""
    text, traits = view.text, view.lexicon.traits
    particles = () if traits.capital_nouns else view.lexicon.particles
    left = start
    while left > floor:
        space = text.rfind(" ", floor, left - 1) + 1 or floor
        word = text[space : left - 1] if left - 1 > space else ""
        if not word or not (word[0].isupper() or view.folded[space : left - 1] in particles):
            break
        if not word[0].isupper() and not text[max(floor, space - 2) : space].strip():
            break
        left = space
    while left < start and not text[left].isupper():
        left = text.find(" ", left, start) + 1 or start
    if not text[floor:left].strip() and not traits.no_prepositions:  # `Aan de TU Delft schrijf ik …`
        word = text[left : text.find(" ", left, start) + 1 or left]
        if 1 < len(word) <= _PREPOSITION and left + len(word) <= start:
            at = left + len(word)
            while at < start and not text[at].isupper():
                at = text.find(" ", at, start) + 1 or start
            return view.slots.forward(slot, at, ceiling)
    before = (_ANY_WORD if traits.at_is_ending else _LINK_WORD).search(text, max(floor, left - 24), left)
    span = view.slots.forward(slot, left, ceiling)
    if before is not None:
        return None if before.group(1)[0].isupper() else span
    ends = (
        traits.at_is_ending
        and span
        and (_ENDING.search(text, *span) or text[span[1] : span[1] + 1] in ("'", "’"))
    )
    return span if ends or _is_announced(text, behind, left) else None


def _is_announced(text: str, behind: int, at: int) -> bool:
    """Whether a name follows a colon (`my pay comes from elsewhere: …`), or a comma shortly behind a word for
    learning or working (`I work as a digger, …`)."""
    between = text[behind:at].rstrip(" \"«„“'")
    mark = between[-1:]
    if mark == ":":
        return True
    return mark in (",", "(", "–", "—") and len(between) <= _NEAR and not _CLAUSE.search(between[:-1])
