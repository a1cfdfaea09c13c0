import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.messages import Messages
from bot.settings import CONFIG
from bot.translation.charts import matrix_svg, trend_svg
from bot.translation.completeness import Matrix, Problem, SurveyedGroup
from bot.translation.html_report import as_html
from bot.translation.labels import Label
from bot.translation.outdated import OutdatedReport, OutdatedUnit
from bot.translation.report import as_csv, as_json, band
from bot.translation.wikitext_report import WikitextReport, escape
from bot.translation.worddiff import word_diff
from bot.units import MessageGroup, PageProgress, Unit, UnitStatus

TEAM = SurveyedGroup(5, MessageGroup("page-Human Rights", "Human Rights", title="Human Rights"), 20, 18)
TABS = SurveyedGroup(6, MessageGroup("page-Template:Tabs", "Tabs", title="Template:Tabs"), 9, 9)
MATRIX = Matrix(
    groups=(TEAM, TABS),
    progress={
        (5, "ja"): PageProgress(5, "ja", 40, 13, 2, 0, 0.25),
        (6, "ja"): PageProgress(6, "ja", 6, 6, 0, 0, 1.0),
        (5, "ar"): PageProgress(5, "ar", 40, 1, 0, 0, None),
    },
    taken_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
    totals={5: 40, 6: 6},
    readers={"ja": 120},
    problems=(Problem("Human Rights (ar)", "readonly: <maintenance>"),),
)
LANGUAGES = ["ja", "ar"]


def outdated(old: str, new: str, by_hand: bool = False) -> OutdatedUnit:
    unit = Unit(
        "page-Human Rights",
        "Human_Rights/5",
        "Translations:Human Rights/5/ja",
        new,
        "x",
        "ja",
        UnitStatus.FUZZY,
    )
    return OutdatedUnit(
        unit, "Human Rights", 5.0, old, datetime(2026, 11, 2, tzinfo=UTC), word_diff(old, new), by_hand
    )


@pytest.fixture(scope="module")
def messages() -> Messages:
    return Messages.load(CONFIG / "i18n")


@pytest.mark.parametrize(
    ("translated", "total", "name"),
    [
        (0, 4, "low"),
        (14, 100, "low"),
        (15, 100, "medium"),
        (70, 100, "high"),
        (4, 4, "complete"),
        (399, 400, "high"),
    ],
)
def test_bands_are_those_of_translates_language_bar(translated, total, name):
    assert band(PageProgress(1, "ja", total, translated, 0)) == name


def test_json_has_both_percentages_and_says_what_is_unknown():
    data = json.loads(as_json(MATRIX, LANGUAGES))
    japanese, arabic = data["languages"]
    assert japanese["pages"][0] == {
        "page_id": 5,
        "units": 40,
        "translated": 13,
        "outdated": 2,
        "proofread": 0,
        "percent": 33,
        "weighted_percent": 25,
    }
    assert arabic["all"]["weighted_percent"] is None
    assert data["pages"][0]["edited_since_mark"] is True
    assert data["problems"][0]["where"] == "Human Rights (ar)"


def test_csv_has_a_line_for_every_pair():
    rows = list(csv.DictReader(io.StringIO(as_csv(MATRIX, LANGUAGES))))
    assert len(rows) == 4
    assert rows[0]["percent"] == "33"
    assert rows[3]["translated"] == "0"


def test_csv_keeps_a_spreadsheet_from_running_a_title():
    group = SurveyedGroup(1, MessageGroup("page-=A", "=A", title="=HYPERLINK(1)"))
    assert "'=HYPERLINK" in as_csv(Matrix((group,), {}, MATRIX.taken_at), ["ja"])


