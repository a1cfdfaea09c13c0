"""The contract with the browser's detector: tests/vectors, a hit and a near miss a phrase.

core.json is written by hand; rules/xx.json comes from the phrases (scripts/build-vectors).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.export import write
from bot.model import PageText

ROOT = Path(__file__).parents[3]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "core.json").read_text("utf-8"))
LANGUAGES = sorted(path.stem for path in (ROOT / "config" / "rules" / "lang").glob("*.yaml"))


def of_rules(code: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (ROOT / "tests" / "vectors" / "rules" / f"{code}.json").read_text("utf-8")
    )
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_vector_holds(analyzer: Analyzer, vector: dict[str, Any]) -> None:
    lang = vector["lang"]
    page = PageText(f"{lang}wiki", lang, vector["title"], vector["username"], vector["text"])
    found = [
        {"type": each.type.value, "start": each.start, "end": each.end}
        for each in analyzer.analyze(page).findings
    ]
    assert found == vector["findings"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_finds_its_hit_and_leaves_the_near_miss(detector: Analyzer, code: str) -> None:
    wrong = []
    for vector in of_rules(code):
        page = PageText(f"{code}wiki", code, vector["title"], vector["username"], vector["text"])
        found = [
            {"type": each.type.value, "start": each.start, "end": each.end}
            for each in detector.analyze(page).findings
        ]
        if found != vector["findings"]:
            wrong.append((vector["id"], vector["text"], found))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_has_a_hit_of_its_type_and_a_near_miss(detector: Analyzer, code: str) -> None:
    vectors = {vector["id"]: vector for vector in of_rules(code)}
    language = detector.lexicon(code).languages[0]
    rules = [*language.cues, *language.categories]
    for rule in rules:
        hit, miss = vectors.get(f"{rule.id}-hit"), vectors.get(f"{rule.id}-near-miss")
        mend = f"{rule.id}: has no vectors; run scripts/build-vectors {code}"
        assert hit is not None, mend
        assert miss is not None, mend
        assert any(each["type"] == rule.type for each in hit["findings"])
        assert miss["findings"] == []
        assert set(hit["engines"]) <= {"python", "browser"}
        assert "python" in hit["engines"]
    assert len(vectors) == 2 * len(rules)


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


@pytest.mark.long
def test_the_rules_go_to_the_browser_whole(tmp_path: Path) -> None:
    written = {
        path.stem: json.loads(path.read_text("utf-8")) for path in write(ROOT / "config" / "rules", tmp_path)
    }
    rules = {name for name in written if not name.startswith("names-")}
    assert rules == {"shared"} | {path.stem for path in (ROOT / "config/rules/lang").glob("*.yaml")}
    scripts = {path.name for path in (ROOT / "config" / "names").iterdir() if path.is_dir()}
    assert {name.removeprefix("names-") for name in written.keys() - rules} == {"shared"} | scripts
    cue = written["en"]["cues"][0]
    assert set(cue) == {"id", "type", "weight", "pattern", "slot", "at", "anchors", "lead", "start", "closed"}
    assert written["shared"]["tiers"]["tier"]["phone"] == "urgent"
