"""The second look: weights.json means what the code says, and adds nothing where nothing was found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detect.analyzer import Analyzer
from bot.detect.rules import TYPES, RuleError
from bot.detect.weighing import ADDED, TAKEN, family, load_weights
from bot.model import PageText

ROOT = Path(__file__).parents[3]
RULES = ROOT / "config" / "rules"
TABLE = json.loads((RULES / "weights.json").read_text("utf-8"))
SIGNS = {name[5:] for table in TABLE["weights"].values() for name in table if name.startswith("sign=")}


def test_every_sign_that_is_weighed_is_one_that_the_detector_gives() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "detect").rglob("*.py"))
    said = re.sub(r"inside (?=a reference|a quotation|code|another)", "", source)
    strange = [sign for sign in SIGNS | set(TABLE["never"]) if sign.removeprefix("inside ") not in said]
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
    card = "{{Otter card|name=Ottoline Farr}}"
    assert found(analyzer, card) == set()
    assert found(analyzer, f"I live in Leeds.\n{card}") == {
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


@given(
    st.lists(
        st.sampled_from(
            ["Jane Holt lives in Hull. ", "Her phone: ", "+44 121 496 0123", "\n", "name=", "{{Card|", "}}"]
        )
    )
)
def test_a_page_on_which_nothing_is_sure_stays_without_a_finding(
    analyzer: Analyzer, parts: list[str]
) -> None:
    page = PageText("enwiki", "en", "User:Quiet Heron", "Quiet Heron", "".join(parts))
    first = Analyzer(analyzer.folder, analyzer.shared, analyzer.tiers, analyzer.usernames)
    if not first.analyze(page).findings:
        assert not analyzer.analyze(page).findings


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


def test_every_type_has_its_table() -> None:
    assert set(TABLE["weights"]) == {*TYPES, "any"}
