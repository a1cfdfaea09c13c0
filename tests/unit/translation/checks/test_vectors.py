"""Every check on the vectors that the gadget shares: hits and near-misses side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.settings import CONFIG
from bot.translation.checks import CHECKS, CheckData, Pair, check_pair
from bot.translation.glossary import read_folder
from bot.translation.terms import TermFinder

VECTORS = Path(__file__).resolve().parents[3] / "vectors" / "translation"
FILES = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(VECTORS.glob("*.json"))]
CASES = [(tuple(file["family"]), case) for file in FILES for case in file["cases"] if "py" in case["engines"]]


@pytest.fixture(scope="module")
def data() -> CheckData:
    return CheckData.load()


@pytest.fixture(scope="module")
def finder(data) -> TermFinder:
    return TermFinder(read_folder(CONFIG / "glossary", data.languages), data)


@pytest.mark.parametrize(
    ("family", "case"),
    CASES,
    ids=[f"{i}-{case['language']}-{case['expect'] or 'quiet'}" for i, (_, case) in enumerate(CASES)],
)
def test_a_unit_gets_exactly_the_expected_defects_of_the_family(family, case, data, finder):
    variables = dict.fromkeys(case["variables"], "") if "variables" in case else None
    pair = Pair(case["source"], case["translation"], case["language"], variables=variables)
    found = {defect.check for defect in check_pair(pair, data)}
    found |= {one.check for one in finder.check(case["source"], case["translation"], case["language"])}
    if "terms" in case:
        assert [one.term.id for one in finder.in_source(case["source"])] == case["terms"]
    assert {check for check in found if check.startswith(family)} == set(case["expect"]), found


def test_a_quiet_unit_is_quiet_in_all_families(data):
    noisy = {}
    for _, case in CASES:
        if not case["expect"]:
            variables = dict.fromkeys(case["variables"], "") if "variables" in case else None
            pair = Pair(case["source"], case["translation"], case["language"], variables=variables)
            found = [defect.check for defect in check_pair(pair, data)]
            if found:
                noisy[case["translation"]] = found
    assert not noisy


def test_every_check_of_pairs_has_a_vector():
    expected = {check for _, case in CASES for check in case["expect"]}
    of_sets = {"title-drift", "rival-translations", "contact-form"}
    of_pages = {"contact-two-forms", "rival-names"}  # test_page_text.py
    assert expected == set(CHECKS) - of_sets - of_pages
