"""What holds for any text: offsets, determinism, shifts, no exception, a cost that grows with the length."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detect import wikitext
from bot.model import Finding, PageText
from tests.corpus.hostile import UNITS, language, page
from tests.corpus.language import languages
from tests.corpus.pages import pages
from tests.detector import packaged

ROOT = Path(__file__).parents[3]
ANALYZER = packaged(names=False)
PIECES = """{{ }} [[ ]] | = ''' <ref> </ref> <!-- --> {| |} <nowiki> </nowiki>
Whitby a@kelp-post.org &nbsp; 😀
私は 横浜市 に住んでいます"""
PHRASES = """My name is ;Ottoline Farr;I live in ; at ;+44 121 234 5678;[[File:Me.jpg|thumb|me]];\
i was born on ;\
اسمي ;
{{Infobox user|name=;سلمى الزهراوي;3 March 1991; """
ODD = ["\n", "\u200b", "\u202e", "\0", "\ud800", "e\u0301", "== Contact ==\n"]
PARTS = st.sampled_from([*PIECES.split(), *PHRASES.split(";"), *ODD])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PARTS, max_size=40).map("".join))


def findings(text: str, lang: str = "en") -> tuple[Finding, ...]:
    return ANALYZER.analyze(PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text)).findings


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["en", "ja", "ar", "de"]))
def test_offsets_are_in_range_and_ordered_and_the_same_each_time(text: str, lang: str) -> None:
    found = findings(text, lang)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert list(found) == sorted(found)
    assert found == findings(text, lang)


@settings(deadline=None, max_examples=80)
@given(TEXTS, st.integers(1, 40))
def test_a_prefix_shifts_every_span(text: str, lines: int) -> None:
    prefix = "A line about otters.\n\n" * lines
    moved = [
        (each.type, each.start - len(prefix), each.end - len(prefix)) for each in findings(prefix + text)
    ]
    if text.startswith(("\n", " ")) or not text.strip():
        return
    assert moved == [(each.type, each.start, each.end) for each in findings(text)]


@pytest.mark.parametrize("name", UNITS)
def test_the_cost_of_a_hostile_page_grows_with_its_length_and_nothing_raises(name: str) -> None:
    lang = language(name)

    def cost(size: int) -> float:
        text = page(name, size)
        gc.disable()  # what the other tests left lying about is not this page's cost
        try:
            start = time.process_time()
            findings(text, lang)
            return time.process_time() - start
        finally:
            gc.enable()

    most = 25 * max(cost(8_000), 0.005)
    assert cost(80_000) <= most or cost(80_000) <= most, "measured again, for a machine may be busy once"


def calls(text: str) -> int:
    """How many functions are called to read a page: work that no busy machine can change."""
    count = 0

    def see(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        findings(text)
    finally:
        sys.setprofile(before)
    return count


def test_ten_times_the_page_is_ten_times_the_work() -> None:
    rich = "\n".join(each["wikitext"] for each in pages("en", "train", "short", 12, 7)) + "\n"
    findings(rich * 10)  # what is remembered from page to page is so already
    assert calls(rich * 10) <= 12 * calls(rich)


def test_a_value_is_found_through_zero_width_joins() -> None:
    text = "Write to me: otto\u200dline@kelp\u200b-post.org"
    assert [text[each.start : each.end] for each in findings(text)] == ["otto\u200dline@kelp\u200b-post.org"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello {{nowrap|a b}} and {{Infobox user|name=Ott|city=[[Whitby]]}} [[Otter|x]]\n* one\n* two",
        "{{A|x={{B|1|2}}|y=z}}\n== Head ==\ntext [[File:A.jpg|thumb|cap]] <!-- c --> end",
        "{|\n| a || {{T|v}}\n|}\n[[User:X|X]] {{U}}",
    ],
)
def test_templates_and_links_are_those_of_the_reference_parser(text: str) -> None:
    shared = ANALYZER.shared
    lexicon = ANALYZER.lexicon("en")
    layout = wikitext.read(text, lexicon.classify, {}, frozenset(), lexicon.is_file, lexicon.is_hidden)
    code = mwparserfromhell.parse(text)
    assert sorted(frame.name for frame in layout.templates) == sorted(
        str(template.name).strip().lower() for template in code.filter_templates()
    )
    targets = [link.target for link in layout.links] + [f"File:{use.name}" for use in layout.files]
    assert sorted(targets) == sorted(str(link.title) for link in code.filter_wikilinks())
    assert shared.inline


@pytest.mark.parametrize("lang", languages())
def test_on_benign_pages_the_structure_is_that_of_the_reference_parser(lang: str) -> None:
    lexicon = ANALYZER.lexicon(lang)
    for each in pages(lang, "train", "hard", 4, 11):
        text = each["wikitext"]
        layout = wikitext.read(text, lexicon.classify, {}, frozenset(), lexicon.is_file, lexicon.is_hidden)
        code = mwparserfromhell.parse(text)
        templates = [
            " ".join(str(one.name).replace("_", " ").split()).lower()[:80] for one in code.filter_templates()
        ]
        assert sorted(frame.name for frame in layout.templates) == sorted(templates)


@pytest.mark.long
def test_another_process_tries_words_in_the_same_order() -> None:
    """The order of a set changes with each start of Python; what is found in a text must not."""
    code = (
        "from pathlib import Path; from bot.detect.analyzer import Analyzer;"
        "from bot.detect.recognizers import organisations, place;"
        "lexicon = Analyzer.load(Path('config/rules')).lexicon('ja');"
        "print(organisations._words(lexicon, 'school').pattern, place.streets(lexicon).pattern)\n"
        "print(lexicon.cuts.inside(''.join(lexicon.stop)), lexicon.stems)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
