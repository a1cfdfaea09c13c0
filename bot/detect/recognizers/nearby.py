"""Towns, firms, schools and birthdays that no fixed phrase names, in the owner's own sentences about dwelling, working,
learning or being born: a small word before a name (`My window looks out over Hull`, `After ten years at Wexmoor I left`).

Rules: `context` and `near` of config/rules/lang/*.yaml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect import dates
from bot.detect.cues import unspaced
from bot.detect.lexicon import AGAINST, CONTEXT, OTHERS, SELF
from bot.detect.view import MOST, Candidate
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon
    from bot.detect.view import View

Span = tuple[int, int]

_KINDS = (
    ("location", FindingType.LOCATION, "place"),
    ("employer", FindingType.EMPLOYER, "org"),
    ("school", FindingType.SCHOOL, "school"),
)
_REACH = 60  # characters between the word for dwelling or working and the small word
_LONGEST = 48  # characters from the small word to the name's end
_LEAD = 5  # characters between the small word and the name: `the `
_WORTH = 0.6
_BIRTH = 60  # characters behind `birthday` in which its date stands
_OWN = 16  # characters between `birthday` and the word that says whose it is
_CLAUSE = re.compile(r"[,;:()]")


def recognize(view: View) -> list[Candidate]:
    """Names behind small words, in sentences that say `I` and speak of dwelling, working or learning."""
    out: list[Candidate] = []
    hits = view.hits[CONTEXT]
    for kind, found_type, slot in _KINDS:
        if not view.lexicon.near[kind]:
            continue
        tried: set[int] = set()
        for hit in [hit for hit in hits if hit.what == kind][:MOST]:
            start, end = view.sentence(hit.start)
            if start in tried or not _own(view, start, end):
                continue
            tried.add(start)
            span = _named(view, kind, slot, (start, end), (hit.start, hit.end))
            if span is None:
                continue
            candidate = Candidate(found_type, *span, _WORTH, f"shared.near.{kind}", "cue")
            candidate.cue_start = min(hit.start, span[0])
            candidate.signs.append(("behind a small word, in a sentence about it", _WORTH))
            out.append(candidate)
    return out + _birthdays(view)


def spoken_about(view: View, at: int, floor: int) -> bool:
    """Whether what begins at `at` is only spoken about: `an article about …`."""
    pattern = _words(view.lexicon, "about")
    return any(
        not view.text[found.end() : at].strip(" '\"«„“")
        for found in pattern.finditer(view.folded, max(floor, at - 16), at)
    )


def _own(view: View, start: int, end: int) -> bool:
    """Whether a sentence says `I`, speaks of nobody else and denies nothing."""
    return (
        view.has(SELF, start, end) and not view.has(OTHERS, start, end) and not view.has(AGAINST, start, end)
    )


@lru_cache(maxsize=256)
def _words(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    """The small words of a kind; kept by lexicon."""
    parts = []
    for word in sorted(
        {word for word in lexicon.near[kind] if not word.startswith("*")}, key=len, reverse=True
    ):
        if unspaced(word[0]):
            parts.append(re.escape(word))
        else:
            parts.append(rf"(?<![^\W_]){re.escape(word)}(?= )")
    return re.compile("|".join(parts) or r"(?!)")


@lru_cache(maxsize=256)
def _endings(lexicon: Lexicon, kind: str) -> re.Pattern[str] | None:
    """A capitalised word with one of a kind's endings (`Tampereella`), in the text as it is written."""
    ends = sorted((word[1:] for word in lexicon.near[kind] if word.startswith("*")), key=len, reverse=True)
    if not ends:
        return None
    return re.compile(
        rf"(?<![\w'’\-])[^\W\d_a-zа-яё][\w'’\-]{{2,30}}?(?:{'|'.join(map(re.escape, ends))})(?![^\W_])"
    )


def _named(view: View, kind: str, slot: str, sentence: Span, word: Span) -> Span | None:
    """The name nearest to the word for dwelling, working or learning."""
    start, end = max(sentence[0], word[0] - _REACH), min(sentence[1], word[1] + _REACH)
    best: Span | None = None
    for found in _words(view.lexicon, kind).finditer(view.folded, start, end):
        span = view.slots.forward(slot, found.end(), min(sentence[1], found.end() + _LONGEST))
        if span is None or span[0] - found.end() > _LEAD or not _fits(view, kind, span, word):
            continue
        if best is None or abs(span[0] - word[0]) < abs(best[0] - word[0]):
            best = span
    endings = _endings(view.lexicon, kind)
    if best is None and endings is not None:
        for inflected in endings.finditer(view.text, max(start, sentence[0] + 1), end):
            span = view.slots.forward(slot, inflected.start(), min(sentence[1], inflected.start() + _LONGEST))
            if span is not None and span[0] == inflected.start() and _fits(view, kind, span, word):
                return span
    return best


def _fits(view: View, kind: str, span: Span, word: Span) -> bool:
    """Whether a value is a name of the kind: no part of the sign itself, with a capital where its script has them."""
    if span[0] < word[1] and word[0] < span[1]:
        return False
    char = view.text[span[0]]
    if char.lower() == char.upper() or not char.isupper():
        return unspaced(char) and kind == "location"
    if kind != "location":
        return True
    return not view.slots.says_school(*span, strict=True) and not view.slots.says_firm(*span)


def _birthdays(view: View) -> list[Candidate]:
    """Dates beside words for a birthday that somebody calls their own: `every 3 May, my birthday`."""
    out: list[Candidate] = []
    tried: set[int] = set()
    for hit in view.contexts("birth_date"):
        if hit.start in tried:
            continue
        tried.add(hit.start)
        start, end = view.sentence(hit.start)
        near = view.within(SELF, max(start, hit.start - _OWN), min(end, hit.end + _OWN))
        beside = any(
            not _CLAUSE.search(view.text, min(own.end, hit.end), max(own.start, hit.start)) for own in near
        )
        if not beside or not _own(view, start, end):
            continue
        span = dates.find(view.folded, hit.end, min(end, hit.end + _BIRTH), view.lexicon)
        if span is None:
            span = dates.find(view.folded, max(start, hit.start - _BIRTH // 2), hit.start, view.lexicon)
        if span is None or "wiki" in view.folded[start:end]:
            continue
        candidate = Candidate(FindingType.BIRTH_DATE, *span, _WORTH, "shared.near.birth_date", "cue")
        candidate.cue_start = min(hit.start, span[0])
        candidate.signs.append(("beside their own birthday", _WORTH))
        out.append(candidate)
    return out
