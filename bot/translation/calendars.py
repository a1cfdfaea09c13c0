"""Days that an English text names, and the same days in the Solar Hijri calendar of Iran and Afghanistan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS)
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH}),?\s(?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})\b"
    r"|\b(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b",
    re.IGNORECASE,
)
# 1 Farvardin 1300; leap years follow a cycle of 33 years, which holds from 1925 to 2088.
# Source: https://en.wikipedia.org/wiki/Solar_Hijri_calendar#Solar_Hijri_algorithmic_calendar
_FIRST, _FIRST_YEAR = date(1921, 3, 21), 1300
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_LAST = date(2088, 3, 19)


def dates(text: str) -> Iterator[date]:
    """Yield the days that an English text names with day, month and year."""
    for found in _DATE.finditer(text):
        part = {name.rstrip("23"): value for name, value in found.groupdict().items() if value}
        month = part["month"].lower()[:3]
        number = int(month) if month.isdigit() else [name[:3] for name in _MONTHS].index(month) + 1
        try:
            yield date(int(part["year"]), number, int(part["day"]))
        except ValueError:
            continue  # 31 February


def solar_hijri(day: date) -> tuple[int, int, int] | None:
    """Return year, month and day in the Solar Hijri calendar; None where its cycle is not known."""
    if not _FIRST <= day <= _LAST:
        return None
    left, year = (day - _FIRST).days, _FIRST_YEAR
    while left >= (length := 366 if year % 33 in _LEAP else 365):
        left -= length
        year += 1
    # Six months of 31 days, then months of 30.
    return (
        (year, left // 31 + 1, left % 31 + 1)
        if left < 186
        else (year, (left - 186) // 30 + 7, (left - 186) % 30 + 1)
    )
