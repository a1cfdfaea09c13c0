"""The contract with the browser's detector: tests/vectors/core.json, a hit and a near miss each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.export import write
from bot.model import PageText

ROOT = Path(__file__).parents[3]
VECTORS = [
    each for path in [ROOT / "tests" / "vectors" / "core.json"] for each in json.loads(path.read_text())
]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer.load(ROOT / "config" / "rules")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_vector_holds(analyzer: Analyzer, vector: dict[str, Any]) -> None:
    lang = vector["lang"]
    page = PageText(f"{lang}wiki", lang, vector["title"], vector["username"], vector["text"])
    found = [
        {"type": each.type.value, "start": each.start, "end": each.end}
        for each in analyzer.analyze(page).findings
    ]
    assert found == vector["findings"]


def test_every_type_has_a_hit() -> None:
    types = {finding["type"] for vector in VECTORS for finding in vector["findings"]}
    assert types >= {
        "real_name",
        "email",
        "phone",
        "location",
        "school",
        "age_minor",
        "credential",
        "payment",
    }


def test_the_rules_go_to_the_browser_whole(tmp_path: Path) -> None:
    written = {
        path.stem: json.loads(path.read_text("utf-8")) for path in write(ROOT / "config" / "rules", tmp_path)
    }
    rules = {name for name in written if not name.startswith("names-")}
    assert rules == {"shared"} | {path.stem for path in (ROOT / "config/rules/lang").glob("*.yaml")}
    scripts = {path.name for path in (ROOT / "config" / "names").iterdir() if path.is_dir()}
    assert {name.removeprefix("names-") for name in written.keys() - rules} == {"shared"} | scripts
    cue = written["en"]["cues"][0]
    assert set(cue) == {"id", "type", "weight", "pattern", "slot", "at", "anchors", "lead", "start"}
    assert written["shared"]["tiers"]["tier"]["phone"] == "urgent"
