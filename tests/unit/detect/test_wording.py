from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.detect.analyzer import Analyzer
from bot.detect.rules import RuleError, check_tables
from bot.detect.traits import load_traits
from bot.detect.wording import KEYS, load_wording
from bot.model import PageText

RULES = Path(__file__).parents[3] / "config" / "rules"
TRAITS = load_traits(RULES)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\nbut: {en: [but]", "\nbut: {en: but", r"wording\.yaml: but\.en: must be a list of texts"),
        (
            "\nbut: {en: [but]",
            "\nbut: {english: [but]",
            r"but\.english: is no language's code; write it like a wiki's",
        ),
        ("\nbut: {en: [but]", '\nbut: {en: ["(but"]', r"but\.en: '\(but': a '\(' is never closed; add '\)'"),
        (
            "\nbut: {en: [but]",
            "\nbutt: {en: [but]",
            r"wording\.yaml: but: is missing; see config/rules/README\.md",
        ),
        ("\nbut: {", "\nknob: {en: [a]}\nbut: {", r"wording\.yaml: knob: no such key; take it out"),
    ],
)
def test_a_malformed_entry_names_file_key_and_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (RULES / "wording.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "wording.yaml").write_text(text.replace(old, new, 1), "utf-8")
    shutil.copytree(RULES / "surnames", tmp_path / "surnames")
    with pytest.raises(RuleError, match=says):
        load_wording(tmp_path, TRAITS)


def test_a_missing_list_of_surnames_is_named(tmp_path: Path) -> None:
    shutil.copy(RULES / "wording.yaml", tmp_path)
    with pytest.raises(RuleError, match=r"ko\.txt: holds no names; put the file back"):
        load_wording(tmp_path, TRAITS)


def test_the_check_of_all_rules_names_faults_of_the_shared_tables(tmp_path: Path) -> None:
    assert check_tables(RULES) == []
    for name in ("shared.yaml", "tiers.yaml", "weights.json"):
        shutil.copy(RULES / name, tmp_path)
    shutil.copy(RULES / "traits.yaml", tmp_path)
    shutil.copytree(RULES / "lang", tmp_path / "lang")
    text = (RULES / "wording.yaml").read_text("utf-8")
    (tmp_path / "wording.yaml").write_text(re.sub(r"(?m)^but: .*$", "but: [but]", text), "utf-8")
    assert check_tables(tmp_path) == [
        f"{tmp_path / 'wording.yaml'}: but: must be a mapping of languages ({{de: [a, b]}})"
    ]


def test_a_longer_word_is_barred_by_an_exclamation_mark() -> None:
    counted = load_wording(RULES, TRAITS).not_years
    assert counted.match(" minutes")
    assert counted.match("years of editing")
    assert not counted.match("years of age")
    assert not counted.match("years old")


def test_every_key_is_documented() -> None:
    told = (RULES / "README.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in told] == []


def test_a_korean_subject_may_be_told_in_brackets():
    """What stands between a name and its particle does not hide that the sentence is about somebody else."""
    analyzer = Analyzer.load(RULES)
    text = "박서준(바닷가 마을 가수)는 노래를 좋아한다. 부산에 살고 있습니다."
    for each in (text, text.replace("(바닷가 마을 가수)", "")):
        page = PageText("kowiki", "ko", "User:Quiet Heron", "Quiet Heron", each)
        signs = {sign for found in analyzer.explain(page) for sign, _ in found.signs}
        assert "after a sentence about somebody else" in signs
