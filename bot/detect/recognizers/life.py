"""Age under 18, school grade and date of birth, as values beside a phrase or label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect import dates

if TYPE_CHECKING:
    from bot.detect.view import View

_AGE = re.compile(r"[ ~:]{0,3}([0-9]{1,2})(?![0-9.,:/%\-]?[0-9])")
_MONTH = re.compile(r"\.? ([^\W\d_]{3,12})")
_WORD = re.compile(r"[ ]?([^\s,.;:!?()।۔。、0-9]+(?:[ \-][^\s,.;:!?()।۔。、0-9]+)?)")
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,3} (?=[0-9])")
_GRADE = re.compile(
    r"\s?((?:[^\W\d]{1,12} )?[0-9]{1,2}(?:\.|st|nd|rd|th|º|ª|e|-?[^\W\d]{1,3})? ?[^\W\d]{0,12})"
)


def age_at(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """A number from 5 to 17 that begins at `at`, in digits or words, and counts years."""
    found = _AGE.match(view.folded, at, limit)
    if found:
        if not 5 <= int(found.group(1)) <= 17 or view.lexicon.wording.not_years.match(
            view.folded, found.end()
        ):
            return None
        month = _MONTH.match(view.folded, found.end())
        if month and month.group(1) in view.lexicon.months:
            return None  # `I was born on 11. April`
        return found.span(1)
    word = _WORD.match(view.folded, at, limit)
    if word:
        for text in (word.group(1), word.group(1).split(" ")[0]):
            if 5 <= view.lexicon.numbers.get(text, 0) <= 17:
                end = word.start(1) + len(text)
                return (
                    None if view.lexicon.wording.not_years.match(view.folded, end) else (word.start(1), end)
                )
    return None


def age_before(view: View, end: int, floor: int) -> tuple[int, int] | None:
    """A number from 5 to 17 that ends at `end`."""
    while end > floor and view.folded[end - 1] in " -":
        end -= 1
    start = end
    while start > floor and view.folded[start - 1].isdigit():
        start -= 1
    if 1 <= end - start <= 2:
        before = view.folded[start - 1 : start]
        if 5 <= int(view.folded[start:end]) <= 17 and before not in ("-", ".", ",", "/", "~"):
            return start, end
        return None
    for length in range(min(24, end - floor), 0, -1):
        word = view.folded[end - length : end]
        if 5 <= view.lexicon.numbers.get(word, 0) <= 17:
            before = view.folded[end - length - 1 : end - length]
            if not before.isalnum() or word[0] > "\u3000":
                return end - length, end
    return None


def date_before(view: View, floor: int, end: int) -> tuple[int, int] | None:
    """A date of day and month that ends near `end`."""
    best = None
    at = max(floor, end - 40)
    while (span := dates.find(view.folded, at, end, view.lexicon)) is not None:
        best, at = span, span[1]
    return best if best and end - best[1] <= 8 else None


def grade_is_minor(view: View, start: int, end: int) -> bool:
    """Whether a grade's number can be a school's (1 to 13)."""
    numbers = re.findall("[0-9]+", view.folded[start:end])
    return not numbers or any(1 <= int(number) <= 13 for number in numbers)


def is_higher(view: View, end: int) -> bool:
    """Whether a grade's clause goes on to a university: `estou no primeiro ano na Universidade de Vilar`."""
    clause = _CLAUSE.match(view.folded, end)
    return clause is not None and view.lexicon.wording.higher.search(clause.group()) is not None


_CLAUSE = re.compile(r"[^,;.!?()\n]{0,36}")
_LISTED = re.compile(r"[^,;|\n。、，]{1,24}")
_ENDING = 2  # letters that a word may end with besides
FIRST = 13  # the highest grade of a school


def graded(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """A grade in a language's own words after a label: `в 7 классе`, `初一（3）班`, `الأول الثانوي`."""
    found = _LISTED.match(view.folded, at, limit)
    if found is None:
        return None
    text = found.group()
    named = next((noun for noun in view.lexicon.bare["grade"] if noun in text), None)
    if named is None or "…" in text:
        return None  # `Class: "I am in … class"` is an example
    numbers = [int(number) for number in re.findall("[0-9]+", text)]
    if not numbers and view.folded[found.end() : found.end() + 1].isalnum():
        return None  # a sentence: `the worst of all in Hill School`
    if not numbers and len(text.strip()) <= len(named) + _ENDING:
        return None  # the word for a class alone
    if numbers and not any(1 <= number <= FIRST for number in numbers):
        return None
    start = at + len(text) - len(text.lstrip())
    word = _WORD_BEFORE.match(text.strip())  # `в 7 классе`: not its preposition
    if word and numbers:
        start += word.end()
    return start, at + len(text.rstrip())


def grade_at(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """A grade with its number after a label (`Class: 9th`), to the end of its words."""
    found = _GRADE.match(view.folded, at, limit)
    if not found or not grade_is_minor(view, *found.span(1)) or not found.group(1).strip().isascii():
        return None
    text = found.group(1).rstrip()
    return (found.start(1), found.start(1) + len(text)) if not text.isdigit() or int(text) <= 13 else None
