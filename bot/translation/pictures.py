"""The small pictures of the web: progress ring, sparkline, history, badge. Figures stand in each as text.

Inside a page the style sheet colours them by their classes; lines differ by dashes and marks too, so that
nothing is told by colour alone.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from bot.svg import add, picture, written
from bot.translation.board import Cell, Day

_RING, _RADIUS, _STROKE = 140, 56, 18
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 84, 30, 3
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 260, 52, 704, 14, 222
_LABELS = 5
LINES = ("official", "weighted", "outdated")
_DASHES = {"official": "none", "weighted": "8 4", "outdated": "2 4"}
_BADGE_HEIGHT, _BADGE_CHAR, _BADGE_EDGE = 20, 7, 6
# White on each is at least 4.5 to 1.
_BADGE_COLOURS = {"low": "#b32424", "medium": "#7a5a00", "high": "#2a4b8d", "complete": "#14664c"}


def ring(cell: Cell, label: str) -> str:
    """Return how far a language is as a ring; label says the same in words."""
    svg = picture(_RING, _RING, label, styled=False)
    svg.set("class", "ring")
    around = 2 * math.pi * _RADIUS
    at = 0.0
    for name, number in (
        ("done", cell.translated),
        ("outdated", cell.outdated),
        ("missing", cell.missing),
    ):
        length = around * number / cell.units if cell.units else (around if name == "missing" else 0.0)
        if length > 0:
            add(
                svg,
                "circle",
                class_=f"ring-{name}",
                cx=_RING // 2,
                cy=_RING // 2,
                r=_RADIUS,
                fill="none",
                stroke_width=_STROKE if name == "done" else _STROKE // 2 if name == "outdated" else 2,
                stroke_dasharray=f"{length:.2f} {around - length:.2f}",
                stroke_dashoffset=f"{-at:.2f}",
                transform=f"rotate(-90 {_RING // 2} {_RING // 2})",
            )
        at += length
    add(
        svg,
        "text",
        f"{cell.percent} %",
        class_="ring-text",
        x=_RING // 2,
        y=_RING // 2 + 8,
        text_anchor="middle",
    )
    return written(svg, alone=False)


def sparkline(trend: Sequence[int], label: str) -> str:
    """Return a language's percentages over time as a small line, 0 at its foot and 100 at its head."""
    svg = picture(_SPARK_WIDTH, _SPARK_HEIGHT, label, styled=False)
    svg.set("class", "spark")
    inner = _SPARK_HEIGHT - 2 * _SPARK_EDGE
    step = (_SPARK_WIDTH - 2 * _SPARK_EDGE) / max(len(trend) - 1, 1)
    points = [
        (_SPARK_EDGE + step * index, _SPARK_EDGE + inner * (1 - value / 100))
        for index, value in enumerate(trend)
    ]
    add(svg, "polyline", points=_points(points), fill="none", class_="line")
    if points:
        add(svg, "circle", cx=f"{points[-1][0]:.1f}", cy=f"{points[-1][1]:.1f}", r=2.5, class_="dot")
    return written(svg, alone=False)


def history(days: Sequence[Day], title: str, names: Mapping[str, str]) -> str:
    """Return a language's days as three lines: official, weighted, outdated. names are their labels."""
    values: dict[str, Callable[[Day], int | None]] = {
        "official": lambda day: day.percent,
        "weighted": lambda day: day.weighted_percent,
        "outdated": lambda day: day.outdated,
    }
    last = days[-1] if days else None
    said = "; ".join(f"{names[line]}: {values[line](last)} %" for line in LINES if last is not None)
    svg = picture(_WIDTH, _HEIGHT, title, said, styled=False)
    svg.set("class", "history")
    for mark in range(0, 101, 25):
        y = _y(mark)
        add(svg, "line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="grid")
        add(svg, "text", f"{mark} %", x=_LEFT - 6, y=y + 4, text_anchor="end")
    dates = [date.fromisoformat(day.day) for day in days]
    span = max((dates[-1] - dates[0]).days, 1) if dates else 1

    def x(index: int) -> float:
        return _LEFT + (dates[index] - dates[0]).days / span * (_RIGHT - _LEFT)

    for index in _labelled(len(dates)):
        anchor = "start" if index == 0 else "end" if index == len(dates) - 1 else "middle"
        add(svg, "text", dates[index].isoformat(), x=f"{x(index):.0f}", y=_BOTTOM + 22, text_anchor=anchor)
    for line in LINES:
        points = [
            (x(index), _y(value))
            for index, day in enumerate(days)
            if (value := values[line](day)) is not None
        ]
        if not points:
            continue
        add(
            svg, "polyline", points=_points(points), fill="none",
            class_=f"line line-{line}", stroke_dasharray=_DASHES[line],
        )  # fmt: skip
        _mark(svg, line, *points[-1])
    return written(svg, alone=False)


def key(line: str) -> str:
    """Return the sign of a line of the history, for the list beside it."""
    svg = picture(36, 12, "", styled=False)
    svg.attrib.pop("role")
    svg.set("aria-hidden", "true")
    svg.set("class", "key")
    svg.remove(svg[0])
    add(svg, "line", x1=0, x2=30, y1=6, y2=6, class_=f"line line-{line}", stroke_dasharray=_DASHES[line])
    _mark(svg, line, 30, 6)
    return written(svg, alone=False)


def badge(left: str, cell: Cell) -> str:
    """Return a badge to put on other pages: what, and how far. It stands alone and loads nothing."""
    right = f"{cell.percent} %"
    widths = [_BADGE_CHAR * _columns(text) + 2 * _BADGE_EDGE for text in (left, right)]
    svg = picture(sum(widths), _BADGE_HEIGHT, f"{left}: {right}", styled=False)
    add(svg, "rect", width=widths[0], height=_BADGE_HEIGHT, fill="#404244")
    add(svg, "rect", x=widths[0], width=widths[1], height=_BADGE_HEIGHT, fill=_BADGE_COLOURS[cell.band])
    at = 0
    for text, width in zip((left, right), widths, strict=True):
        add(
            svg, "text", text, x=at + width / 2, y=14, fill="#fff", text_anchor="middle",
            font_family="Verdana, DejaVu Sans, sans-serif", font_size=11,
            textLength=width - 2 * _BADGE_EDGE, lengthAdjust="spacingAndGlyphs",
        )  # fmt: skip
        at += width
    return written(svg)


def _columns(text: str) -> int:
    """Return how many columns a text takes: characters of full width take two, marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _mark(svg: ET.Element, line: str, x: float, y: float) -> None:
    """Put a line's own sign at its end: a disc, a square, a triangle."""
    if line == "official":
        add(svg, "circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4, class_=f"dot dot-{line}")
    elif line == "weighted":
        add(svg, "rect", x=f"{x - 4:.1f}", y=f"{y - 4:.1f}", width=8, height=8, class_=f"dot dot-{line}")
    else:
        corners = [(x, y - 5), (x + 5, y + 4), (x - 5, y + 4)]
        add(svg, "polygon", points=_points(corners), class_=f"dot dot-{line}")


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _y(value: float) -> float:
    return round(_BOTTOM - value / 100 * (_BOTTOM - _TOP), 1)


def _labelled(number: int) -> list[int]:
    """Return at most five positions, the first and the last among them."""
    if number <= _LABELS:
        return list(range(number))
    return [round(index * (number - 1) / (_LABELS - 1)) for index in range(_LABELS)]
