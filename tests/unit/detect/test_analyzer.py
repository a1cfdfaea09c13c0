from __future__ import annotations

from pathlib import Path

import pytest

from bot.detect.analyzer import Analyzer
from bot.model import PageText, Tier

CONFIG = Path(__file__).parents[3] / "config"


def found(
    analyzer: Analyzer, text: str, lang: str = "en", title: str = "User:Quiet Heron"
) -> list[tuple[str, str]]:
    page = PageText(f"{lang}wiki", lang, title, "Quiet Heron", text)
    return [(each.type.value, text[each.start : each.end]) for each in analyzer.analyze(page).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My '''name''' is [[Ottoline Farr]].", [("real_name", "Ottoline Farr")]),
        ("I&nbsp;live in the lovely town of [[Whitby]], England.", [("location", "Whitby")]),
        ("Write to ottoline{{@}}kelp-post.org please", [("email", "ottoline{{@}}kelp-post.org")]),
        (
            "Write to ottoline<nowiki>@</nowiki>kelp-post.org",
            [("email", "ottoline<nowiki>@</nowiki>kelp-post.org")],
        ),
        ("[[File:Heron at lunch.jpg|thumb|This is me in 2019]]", [("self_image", "Heron at lunch.jpg")]),
        ("* Employer: Tidewater Labs", [("employer", "Tidewater Labs")]),
        ("{|\n| City || Whitby\n|}", [("location", "Whitby")]),
        ("; Home town\n: Whitby", [("location", "Whitby")]),
        ("{{User Infobox\n|name=Ottoline Farr\n}}", [("real_name", "Ottoline Farr")]),
        ("I was born on 3 March 1991.", [("birth_date", "3 March 1991")]),
        ("I am 14 years old.", [("age_minor", "14")]),
    ],
)
def test_what_the_owner_says_of_themselves_is_found(
    analyzer: Analyzer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(analyzer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She was born on 3 March 1991 in [[Whitby]].",
        "{{Infobox person|name=Ottoline Farr|birth_date={{birth date|1991|3|3}}}}",
        "<ref>Ottoline Farr, ottoline@kelp-post.org</ref>",
        "Ask info-en@wikimedia.org.",
        "ISBN 978-0-14-044913-6, and 20,417 edits since 2011-04-12.",
        "[[File:Heron.jpg|thumb|A heron at the lake]]",
        "I live in peace. I live in Germany.",
        "I am 34 years old and have made 15 articles.",
        "[[User:Old Oak|Old Oak]]: mail me at oak@kelp-post.org 10:02, 3 May 2015 (UTC)",
        "{{paid|employer=Tidewater Labs}}",
        "Call 555-0123 in the film.",
    ],
)
def test_what_is_not_theirs_is_left_alone(analyzer: Analyzer, text: str) -> None:
    assert found(analyzer, text) == []


def test_drafts_and_scripts_are_not_looked_at(analyzer: Analyzer) -> None:
    text = "My name is Ottoline Farr."
    assert found(analyzer, text, title="User:Quiet Heron/draft") == []
    assert found(analyzer, text, title="User:Quiet Heron/common.js") == []


def test_weak_clues_together_outrank_each_alone(analyzer: Analyzer) -> None:
    text = "My name is Ottoline Farr. I live in Whitby. I study at Tidewater College."
    analysis = analyzer.analyze(PageText("enwiki", "en", "User:Quiet Heron", "Quiet Heron", text))
    assert analysis.mosaic
    assert analysis.tier is Tier.URGENT
    assert all(each.tier < Tier.URGENT for each in analysis.findings)
