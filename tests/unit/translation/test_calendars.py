"""Days of two calendars; the pairs are of published new year's days and anniversaries."""

from datetime import date

import pytest

from bot.translation.calendars import dates, solar_hijri


@pytest.mark.parametrize(
    ("day", "own"),
    [
        (date(2023, 12, 10), (1402, 9, 19)),
        (date(2024, 3, 19), (1402, 12, 29)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),  # a leap year's last day
        (date(1979, 2, 11), (1357, 11, 22)),
        (date(2021, 9, 22), (1400, 6, 31)),
        (date(1900, 1, 1), None),
        (date(2100, 1, 1), None),
    ],
)
def test_a_day_of_the_solar_hijri_calendar(day, own):
    assert solar_hijri(day) == own


def test_dates_that_an_english_text_names():
    text = "On 10 December 2023, on May 3rd, 2021, on 2020-02-29; not 31 June 2020, nor in March 2022."
    assert list(dates(text)) == [date(2023, 12, 10), date(2021, 5, 3), date(2020, 2, 29)]
