import math
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translation import pictures
from bot.translation.board import Cell, Day

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"official": "All", "weighted": "Weighted", "outdated": "Outdated"}


def cell(units, translated, outdated=0):
    return Cell(units, translated, outdated, round(100 * translated / units) if units else 0, "medium")


def day(number, percent, outdated=0, weighted=None):
    return Day(f"2026-11-{number:02}", percent, outdated, weighted)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="￾￿"), max_size=60))
def test_whatever_a_title_holds_the_badge_is_well_formed_and_says_it(title):
    badge = ET.fromstring(pictures.badge(title, cell(4, 1)))
    assert badge.find(f"{SVG}title").text == f"{title}: 25 %"
    assert {text.text for text in badge.findall(f"{SVG}text")} == {title or None, "25 %"}


@pytest.mark.parametrize(("narrow", "wide"), [("ja", "日本"), ("a", "ab")])
def test_a_badge_is_as_wide_as_its_text(narrow, wide):
    widths = [int(ET.fromstring(pictures.badge(text, cell(4, 1))).get("width")) for text in (narrow, wide)]
    assert widths[0] < widths[1]


def test_a_ring_shows_each_part_by_its_length_and_its_width():
    ring = ET.fromstring(pictures.ring(cell(8, 4, 2), "half"))
    around = 2 * math.pi * 56
    arcs = {
        circle.get("class"): (
            float(circle.get("stroke-dasharray").split()[0]) / around,
            int(circle.get("stroke-width")),
        )
        for circle in ring.findall(f"{SVG}circle")
    }
    assert {name: round(length, 2) for name, (length, _) in arcs.items()} == {
        "ring-done": 0.5,
        "ring-outdated": 0.25,
        "ring-missing": 0.25,
    }
    assert len({width for _, width in arcs.values()}) == 3
    assert ring.find(f"{SVG}title").text == "half"


def test_a_ring_of_nothing_is_all_missing():
    ring = ET.fromstring(pictures.ring(cell(0, 0), "none"))
    assert [circle.get("class") for circle in ring.findall(f"{SVG}circle")] == ["ring-missing"]


def test_a_higher_percentage_stands_higher():
    points = ET.fromstring(pictures.sparkline([0, 50, 100], "up")).find(f"{SVG}polyline").get("points")
    heights = [float(y) for _, y in re.findall(r"([\d.]+),([\d.]+)", points)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_lines_of_the_history_differ_without_colour():
    drawn = ET.fromstring(pictures.history([day(1, 10, 5, 20), day(2, 30, 5, 40)], "History", NAMES))
    dashes = {line.get("class"): line.get("stroke-dasharray") for line in drawn.findall(f"{SVG}polyline")}
    assert len(dashes) == 3
    assert len(set(dashes.values())) == 3
    assert drawn.find(f"{SVG}desc").text == "All: 30 %; Weighted: 40 %; Outdated: 5 %"
    assert {mark.tag for mark in drawn if "dot" in (mark.get("class") or "")} == {
        f"{SVG}circle", f"{SVG}rect", f"{SVG}polygon",
    }  # fmt: skip


@pytest.mark.parametrize("days", [[], [day(1, 10)]])
def test_a_history_may_be_short(days):
    drawn = ET.fromstring(pictures.history(days, "History", NAMES))
    assert len(drawn.findall(f"{SVG}polyline")) == 2 * len(days)


def test_a_long_history_is_labelled_at_both_ends():
    drawn = ET.fromstring(pictures.history([day(n, n) for n in range(1, 29)], "History", NAMES))
    labels = [text.text for text in drawn.findall(f"{SVG}text") if text.text.startswith("2026")]
    assert (labels[0], labels[-1], len(labels)) == ("2026-11-01", "2026-11-28", 5)


def test_a_key_says_nothing_to_a_screen_reader():
    assert ET.fromstring(pictures.key("weighted")).get("aria-hidden") == "true"
