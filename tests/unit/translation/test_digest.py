from datetime import UTC, datetime, timedelta

import pytest

from bot.translation.digest import Subscriber, is_due, subscribers
from bot.wiki.translatable import RevisionText

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def history(*edits: tuple[str, str]) -> list[RevisionText]:
    return [
        RevisionText(number, NOW + timedelta(minutes=number), text, user)
        for number, (user, text) in enumerate(edits)
    ]


@pytest.mark.parametrize(
    "line",
    ["* [[User:Aiko]]: ja, ko", "*[[user:Aiko|Ai]] – ja ko", "* [[User:Aiko]] ja,ko"],
)
def test_a_person_signs_up_on_a_line(line: str):
    assert subscribers(history(("Aiko", f"Sign up here:\n{line}\n"))) == [Subscriber("Aiko", ("ja", "ko"))]


def test_nobody_signs_somebody_else_up():
    assert subscribers(history(("Ben", "* [[User:Aiko]]: ja"))) == []


def test_a_later_edit_by_others_keeps_those_who_signed_up():
    edits = history(
        ("Aiko", "* [[User:Aiko]]: ja"),
        ("Ben", "* [[User:Aiko]]: ja\n* [[User:Ben]]: de"),
        ("Carol", "Intro\n* [[User:Aiko]]: ja\n* [[User:Ben]]: de"),
    )
    assert [one.name for one in subscribers(edits)] == ["Aiko", "Ben"]


def test_whoever_took_their_name_off_is_off_and_not_put_back_by_others():
    edits = history(("Aiko", "* [[User:Aiko]]: ja"), ("Aiko", ""), ("Ben", "* [[User:Aiko]]: ja"))
    assert subscribers(edits) == []


def test_languages_changed_by_somebody_else_do_not_count():
    edits = history(("Aiko", "* [[User:Aiko]]: ja"), ("Ben", "* [[User:Aiko]]: ja, de"))
    assert subscribers(edits) == []


OLD = "<!-- wikilatch:digest:2026-11-15:00000000000000aa -->"


@pytest.mark.parametrize(
    ("page", "mark", "due"),
    [
        ("", "2026-11-22:00000000000000aa", True),
        (OLD, "2026-11-22:00000000000000bb", True),
        (OLD, "2026-11-22:00000000000000aa", False),
        (OLD, "2026-11-21:00000000000000bb", False),
        (OLD.replace("11-15", "11-01") + OLD, "2026-11-21:00000000000000bb", False),
    ],
)
def test_once_a_week_and_only_news(page: str, mark: str, due: bool):
    assert is_due(page, f"<!-- wikilatch:digest:{mark} -->") is due
