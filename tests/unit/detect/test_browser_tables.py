"""Tables that stand in both engines, because no rules are read where they are needed, are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.detect import analyzer
from bot.detect.names import alphabetic, text
from bot.detect.recognizers import username

BROWSER = Path(__file__).parents[3] / "gadget" / "onwiki" / "src" / "detect"


def constant(file: str, name: str) -> str:
    source = (BROWSER / file).read_text("utf-8")
    found = re.search(rf"(?m)^const {name} = (.*(?:\n\t.*)*)", source)
    assert found is not None, name
    return found.group(1)


@pytest.mark.parametrize(
    ("table", "file", "name"),
    [
        (analyzer._ALIASES, "index.js", "ALIASES"),
        (username._LIST_OF_LANGUAGE, "recognizers/username.js", "LIST_OF_LANGUAGE"),
    ],
    ids=["rules of a language", "lists of names of a language"],
)
def test_what_stands_in_for_a_language(table: dict[str, str], file: str, name: str) -> None:
    assert dict(re.findall(r"([a-z]+): '([a-z-]+)'", constant(file, name))) == table


def test_the_lists_that_hold_patronymics() -> None:
    found = re.findall(r"'([a-z-]+)'", constant("names/alphabetic.js", "PATRONYMIC_LISTS"))
    assert tuple(found) == alphabetic._PATRONYMIC_LISTS


@pytest.mark.parametrize("name", ["PREFIX", "SUFFIX"])
def test_what_is_taken_from_an_account_name(name: str) -> None:
    mine, theirs = getattr(text, f"_{name}").pattern, constant("names/text.js", name)
    words = [
        set(re.findall(r"(?<=[|:])[^\W\d_]{2,}(?=[|)])", re.sub(r"'\s*\+\s*'", "", each)))
        for each in (mine, theirs)
    ]
    assert len(words[0]) > 9
    assert words[0] == words[1]
