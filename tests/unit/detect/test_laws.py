"""What holds for any text: offsets, determinism, shifts, no exception, a cost that grows with the length."""

from __future__ import annotations

import time
from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detect import wikitext
from bot.detect.analyzer import Analyzer
from bot.model import Finding, PageText

ANALYZER = Analyzer.load(Path(__file__).parents[3] / "config" / "rules")
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


HOSTILE = [
    "{{a|",
    "{{",
    "[[a|",
    "<b>",
    "{|\n|",
    "0123456789",
    "a.",
    "a@",
    "@",
    "e\u0301",
    "\u202e",
    "\0",
    "\ud800",
    "\u200b",
    "<!--",
    "<ref>",
    "<nowiki>",
    "I live in ",
    "password: ",
    "((((",
    "'''",
    "\n",
    "==a==\n",
    "a (at) b dot ",
    "[[File:a.jpg|",
    "[[User:A]] 10:00, 3 May 2015 (UTC) ",
    "born 1 January ",
    "id no 12 34 ",
    "2年生",
    "+1 ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_cost_grows_with_the_length_and_nothing_raises(unit: str) -> None:
    def cost(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            findings(text, "ja" if "年" in unit else "en")
            best = min(best, time.process_time() - start)
        return best

    small, large = cost(20_000), cost(200_000)
    assert large <= 25 * max(small, 0.01)


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
