"""A page of a few lines that opens with its owner's name. No vectors: the browser has no lists for it."""

from __future__ import annotations

import pytest

from bot.detect.analyzer import Analyzer
from bot.model import FindingType, PageText


def names(
    detector: Analyzer, lang: str, text: str, *, title: str = "", user: str = "Quiet Heron"
) -> list[str]:
    page = PageText(f"{lang}wiki", lang, title or f"User:{user}", user, text)
    return [
        text[each.start : each.end]
        for each in detector.analyze(page).findings
        if each.type is FindingType.REAL_NAME
    ]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("de", "'''Rita Bachmann'''<br />\nKlavierstimmerin und Korrekturleserin", "Rita Bachmann"),
        ("sv", "; Thomas Eriksson\n: tapetserare, stolar från 1700-talet", "Thomas Eriksson"),
        ("ru", "'''Галина Ширяева'''\nредактор, кошка, чай", "Галина Ширяева"),
    ],
)
def test_a_name_alone_in_the_first_line_is_found(detector: Analyzer, lang: str, text: str, name: str) -> None:
    assert names(detector, lang, text) == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "[[Rita Bachmann]]<br />\nArtikel in Arbeit"),
        ("de", "'''Rita Bachmann''' (* 1951) ist eine Klavierbauerin."),
        ("en", "Jane Holt, working at Tidewater Labs, is based in Whitby."),
        ("en", "'''Sherlock Holmes'''\nmy favourite stories"),
        ("en", "'''Rose Garden'''\nplants and beds"),
        ("ar", "خبّاز ابن خبّاز\nأكتب عن الخبز."),
        ("en", "Hello.\n\n== Jane Holt ==\nA stub that I am writing."),
        ("en", "'''Jane Holt'''\n" + "She carved ships and wrote of them. " * 20),
    ],
)
def test_anybody_elses_name_is_not(detector: Analyzer, lang: str, text: str) -> None:
    assert names(detector, lang, text) == []


def test_another_name_than_the_accounts_is_somebody_elses(detector: Analyzer) -> None:
    assert names(detector, "de", "'''Rita Bachmann'''<br />\nKlaviere", user="Hannah Lindqvist") == []


def test_a_subpage_opens_with_what_it_is_about(detector: Analyzer) -> None:
    assert names(detector, "de", "'''Rita Bachmann'''<br />\nKlaviere", title="User:Quiet Heron/Rita") == []
