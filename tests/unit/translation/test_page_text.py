"""A page's text without its source: what is found in a bad one, and nothing in a good one."""

import pytest

from bot.settings import CONFIG
from bot.translation.checks import CheckData
from bot.translation.glossary import read_folder
from bot.translation.page_text import TextReport, inspect_text

GOOD = {
    "ja": (
        "私たちは危険にさらされている編集者を支援します。\n"
        "ご連絡は help@team.example.org までお願いします。\n"
        "人権関心グループ(Human Rights Interest Group)は毎月会合を開き、Signal の使い方を説明します。"
    ),
    "ar": (
        "نحن ندعم المحررين المعرضين للخطر في جميع أنحاء العالم.\nراسلونا على help@team.example.org في أي وقت."
    ),
    "th": "เราสนับสนุนผู้แก้ไขที่ตกอยู่ในอันตราย\nติดต่อเราที่ help@team.example.org ได้ทุกเมื่อ",
    "de": (
        "Wir unterstützen Menschen, die wegen ihrer Beiträge in Gefahr sind.\n"
        "Schreibt uns jederzeit an help@team.example.org."
    ),
}
ENGLISH = "We help editors who are in danger, wherever they are and whatever they have written."


@pytest.fixture(scope="module")
def look():
    data = CheckData.load()
    glossary = read_folder(CONFIG / "glossary", data.languages)
    return lambda text, language: inspect_text(text, language, data, glossary)


def found(report: TextReport) -> list[tuple[int, str]]:
    return [(one.line, one.defect.check) for one in report.defects]


@pytest.mark.parametrize("language", GOOD)
def test_a_translated_page_is_quiet(look, language):
    report = look(GOOD[language], language)
    assert found(report) == []
    assert report.untranslated == 0


@pytest.mark.parametrize("language", GOOD)
def test_an_english_paragraph_is_named_and_counted(look, language):
    report = look(f"{GOOD[language]}\n{ENGLISH}", language)
    line = GOOD[language].count("\n") + 2
    assert found(report) == [(line, "half-translated")]
    assert (report.untranslated, report.translated) == (1, line - 1)


@pytest.mark.parametrize("language", ["ja", "ar", "th"])
def test_a_paragraph_half_in_english(look, language):
    first = GOOD[language].splitlines()[0]
    report = look(f"{first} {ENGLISH}", language)
    assert found(report) == [(1, "half-translated")]
    assert report.untranslated == 0


def test_a_sign_that_nobody_filled_but_no_price(look):
    assert found(look("合言葉は長いものを選んでください ($1)。", "ja")) == [(1, "placeholder-raw")]
    assert found(look("基金は昨年 $5 million、今年 $4.50 を支払いました。", "ja")) == []


def test_a_paragraph_that_says_the_same_twice(look):
    twice = (
        "敵意のある環境で安全を保つ方法がわかりませんか? HRIG の一員としてお迎えします。"
        "ご連絡は help@team.example.org まで。敵意を感じる場で安全を保つ方法は? "
        "HRIG の仲間として歓迎します。help@team.example.org へどうぞ。"
    )
    assert (1, "translated-twice") in found(look(twice, "ja"))


def test_an_address_written_in_two_ways(look):
    text = "Schreibt an help@team.example.org.\nIm Notfall hilft help(_AT_)team.example.org sofort weiter."
    report = look(text, "de")
    assert found(report) == [(0, "contact-two-forms")]
    assert report.defects[0].defect.parameters == ("help@team.example.org", "2", "(_AT_), @")


def test_one_thing_under_several_names(look):
    text = (
        "人権利益団体の設立を支援します。\n人権関心グループ( Human Rights Interest Group)を広げています。\n"
        "HRIG 利益グループの一員として招待します。\nHRIG 関心グループにお迎えします。"
    )
    (one,) = look(text, "ja").defects
    assert one.defect.parameters[:2] == ("Human Rights Interest Group", "4")
