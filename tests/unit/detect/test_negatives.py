"""Other people's and organisations' values in many formats, beside the owner's own in the same formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.detect.analyzer import Analyzer
from bot.model import PageText

ROOT = Path(__file__).parents[3]
TABLE = json.loads((ROOT / "tests" / "vectors" / "negatives.json").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row["id"]))
def test_only_the_owners_own_is_found(analyzer: Analyzer, row: dict[str, Any]) -> None:
    lang = row["lang"]
    page = PageText(f"{lang}wiki", lang, row["title"], row["username"], row["text"])
    found = {(each.type.value, each.start, each.end) for each in analyzer.analyze(page).findings}
    assert found == {(each["type"], each["start"], each["end"]) for each in row["findings"]}


def test_the_table_is_broad() -> None:
    assert len({row["lang"] for row in TABLE}) >= 10
    assert sum(not row["findings"] for row in TABLE) >= 80
    assert sum(bool(row["findings"]) for row in TABLE) >= 30
