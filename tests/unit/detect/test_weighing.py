"""The second look: weights.json means what the code says, and adds nothing where nothing was found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.rules import TYPES, RuleError
from bot.detect.tuning import Tuning
from bot.detect.weighing import ADDED, TAKEN, Weights, family, load_weights
from bot.model import PageText

ROOT = Path(__file__).parents[3]
RULES = ROOT / "config" / "rules"
TABLE = json.loads((RULES / "weights.json").read_text("utf-8"))
SIGNS = {name[5:] for table in TABLE["weights"].values() for name in table if name.startswith("sign=")}


def test_every_sign_that_is_weighed_is_one_that_the_detector_gives() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "detect").rglob("*.py"))
    literals = set(re.findall(r'"[^"\n]+"', source))
    weighed = SIGNS | set(TABLE["never"])
    strange = [sign for sign in weighed if not {f'"{sign}"', f'"{sign.removeprefix("inside ")}"'} & literals]
    assert strange == [], "run scripts/build-weights: these signs have other names now"


def test_no_weight_is_so_large_that_one_sign_decides_alone() -> None:
    large = {
        (kind, name): weight
        for kind, table in TABLE["weights"].items()
        for name, weight in table.items()
        if abs(weight) > 4 and name != "score"
    }
    assert large == {}


@pytest.mark.parametrize(
    ("rule", "shared"),
    [
        ("de.location.12", "location"),
        ("de.birth_date.1.place", "birth_date.place"),
        ("shared.phone.national", "shared.phone.national"),
        ("label.school", "label.school"),
        ("wiki.school.2", "school"),
    ],
)
def test_rules_of_all_languages_share_their_weights(rule: str, shared: str) -> None:
    assert family(rule) == shared


def found(analyzer: Analyzer, text: str) -> set[tuple[str, str]]:
    page = PageText("enwiki", "en", "User:Quiet Heron", "Quiet Heron", text)
    return {(each.type.value, text[each.start : each.end]) for each in analyzer.analyze(page).findings}


def test_what_is_doubtful_alone_is_found_beside_what_is_sure(analyzer: Analyzer) -> None:
    assert found(analyzer, CARD) == set()
    assert found(analyzer, f"I live in Leeds.\n{CARD}") == {
        ("location", "Leeds"),
        ("real_name", "Ottoline Farr"),
    }


def test_the_explanation_says_what_the_second_look_did(analyzer: Analyzer) -> None:
    text = "I live in Leeds.\n{{Otter card|name=Ottoline Farr}}"
    told = analyzer.explain(PageText("enwiki", "en", "User:Quiet Heron", "Quiet Heron", text))
    assert [(each.type.value, each.reported) for each in told if ADDED in dict(each.signs)] == [
        ("real_name", True)
    ]
    assert not any(TAKEN in dict(each.signs) for each in told)


def wary(analyzer: Analyzer, *, adds: bool) -> Analyzer:
    """The same detector with weights that add whatever may be added, or take away whatever may be."""
    weight = {"one": 30.0 if adds else -30.0}
    weights = Weights(dict.fromkeys(TYPES, 0.5), 0.5, frozenset(), weight, {kind: {} for kind in TYPES})
    return replace(analyzer, weights=weights)


CARD = "{{Otter card|name=Ottoline Farr}}"


@pytest.mark.parametrize(
    "text", [CARD, "Her name is Ottoline Farr.", "Jane Holt lives in Hull. Mail: info@kelp.net"]
)
def test_where_nothing_is_sure_no_weight_adds_anything(analyzer: Analyzer, text: str) -> None:
    assert found(wary(analyzer, adds=True), text) == set()


@pytest.mark.parametrize(
    "foreign",
    [
        "<blockquote>My name is Ottoline Farr.</blockquote>",
        "<ref>My name is Ottoline Farr.</ref>",
        "{{paid|employer=Tidewrack Laboratories|client=Harbour Trust}}",
        "{{paid|employer=Tidewrack Laboratories}}\nI work for Tidewrack Laboratories.",
        "Mail: info@tidewrack-lantern.net",
    ],
)
def test_what_is_beyond_doubt_no_weight_adds(analyzer: Analyzer, foreign: str) -> None:
    """P11: required disclosures are left alone also where something else is found."""
    assert found(wary(analyzer, adds=True), f"I live in Leeds.\n\n{foreign}") == {("location", "Leeds")}


def test_what_a_community_silences_no_weight_adds(analyzer: Analyzer) -> None:
    tuning = Tuning.parse('{"allow": ["ottoline farr"]}')
    tuned = wary(analyzer, adds=True).tuned(tuning)
    assert found(tuned, f"I live in Leeds.\n{CARD}") == {("location", "Leeds")}


def test_what_is_unlikely_is_taken_away(analyzer: Analyzer) -> None:
    assert found(wary(analyzer, adds=False), "I live in Leeds.") == set()


def test_a_page_with_more_candidates_than_a_person_writes_is_not_weighed(analyzer: Analyzer) -> None:
    text = f"I live in Leeds.\n{CARD}\n" + "* Mail: a@kelp.net, phone: +44 121 496 0123\n" * 450
    assert ("real_name", "Ottoline Farr") not in found(wary(analyzer, adds=True), text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data["weights"].pop("phone"), "weights.phone: is missing"),
        (lambda data: data["weights"]["phone"].update(one="much"), "could not convert"),
        (lambda data: data.pop("enough"), "'enough'"),
        (lambda data: data["enough"].pop("email"), "enough.email: is missing"),
    ],
)
def test_a_faulty_table_is_refused_with_its_name_and_mend(tmp_path: Path, change: Any, said: str) -> None:
    data = json.loads(json.dumps(TABLE))
    change(data)
    (tmp_path / "weights.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(RuleError, match=re.escape(said)) as raised:
        load_weights(tmp_path)
    assert str(tmp_path / "weights.json") in str(raised.value)
    assert "scripts/build-weights" in str(raised.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"weights\.json: cannot be read"):
        load_weights(tmp_path)