def test_the_wiki_page_has_numbers_links_and_what_changed(messages: Messages):
    report = OutdatedReport((outdated("Call us.", "Call [[us]] now."),), (TEAM,))
    text = WikitextReport(messages, "en").status(MATRIX, LANGUAGES, report)
    assert "{{#language:ja}} (ja)" in text
    assert "group=page-Human%20Rights&language=ja&action=translate}} 33 %]" in text
    assert "13 of 40 units are translated" in text.replace("&#45;", "-")
    assert "[[Special:Diff/18/20|what changed]]" in text
    assert '<ins style="text-decoration:underline">' in text
    assert "2026-11-02" in text
    assert "not known" in text
    assert 'as of <span class="wikilatch-as-of">2026-11-22</span>' in text


def test_a_source_text_cannot_break_out_of_the_wiki_page(messages: Messages):
    evil = "{{Delete}} [[File:A.png]] <!-- '''x''' ~~~~ __NOINDEX__ https://spam.example.org"
    report = OutdatedReport((outdated("a", evil),), ())
    text = WikitextReport(messages, "en").status(MATRIX, LANGUAGES, report)
    for markup in ("{{Delete", "[[File:A", "~~~~", "__NOINDEX", "<!--", "'''", "https://spam"):
        assert markup not in text
    assert escape("a\nb") == "a&#10;b"


def test_the_report_brings_its_own_direction_and_keeps_foreign_text_apart(messages: Messages):
    report = OutdatedReport((outdated("Call us.", "Call us now."),), ())
    label = Label("The war", "Translations:T/1", missing=("de",))
    text = WikitextReport(messages, "ar").status(MATRIX, LANGUAGES, report, [label])
    assert text.startswith('<div lang="ar" dir="rtl">\n')
    assert text.endswith("\n</div>")
    assert "<bdi>The war</bdi>" in text
    assert "<bdi>Call us" in text


def test_the_same_numbers_give_the_same_page(messages: Messages):
    report = WikitextReport(messages, "en")
    assert report.status(MATRIX, LANGUAGES) == report.status(MATRIX, LANGUAGES)


def test_a_digest_of_nothing_is_empty(messages: Messages):
    report = WikitextReport(messages, "en")
    assert report.digest([], "Team/Sign up") == ""
    text = report.digest([outdated("a", "b", by_hand=True)], "Team/Sign up")
    assert "one translation in your language" in text
    assert "[[Team/Sign up]]" in text
    assert "its source has not changed" in text


def test_the_html_file_stands_alone_and_escapes(messages: Messages):
    page = as_html(MATRIX, LANGUAGES, messages, "en")
    assert '<th scope="row" lang="ja">ja</th><td class="medium" title="19/46, 2">41 %</td>' in page
    assert "&lt;maintenance&gt;" in page
    assert "http" not in page.replace("<!DOCTYPE html>", "")


def test_the_picture_of_the_matrix_says_what_it_shows():
    svg = matrix_svg(MATRIX, LANGUAGES, "Translation status")
    root = ET.fromstring(svg)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"33", "100", "41", "1  Human Rights"} <= set(texts)
    assert root.find("{http://www.w3.org/2000/svg}desc").text == "ja 41 %; ar 2 %"
    assert "href" not in svg


def test_the_trend_has_three_lines_and_loads_nothing():
    history = {
        date(2026, 11, 20): [PageProgress(5, "ja", 40, 13, 2, 0, 0.2)],
        date(2026, 11, 22): [PageProgress(5, "ja", 40, 20, 0, 0, 0.6)],
    }
    svg = trend_svg(history, "ja", {"official": "All", "weighted": "Weighted", "outdated": "Outdated"})
    root = ET.fromstring(svg)
    assert root.find("{http://www.w3.org/2000/svg}desc").text == "All 50 %; Weighted 60 %; Outdated 0 %"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 3
    assert "2026-11-20" in svg
    assert "href" not in svg


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_trend_of_any_length_can_be_drawn(days):
    start = date(2025, 1, 1)
    history = {start + timedelta(days=n): [PageProgress(5, "ja", 40, 13, 2)] for n in range(days)}
    root = ET.fromstring(trend_svg(history, "ja", {"official": "A", "weighted": "W", "outdated": "O"}))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 3
