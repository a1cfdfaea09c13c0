"""Whose data it is: for each way in which a page speaks of others, the owner's same words beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.detect.analyzer import Analyzer
from bot.model import PageText

CONFIG = Path(__file__).parents[3] / "config"
SIGNED = "[[User talk:Old Oak|Old Oak]] 10:02, 3 May 2015 (UTC)"
# what it is about: language, the owner's words and what they give away, the same of somebody else
PAIRS = {
    "another subject": (
        "en",
        "Working at Tidewater Labs.",
        ["Tidewater Labs"],
        "Jane Holt, working at Tidewater Labs, is based in Whitby.",
    ),
    "third person, no pronoun": (
        "es",
        "Vivo en Sevilla y trabajo en Talleres Ojeda.",
        ["Sevilla", "Talleres Ojeda"],
        "Vive en Sevilla y trabaja en Talleres Ojeda.",
    ),
    "a museum": (
        "en",
        "Call me on +44 121 234 5678.",
        ["+44 121 234 5678"],
        "The museum answers on +44 121 234 5678.",
    ),
    "a list of people": (
        "en",
        "* Phone: +44 121 234 5678",
        ["+44 121 234 5678"],
        "* Phone: +44 121 234 5678\n* Phone: +44 113 234 5678",
    ),
    "in brackets behind a name": (
        "cs",
        "Můj telefon: +420 601 123 456. Rád pomohu.",
        ["+420 601 123 456"],
        "Klíče má Blažena Vítková (+420 601 123 456). Já nosím buchty.",
    ),
    "a dialogue": (
        "en",
        "My name is Ottoline Farr.",
        ["Ottoline Farr"],
        "— What is your name?\n— My name is Ottoline Farr.",
    ),
    "a play": (
        "it",
        "Mi chiamo Bruno Salvi.",
        ["Bruno Salvi"],
        "BRUNO – Mi chiamo Bruno Salvi.\nPADRE – Davvero?\nBRUNO – Davvero.",
    ),
    "a story": (
        "en",
        "== About me ==\nI live in Whitby.",
        ["Whitby"],
        "== Short story ==\nI live in Whitby.",
    ),
    "a phrase in quotation marks": (
        "zh",
        "我叫陈小鸦。",
        ["陈小鸦"],
        "“我叫陈小鸦，”男孩说。",
    ),
    "two ages": (
        "en",
        "I am 14 years old.",
        ["14"],
        "I am 14 years old.\n\nI am 16 years old.",
    ),
    "an anonymous reader's post": (
        "nl",
        "Ik woon in Zwolle.",
        ["Zwolle"],
        "Ik woon in Zwolle. [[Speciaal:Bijdragen/81.2.69.142|81.2.69.142]] 8 sep 2020 14:22 (CEST)",
    ),
    "a post signed from a talk page": (
        "en",
        "I live in Whitby.",
        ["Whitby"],
        f"I live in Whitby. {SIGNED}",
    ),
    "a copied letter": (
        "en",
        ":I live in Whitby.",
        ["Whitby"],
        "A reader of the gazette wrote:\n:I live in Whitby.",
    ),
    "under a heading of something else": (
        "en",
        "== Contact ==\n* E-mail: tom.farr@kelp-post.org",
        ["tom.farr@kelp-post.org"],
        "== Meetup in Whitby ==\n* E-mail: tom.farr@kelp-post.org",
    ),
    "a vandal's address": (
        "en",
        "When I forget to log in I edit from 81.2.69.142.",
        ["81.2.69.142"],
        "The vandal edits from 81.2.69.142 again.",
    ),
    "a sample in code": (
        "en",
        "My bot's new key: <code>s7qwzdbssw5kwj2zbuh3nwl8</code>",
        ["s7qwzdbssw5kwj2zbuh3nwl8"],
        "Never put a key like <code>s7qwzdbssw5kwj2zbuh3nwl8</code> there.",
    ),
    "a paid task": (
        "hr",
        "Radim u Brijeg d.o.o. već dugo.",
        ["Brijeg d.o.o."],
        "Izjavljujem da me Bolnica Zrinski plaća za članak.",
    ),
    "a school's own classes": (
        "vi",
        "Tôi là học sinh lớp 7.",
        ["lớp 7"],
        "Học sinh lớp 6 đến lớp 12 của trường học buổi sáng, tuổi từ 11 đến 18.",
    ),
    "somebody's cards": (
        "de",
        "== Impressum ==\n:Torben Ahlers\n:Lange Straße 5, 26122 Oldenburg\n:Tel.: 0421 234567",
        ["Torben Ahlers", "Lange Straße 5, 26122 Oldenburg", "0421 234567"],
        "== Mühlen ==\n:Torben Ahlers\n:Lange Straße 5, 26122 Oldenburg\n:Tel.: 0421 234567\n"
        "\n:Imke Bohlen\n:Kurze Straße 7, 26122 Oldenburg\n:Tel.: 0421 234568",
    ),
    "no telephone": (
        "fr",
        "Mon téléphone : 01 23 45 67 89",
        ["01 23 45 67 89"],
        "Mon téléphone au théâtre : 01 99 00 59 15",
    ),
}  # fmt: skip


def found(detector: Analyzer, lang: str, text: str) -> list[str]:
    page = PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text)
    return [text[each.start : each.end] for each in detector.analyze(page).findings]


@pytest.mark.parametrize("case", PAIRS)
def test_the_owners_words_are_found_and_the_same_of_others_left(detector: Analyzer, case: str) -> None:
    lang, own, values, others = PAIRS[case]
    assert found(detector, lang, own) == values
    assert found(detector, lang, others) == []


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "I spent thirty years with Lopez Packaging before I retired.", "Lopez Packaging"),
        ("fr", "Cartographe de métier chez Imprimerie Dubois, je dessine le soir.", "Imprimerie Dubois"),
        ("ja", "平日は有限会社中村商店で経理をしています。", "有限会社中村商店"),
        ("ru", "Я до пенсии работал в компании ООО «Северный ветер».", "ООО «Северный ветер»"),
        ("en", "I hold a doctorate from Plymouth Polytechnic.", "Plymouth Polytechnic"),
    ],
)
def test_a_firm_or_school_is_found_by_its_own_word(
    detector: Analyzer, lang: str, text: str, value: str
) -> None:
    assert found(detector, lang, text) == [value]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("zh", "有事请发邮件到quiet_heron7#kelp-post.org（#换@）", "quiet_heron7#kelp-post.org（#换@）"),
        ("uk", "Пошта: quiet.heron (равлик) kelp-post.org", "quiet.heron (равлик) kelp-post.org"),
        ("de", "Mail: quiet.heron (ät) kelp-post punkt de. Danke!", "quiet.heron (ät) kelp-post punkt de"),
        ("it", "Per urgenze +39 312 345 6789, altrimenti scrivo io.", "+39 312 345 6789"),
        ("he", "תאריך לידה: 13 בנובמבר 1986", "13 בנובמבר 1986"),
        ("fa", "تاریخ تولد: 25 مرداد 1370", "25 مرداد 1370"),
        ("cs", "Třída: sekunda", "sekunda"),
        ("cs", "Bydliště: Nádražní 88/7", "Nádražní 88/7"),
        ("de", "{{Benutzer:Wer/Mastodon|quiet_heron7@kelp.social}}", "quiet_heron7@kelp.social"),
        ("nl", "Overdag zit ik bij Drukkerij de Plantard.", "Drukkerij de Plantard"),
        ("en", "<!-- phone for the committee: +44 121 234 5678 -->", "+44 121 234 5678"),
        ("en", "I live at 5 Elm Road, Hull, with two cats.", "5 Elm Road, Hull"),
        ("en", "I live in Hull. I have 12 cats on Elm Road.", "Hull"),
        ("ja", "大阪市北区本町2-5-3に住んでいます。", "大阪市北区本町2-5-3"),
        ("en", "{|\n| Phone\n|+44 121 234 5678\n|}", "+44 121 234 5678"),
    ],
)
def test_many_ways_to_write_one_thing(detector: Analyzer, lang: str, text: str, value: str) -> None:
    assert found(detector, lang, text) == [value]
