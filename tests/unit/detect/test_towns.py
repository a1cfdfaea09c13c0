"""Towns by which a place is known where no capital tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.towns import Towns, listed

TOWNS = Path(__file__).parents[3] / "config" / "rules" / "towns"


@pytest.mark.parametrize("code", ["ja", "zh", "ko", "th", "he"])
def test_a_list_says_where_it_comes_from(code: str) -> None:
    path = TOWNS / f"{code}.txt"
    assert "GeoNames" in path.read_text("utf-8").splitlines()[0]
    assert "CC BY 4.0" in path.read_text("utf-8").splitlines()[0]
    assert len(listed(path)) > 500


@pytest.mark.parametrize(
    ("lang", "place", "known"),
    [
        ("ko", "강릉", True),
        ("ko", "강릉시 교동", True),
        ("ko", "보람", False),
        ("ja", "尾道", True),
        ("ja", "聞かぬ村", True),  # a village by its own word
        ("ja", "会社員", False),
        ("zh", "宜昌", True),
        ("zh", "的朋友", False),
        ("th", "นครราชสีมา", True),
        ("th", "ชอบรถไฟ", False),
        ("he", "באר שבע", True),
        ("he", "באר", False),
        ("de", "Irgendwo", True),  # no list: every place counts as known
    ],
)
def test_a_town_is_known(detector: Analyzer, lang: str, place: str, known: bool) -> None:
    assert detector.lexicon(lang).towns.knows(place) is known


def test_the_longest_name_at_a_place_is_taken() -> None:
    towns = Towns(frozenset(["באר", "באר שבע"]), ())
    assert towns.length_at("גר בבאר שבע", 4) == len("באר שבע")
    assert towns.length_at("באריות", 0) == 0
