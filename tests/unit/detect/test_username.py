from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detect.names.lexicon import NameDataError
from bot.detect.recognizers.username import THRESHOLD, UsernameRecognizer

NAMES = Path(__file__).resolve().parents[3] / "config" / "names"
TABLE = Path(__file__).with_name("usernames.tsv")


def rows() -> list[tuple[str, str, str, bool]]:
    lines = [
        line.split("\t")
        for line in TABLE.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [
        (script, lang, name, answer == "yes") for script, lang, name, answer in lines if answer != "missed"
    ]


@pytest.fixture(scope="module")
def recognizer() -> UsernameRecognizer:
    return UsernameRecognizer.load(NAMES)


@pytest.mark.parametrize(("script", "lang", "name", "real"), rows(), ids=lambda value: str(value))
def test_tells_real_names_from_other_names(
    recognizer: UsernameRecognizer, script: str, lang: str, name: str, real: bool
) -> None:
    assert recognizer.is_real_name(name, lang) is real


@pytest.mark.parametrize(
    "form",
    [
        "Lurdes Quintanilha",
        "LurdesQuintanilha",
        "lurdes.quintanilha",
        "Lurdes_Quintanilha_85",
        "Lurdes Quintanilha (WMF)",
    ],
)
def test_every_form_of_one_name_is_that_name(recognizer: UsernameRecognizer, form: str) -> None:
    known = form.replace("uintanilha", "ueirós")
    assert recognizer.is_real_name(known, "pt")


@pytest.mark.parametrize(
    "suffix", [" (WMF)", " (WMDE)", "-WMF", "Bot", " bot", "-wiki", "85", "_1979", " (he/him)"]
)
def test_marks_of_the_account_do_not_hide_the_name(recognizer: UsernameRecognizer, suffix: str) -> None:
    assert recognizer.is_real_name("Hannah Lindqvist" + suffix, "en")


@pytest.mark.parametrize(
    "name", ["", " ", "1234", "!!!", "_", ".", "(WMF)", "a", "\u200f", "\ud800", "Ω", "٣٤", "🙂🙂", "x" * 500]
)
def test_what_is_no_word_is_no_name(recognizer: UsernameRecognizer, name: str) -> None:
    assert not recognizer.is_real_name(name, "en")


def test_parts_are_the_words_as_written(recognizer: UsernameRecognizer) -> None:
    assert recognizer.parts("Marisol_QuinteroVega85 (WMF)") == ("Marisol", "Quintero", "Vega")


def test_the_score_agrees_with_the_verdict(recognizer: UsernameRecognizer) -> None:
    for _, lang, name, _ in rows():
        assert (recognizer.score(name, lang) >= THRESHOLD / 2) is recognizer.is_real_name(name, lang)


@given(st.text(max_size=80), st.sampled_from(["", "en", "ja", "zh", "ar", "zz"]))
def test_any_text_has_a_score_and_always_the_same(text: str, lang: str) -> None:
    recognizer = _shared()
    score = recognizer.score(text, lang)
    assert 0 <= score <= 1
    assert recognizer.score(text, lang) == score


def test_separators_do_not_matter(recognizer: UsernameRecognizer) -> None:
    for name in ("Imogen Thistlewood", "Аркадий Белозерский", "سلمى الحارثي", "सुलोचना देशपांडे"):
        assert recognizer.score(name, "") == recognizer.score(name.replace(" ", "_"), "")


def test_missing_lists_are_said_with_their_mend(tmp_path: Path) -> None:
    with pytest.raises(NameDataError, match=r"famous\.txt: missing; restore"):
        UsernameRecognizer.load(tmp_path)


def test_a_damaged_list_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "famous.txt").write_text("[phrases]\nharry potter\n", "utf-8")
    (tmp_path / "latin").mkdir()
    (tmp_path / "latin" / "xx.txt").write_text("# xx\nanna\n", "utf-8")
    broken = UsernameRecognizer.load(tmp_path)
    with pytest.raises(NameDataError, match=r"xx\.txt:2: a word before any section"):
        broken.is_real_name("Anna Lind", "en")


def test_no_word_is_listed_as_a_name_of_one_letter_in_latin_script() -> None:
    from bot.detect.names.lexicon import load

    lists = load(NAMES, "latin")
    assert [name for name in {*lists.given, *lists.family} if len(name) < 2] == []


_CACHE: list[UsernameRecognizer] = []


def _shared() -> UsernameRecognizer:
    if not _CACHE:
        _CACHE.append(UsernameRecognizer.load(NAMES))
    return _CACHE[0]
