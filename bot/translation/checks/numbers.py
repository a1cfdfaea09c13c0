"""Numbers compared by value, whatever the script, the grouping or the counting words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.translation.calendars import dates, solar_hijri
from bot.translation.checks.pair import Defect, View
from bot.translation.numbers import Number, Numbers, numbers

# Up to twelve a number may be a word in the translation; one and two may stand where the source has none
# ("a", "both"), in languages with counters above all.
_MAYBE_WORD, _MAYBE_ADDED = 12, 2
# Years that calendars of their own count otherwise: Thai solar, Solar Hijri, Nepal's Bikram Sambat.
_CALENDARS = {
    "th": (543,),
    "lo": (543,),
    "km": (543, 544),
    "fa": (-621, -622),
    "ps": (-621, -622),
    "ne": (56, 57),
}
_SOLAR_HIJRI = frozenset({"fa", "ps", "glk", "mzn", "haz"})
_ERAS = ("令和", "平成", "昭和", "民國", "民国")


def check(view: View) -> Iterator[Defect]:
    """Yield `number-changed`, `number-lost` and `number-added`."""
    if not any(char.isdigit() for text in (view.pair.source, view.pair.translation) for char in text):
        return
    english = view.pair.source_language.split("-")[0] == "en"
    wanted = numbers(view.pair.source, view.data, "." if english else "")
    given = numbers(view.pair.translation, view.data)
    shifts = _CALENDARS.get(view.pair.language.split("-")[0], ())
    lost = _unexplained(wanted.digits, given, shifts)
    lost = [number for number in lost if not _in_words(number, given.scales - wanted.scales)]
    added = _unexplained(given.digits, wanted, tuple(-shift for shift in shifts))
    if english and view.pair.language.split("-")[0] in _SOLAR_HIJRI:
        lost, added = _converted_dates(view.pair.source, lost, added)
    if any(era in view.pair.translation for era in _ERAS):
        lost = [number for number in lost if not _is_year(number)]
        added = [number for number in added if min(number.readings) > 99]
    if lost and any(min(number.readings) > 1 for number in added):
        yield Defect("number-changed", (_list(lost), _list(added)))
        return
    lost = [number for number in lost if min(number.readings) > _MAYBE_WORD]
    added = [number for number in added if min(number.readings) > _MAYBE_ADDED]
    if lost:
        yield Defect("number-lost", (_list(lost),))
    if added:
        yield Defect("number-added", (_list(added),))


def _unexplained(
    some: tuple[Number, ...], other: Numbers, shifts: list[int] | tuple[int, ...]
) -> list[Number]:
    """Return the numbers in digits that share no reading with the other text; shifts lead to its years."""
    values = other.values
    years = {value - shift for shift in shifts for value in values} if shifts else set()
    result = []
    for number in some:
        known = number.readings & values
        shifted = {value for value in number.readings if value >= Fraction(1000)} & years
        if not known and not shifted and not (number.parts and set(number.parts) <= values):
            result.append(number)
    return result


def _converted_dates(
    source: str, lost: list[Number], added: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Take away the days and years that a translation says in its own calendar."""
    for day in dates(source):
        own = solar_hijri(day)
        said = {value for number in added for value in number.readings}
        if own is not None and Fraction(own[2]) in said:
            lost = [
                number for number in lost if not number.readings & {Fraction(day.day), Fraction(day.year)}
            ]
            added = [number for number in added if not number.readings & {Fraction(own[0]), Fraction(own[2])}]
    return lost, added


def _in_words(number: Number, scales: frozenset[Fraction]) -> bool:
    """True where a number may stand in words: "two and a half million" for 2.5 million, not for 2,500."""
    largest = max(scales, default=Fraction(0))
    return bool(largest) and any(largest <= value < largest * 1000 for value in number.readings)


def _is_year(number: Number) -> bool:
    return any(1800 <= value <= 2200 for value in number.readings)


def _list(found: list[Number]) -> str:
    return ", ".join(dict.fromkeys(number.written for number in found))
