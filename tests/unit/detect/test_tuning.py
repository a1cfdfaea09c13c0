"""A community's page of rules merges over the packaged ones; what cannot be used is named and skipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.tuning import Tuning
from bot.model import PageText

CONFIG = Path(__file__).parents[3] / "config"
TEXT = "I live in Leeds. I dwell beside Whitby."
CARD = "{{Otter card|name=Ottoline Farr}}"


def found(analyzer: Analyzer, text: str = TEXT, lang: str = "en") -> set[tuple[str, str]]:
    page = PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text)
    return {(each.type.value, text[each.start : each.end]) for each in analyzer.analyze(page).findings}


@pytest.mark.parametrize(
    ("settings", "more", "fewer"),
    [
        ({"cues": {"location": ["I dwell beside {place}"]}}, {("location", "Whitby")}, set()),
        ({"rules_off": ["en.location"]}, set(), {("location", "Leeds")}),
        ({"allow": ["leeds"]}, set(), {("location", "Leeds")}),
        ({"thresholds": {"location": 0.9}}, set(), {("location", "Leeds")}),
    ],
)
def test_each_kind_of_setting_changes_what_is_found(
    analyzer: Analyzer, settings: dict[str, Any], more: set[tuple[str, str]], fewer: set[tuple[str, str]]
) -> None:
    tuning = Tuning.parse(json.dumps(settings))
    assert tuning.problems == ()
    tuned, plain = found(analyzer.tuned(tuning)), found(analyzer)
    assert (tuned - plain, plain - tuned) == (more, fewer)


def test_a_template_that_a_wiki_names_is_its_owners_box(analyzer: Analyzer) -> None:
    tuned = analyzer.tuned(Tuning.parse('{"templates": {"infobox": ["Otter card"]}}'))
    assert found(tuned, CARD) == {("real_name", "Ottoline Farr")}
    assert found(analyzer, CARD) == set()


def test_what_one_wiki_adds_stays_with_it(analyzer: Analyzer) -> None:
    before = found(analyzer)
    found(analyzer.tuned(Tuning.parse('{"cues": {"location": ["I dwell beside {place}"]}}')))
    assert found(analyzer) == before


def test_bad_entries_are_named_one_by_one_and_the_rest_counts(analyzer: Analyzer) -> None:
    tuning = Tuning.parse(
        json.dumps(
            {
                "cues": {"location": ["I dwell beside {place}", "bad {town}", 7], "town": []},
                "templates": {"infobox": ["Otter card", 5], "boxes": ["x"]},
                "thresholds": {"phone": "high"},
                "allow": [3],
                "colour": "red",
            }
        )
    )
    said = "\n".join(tuning.problems)
    for place in ("cues.location[2]", "cues.location[3]", "cues.town", "templates.infobox", "templates.boxes",
                  "thresholds.phone", "allow", "colour"):  # fmt: skip
        assert place in said
    assert len(tuning.problems) == 8
    assert ("location", "Whitby") in found(analyzer.tuned(tuning))
    assert found(analyzer.tuned(tuning), CARD) == {("real_name", "Ottoline Farr")}


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"cues": 5}', '{"templates": [1]}', "null", '{"allow": {}}']
)
def test_a_page_that_is_no_settings_changes_nothing(analyzer: Analyzer, text: str) -> None:
    tuning = Tuning.parse(text)
    assert tuning.problems
    assert found(analyzer.tuned(tuning)) == found(analyzer)
