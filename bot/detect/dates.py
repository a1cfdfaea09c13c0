"""Dates of birth: a day and a month in any usual notation; month names come from CLDR's table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.detect.lexicon import Lexicon

_NUMERIC = re.compile(
    r"(?<![0-9./])(?:(?<!-)|(?<=[א-ת]-))(?:[0-9]{1,2}[./\-] ?[0-9]{1,2}[./\-] ?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|[0-9]{4}[./\-] ?[0-9]{1,2}[./\-] ?[0-9]{1,2}(?![0-9]))\.?"
)
_WORDS = re.compile(r"[^\s,.()\[\]|;:!?।۔،؛؟。、，！？0-9\ufffc]+")
_BEFORE = re.compile(r"([0-9]{4}[.,]? ?(?:[^\s0-9]{1,7} )?)?$")
_DAY_BEFORE = re.compile(
    r"(?:(?<![0-9])[0-9]{4}[.,]? (?:[^\s0-9]{1,6} )?)?(?<![0-9])[0-9]{1,2}"
    r"(?:\.|st|nd|rd|th|er|º|°|ª|-?[^\W\d]{1,4})?,? ?(?:[^\W\d]{1,5}\.? )?(?:[^\W\d]{1,6} )?$"
)
_YEAR_AFTER = re.compile(r"\.?,? ?(?:[^\W\d]{1,4}\.? )?(?:[^\W\d]{1,5} )?[0-9]{4}(?![0-9])")
_DAY_AFTER = re.compile(
    r"\.? ?(?:[^\W\d]{1,3} )?[0-9]{1,2}(?![0-9])(?:\.|st|nd|rd|th|-?[^\W\d]{1,4})?(?:,? ?(?:[^\W\d]{1,4} )?[0-9]{4}(?![0-9]))?"
)
_YEAR_BEFORE = re.compile(r"(?<![0-9])[0-9]{4}[.,]? ?(?:[^\W\d]{1,6} )?$")
_DIGIT = re.compile("[0-9]")


class _Written(NamedTuple):
    """How dates are written in the words of the languages that a page is read in, and what each has in it."""

    patterns: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    dotted: re.Pattern[str] | None  # 3 พ.ย. 2531: where names of months hold full stops


@lru_cache(maxsize=64)
def _written(lexicon: Lexicon) -> _Written:
    lists = lexicon.wording.lists
    eras, thai = (*lists["eras"].of("ja"), *lists["eras"].of("zh")), lists["eras"].of("th")
    han = re.compile(
        rf"(?:(?:[0-9]{{2,4}}|(?:{_any_of(eras)})(?:[0-9]{{1,2}}|元)) ?[年년] ?)?[0-9]{{1,2}} ?[月월] ?[0-9]{{1,2}} ?[日號号일]"
    )
    day, month, year = (lists[key].texts() for key in ("before_day", "before_month", "before_year"))
    numbered = re.compile(
        rf"(?:(?:{_any_of(day)}) )?(?<![0-9])[0-9]{{1,2}} (?:{_any_of(month)})\.? [0-9]{{1,2}}"
        rf"(?:,? (?:(?:{_any_of(year)}) )?[0-9]{{4}})?"
    )
    months = [name for name in lexicon.months if "." in name]
    dotted = re.compile(
        rf"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01]) ?(?:{_any_of(months)})\."
        rf"(?: ?(?:(?:{_any_of(thai)}) ?)?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9]))?"
    )
    return _Written(((han, ("月", "월")), (numbered, month), (_NUMERIC, ())), dotted if months else None)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def find(folded: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The first date with day and month in folded[start:end]; offsets of the whole, or None."""
    best: tuple[int, int] | None = None
    window = folded[start:end]
    if not _DIGIT.search(window):
        return None
    written = _written(lexicon)
    if written.dotted and "." in window and (dotted := written.dotted.search(folded, start, end)):
        best = dotted.span()
    for pattern, word_of in written.patterns:
        found = (
            pattern.search(folded, start, end) if not word_of or any(w in window for w in word_of) else None
        )
        if found and _possible(found.group()) and (best is None or found.start() < best[0]):
            best = found.span()
    for word in _WORDS.finditer(folded, start, end):
        if best is not None and word.start() > best[1]:
            break
        if is_month(word.group(), lexicon) and (
            span := _around(folded, word.start(), word.end(), start, end)
        ):
            if best is None or span[0] < best[0]:
                best = span
            break
    if best is not None and folded[best[1] - 1] == ".":
        best = best[0], best[1] - 1
    return best


def _possible(text: str) -> bool:
    numbers = [int(part) for part in re.findall("[0-9]+", text)]
    small = [number for number in numbers if number <= 31]
    if not small or any(number == 0 for number in small[:2] if len(numbers) == 3 and number == 0):
        return False
    return len(small) >= 2 and min(small) <= 12


def is_month(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word names a month, also when inflected."""
    months = lexicon.months
    if word in months:
        return True
    if word[0] in lexicon.attached and word[1:] in months:
        return True
    if word.partition("'")[0] in months:  # Nisan'dır
        return True
    if len(word) > 4:
        for cut in range(len(word) - 1, max(3, len(word) - 4), -1):  # inflected: stycznia, января
            if word[:cut] in months:
                return True
    return False


def _around(folded: str, left: int, right: int, start: int, end: int) -> tuple[int, int] | None:
    before = folded[max(start, left - 26) : left]
    day = _DAY_BEFORE.search(before)
    if day and 1 <= int(re.findall("[0-9]{1,2}(?![0-9])", day.group())[-1]) <= 31:
        begin = left - len(before) + day.start()
        year = _YEAR_AFTER.match(folded, right, end)
        return begin, year.end() if year else right
    after = _DAY_AFTER.match(folded, right, end)
    if after:
        year = _YEAR_BEFORE.search(before)
        begin = left - len(before) + year.start() if year else left
        return begin, after.end()
    return None
