"""A community's settings do the same in the browser as here, and of what cannot be used the same is said."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.cues import compile_cue
from bot.detect.grammar import CueError
from bot.detect.rules import check_pattern, read_yaml
from bot.detect.tuning import Tuning
from bot.model import PageText
from scripts.deploy.build import ONWIKI, build

ROOT = Path(__file__).parents[3]
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "tuning.json").read_text("utf-8"))
PAGE = {"title": "User:Quiet Heron", "username": "Quiet Heron", "lang": "en", "wikitext": "I live in Leeds."}
needs_node = pytest.mark.skipif(
    shutil.which("npm") is None, reason="Node with npm is missing: no browser's detector"
)


def in_node(script: str, lines: list[Any]) -> list[Any]:
    """What one of the gadget's scripts says of each line."""
    build(lambda _: None)
    done = subprocess.run(
        ["node", str(ONWIKI / "scripts" / script)],
        input="\n".join(map(json.dumps, lines)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_settings_here(analyzer: Analyzer, vector: dict[str, Any]) -> None:
    tuning = Tuning.parse(json.dumps(vector["settings"]))
    page = PageText("wiki", vector["lang"], "User:Quiet Heron", "Quiet Heron", vector["text"])
    findings = analyzer.tuned(tuning).analyze(page).findings
    assert [[each.type.value, vector["text"][each.start : each.end]] for each in findings] == vector["found"]
    assert list(tuning.problems) == vector["problems"]


@needs_node
def test_settings_in_the_browser() -> None:
    pages = [
        PAGE | {"lang": each["lang"], "wikitext": each["text"], "settings": json.dumps(each["settings"])}
        for each in VECTORS
    ]
    for vector, said in zip(VECTORS, in_node("check.js", pages), strict=True):
        found = [[each["type"], vector["text"][each["start"] : each["end"]]] for each in said["findings"]]
        assert (vector["name"], found) == (vector["name"], vector["found"])
        assert said["problems"] == vector["problems"]


@needs_node
def test_what_is_no_json_is_said_and_changes_nothing_in_the_browser() -> None:
    for text in ("", "{", "[" * 200_000):
        (said,) = in_node("check.js", [PAGE | {"settings": text}])
        assert [each["type"] for each in said["findings"]] == ["location"]
        assert [problem.split(" (")[0] for problem in said["problems"]] == ["not JSON"]


@pytest.mark.long
@needs_node
def test_each_packaged_phrase_is_compiled_alike() -> None:
    phrases = [
        "",
        "(",
        "<a",
        "{",
        "a {place} (b {place})",
        "x{place}",
        "(a|b){place}",
        "#. {place}",
        "a\\p {place}",
    ]
    for path in sorted((ROOT / "config" / "rules" / "lang").glob("*.yaml")):
        for entries in read_yaml(path)["cues"].values():
            phrases += [each if isinstance(each, str) else each["cue"] for each in entries]
    assert len(phrases) > 2000
    different = []
    for phrase, there in zip(phrases, in_node("phrases.js", phrases), strict=True):
        try:
            cue = compile_cue(phrase)
            check_pattern(cue.pattern)
        except CueError as error:
            here: dict[str, Any] = {"error": str(error)}
        else:
            here = {name: getattr(cue, name) for name in ("pattern", "slot", "at", "lead", "start", "closed")}
            here["anchors"] = list(cue.anchors)
        if here != there:
            different.append((phrase, here, there))
    assert not different[:3]
