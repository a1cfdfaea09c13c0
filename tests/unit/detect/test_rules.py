from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from bot.detect.cues import compile_cue, words
from bot.detect.folding import fold
from bot.detect.grammar import CueError
from bot.detect.rules import RuleError, check_all, load_language

RULES = Path(__file__).parents[3] / "config" / "rules"


@pytest.mark.long  # test_vectors.py reads each of them too
def test_every_packaged_language_is_well_formed() -> None:
    assert check_all(RULES) == []


def test_every_word_is_written_as_a_wiki_keeps_it() -> None:
    """MediaWiki composes letters on saving (NFC): others match no page, and a gadget's rules would change."""
    files = [path for path in RULES.rglob("*") if path.suffix in {".yaml", ".txt", ".json"}]
    texts = {path.name: path.read_text("utf-8") for path in files}
    assert [name for name, text in texts.items() if unicodedata.normalize("NFC", text) != text] == []


@pytest.mark.parametrize(
    ("phrase", "anchors", "at"),
    [
        ("I live in {place}", ("i live in",), "after"),
        ("{place}に(住む|在住)", ("に住む", "に在住"), "before"),
        ("call {place} home", ("call",), "inside"),
        ("中学<#年生>", ("中学",), "mark"),
    ],
)
def test_a_phrase_is_searched_by_its_fixed_words(phrase: str, anchors: tuple[str, ...], at: str) -> None:
    cue = compile_cue(phrase)
    assert (cue.anchors, cue.at) == (anchors, at)


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("I live in", "exactly one"),
        ("(I live in {place}", "never closed"),
        ("I live in {town}", "no slot is called"),
        ("{place}", "no fixed words"),
        ("(at {place}|in it)", "outside of any"),
    ],
)
def test_a_bad_phrase_says_how_to_mend_it(phrase: str, says: str) -> None:
    with pytest.raises(CueError, match=says):
        compile_cue(phrase)


def test_a_word_list_takes_alternatives_and_stems() -> None:
    assert words("(wohn|leb)*") == [("wohn", True), ("leb", True)]


@pytest.mark.parametrize("text", ["İstanbul", "ßẞ", "ΑΣ", "٠٦۵", "ﬁn", "A\ud800b", "Ёлка ’"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_broken_file_names_file_key_and_mend(tmp_path: Path) -> None:
    (tmp_path / "lang").mkdir()
    good = (RULES / "lang" / "de.yaml").read_text("utf-8")
    path = tmp_path / "lang" / "de.yaml"
    path.write_text(good.replace("ich bin {fullname}", "ich bin {nmae}"), "utf-8")
    with pytest.raises(RuleError, match=r"de\.yaml: cues\.real_name\[\d+\].*no slot is called \{nmae\}"):
        load_language(path)
    path.write_text("language: [", "utf-8")
    assert "not YAML" in check_all(tmp_path)[0]


def test_letters_written_without_their_marks_fit_phrases_and_longer_words(tmp_path: Path) -> None:
    rules = load_language(RULES / "lang" / "es.yaml")
    assert ("direccion", False) in rules.labels["address"]
    assert ("el", False) not in rules.lists["others"]  # él; `el` is the article
    assert any("[íi]" in rule.cue.pattern for rule in rules.cues)
    path = tmp_path / "es.yaml"
    text = (RULES / "lang" / "es.yaml").read_text("utf-8")
    path.write_text(text.replace("unmarked: [á,", "unmarked: [áé,", 1), "utf-8")
    with pytest.raises(RuleError, match=r"grammar\.unmarked.*single letters"):
        load_language(path)


def test_the_mark_that_tells_she_from_i_stays(tmp_path):
    """`trabajó` is somebody else's word, `trabajo` the owner's: `others` keep the mark at their end."""
    others = {word for word, _ in load_language(RULES / "lang" / "es.yaml").lists["others"]}
    assert any(word.endswith("ó") and len(word) > 4 for word in others)
    assert not {word[:-1] + "o" for word in others if word.endswith("ó") and len(word) > 4} & others
    path = tmp_path / "es.yaml"
    text = (RULES / "lang" / "es.yaml").read_text("utf-8")
    assert "marked_ends: [ó]" in text
    path.write_text(text.replace("marked_ends: [ó]", "marked_ends: [ò]", 1), "utf-8")
    with pytest.raises(
        RuleError, match=r"grammar\.marked_ends: 'ò' is no letter of grammar\.unmarked; add it there"
    ):
        load_language(path)


def test_a_gap_before_a_word_ends_at_a_space():
    """`terminé (…|)a {place}` found a town in `Terminé Cañada de Aguirre`: the gap ended inside a word."""
    unspaced = {"ja", "zh", "th", "ko"}
    faults = [
        f"{path.name}: {line.strip()}"
        for path in sorted((RULES / "lang").glob("*.yaml"))
        if path.stem not in unspaced
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\(…\|\)(?=[\w{])", line)
    ]
    assert faults == []
