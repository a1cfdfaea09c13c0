"""Pictures: the matrix as a heat map and a language's trend, as SVG that stands alone and loads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from bot.svg import add, picture, text, written
from bot.translation.completeness import Matrix, percent
from bot.translation.report import band
from bot.units import PageProgress

# Wong's colour-blind safe palette, lightened so that dark figures stay readable on it.
_COLOURS = {
    "low": "#f3b39a",
    "medium": "#f6df9a",
    "high": "#b9d9ee",
    "complete": "#9fd8c0",
    "none": "#eaecf0",
}
_LINES = {"official": ("#0072b2", "none"), "weighted": ("#009e73", "6 3"), "outdated": ("#d55e00", "2 3")}
_WIDTH, _HEIGHT = 800, 340
_PLOT_LEFT, _PLOT_RIGHT, _PLOT_TOP, _PLOT_BOTTOM = 60, 760, 40, 270
_CELL, _ROW, _LEFT, _TOP, _LEGEND = 46, 24, 130, 40, 18


def matrix_svg(matrix: Matrix, languages: Sequence[str], title: str) -> str:
    """Return the matrix as a picture: a row a language, a column a page, the percentage in each cell."""
    width = _LEFT + _CELL * (len(matrix.groups) + 1) + 10
    foot = _TOP + _ROW * len(languages) + 14
    height = foot + _LEGEND * len(matrix.groups) + 10
    svg = picture(width, height, title)
    add(svg, "desc", "; ".join(f"{code} {percent(matrix.total(code).share)} %" for code in languages))
    add(svg, "rect", width=width, height=height, fill="#fff")
    text(svg, 8, 16, title, "b")
    heads = ["∑", *(str(number) for number in range(1, len(matrix.groups) + 1))]
    for column, head in enumerate(heads):
        text(svg, _LEFT + _CELL * column + _CELL // 2, _TOP - 6, head, "n b")
    for row, language in enumerate(languages):
        top = _TOP + _ROW * row
        text(svg, 8, top + 16, language)
        cells = [matrix.total(language), *(matrix.cell(group.page_id, language) for group in matrix.groups)]
        for column, cell in enumerate(cells):
            _cell(svg, _LEFT + _CELL * column, top, cell, f"{language}, {heads[column]}")
    for number, group in enumerate(matrix.groups, 1):
        text(svg, 8, foot + _LEGEND * number - 4, f"{number}  {group.title}")
    return written(svg)


def trend_svg(history: Mapping[date, Sequence[PageProgress]], title: str, names: Mapping[str, str]) -> str:
    """Return how a language went over time: official, weighted and outdated, in percent of all units.

    names are the labels of the three lines: `official`, `weighted`, `outdated`. A day without a survey has no
    point; days on which the weighted share was not known have none on its line.
    """
    days = [day for day, rows in sorted(history.items()) if sum(row.total for row in rows)]
    lines = {name: _line(history, days, name) for name in ("official", "weighted", "outdated")}
    svg = picture(_WIDTH, _HEIGHT, title)
    last = {name: points[-1][1] for name, points in lines.items() if points}
    add(svg, "desc", "; ".join(f"{names[name]} {value:.0f} %" for name, value in last.items()))
    add(svg, "rect", width=_WIDTH, height=_HEIGHT, fill="#fff")
    text(svg, 8, 18, title, "b")
    for mark in range(0, 101, 25):
        y = _y(mark)
        add(svg, "line", x1=_PLOT_LEFT, x2=_PLOT_RIGHT, y1=y, y2=y, stroke="#c8ccd1")
        text(svg, _PLOT_LEFT - 8, y + 4, f"{mark} %", "e")
    span = max((days[-1] - days[0]).days, 1) if days else 1

    def x(day: date) -> int:
        return _PLOT_LEFT + round((day - days[0]).days / span * (_PLOT_RIGHT - _PLOT_LEFT))

    for day in _labelled(days):
        text(svg, x(day), _PLOT_BOTTOM + 20, day.isoformat(), "n")
    for number, (name, points) in enumerate(lines.items()):
        colour, dashes = _LINES[name]
        shown = " ".join(f"{x(day)},{_y(value)}" for day, value in points)
        add(
            svg, "polyline", points=shown, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dashes
        )
        for day, value in points:
            dot = add(svg, "circle", cx=x(day), cy=_y(value), r=3, fill=colour)
            add(dot, "title", f"{names[name]}, {day.isoformat()}: {value:.0f} %")
        left = _PLOT_LEFT + 200 * number
        add(
            svg,
            "line",
            x1=left,
            x2=left + 24,
            y1=_HEIGHT - 14,
            y2=_HEIGHT - 14,
            stroke=colour,
            stroke_width=2,
            stroke_dasharray=dashes,
        )
        text(svg, left + 30, _HEIGHT - 10, names[name])
    return written(svg)


def _line(
    history: Mapping[date, Sequence[PageProgress]], days: Sequence[date], name: str
) -> list[tuple[date, float]]:
    points: list[tuple[date, float]] = []
    for day in days:
        rows = history[day]
        if name == "weighted" and any(row.weighted is None for row in rows):
            continue
        parts = {
            "official": sum(row.translated for row in rows),
            "weighted": sum((row.weighted or 0.0) * row.total for row in rows),
            "outdated": sum(row.fuzzy for row in rows),
        }
        points.append((day, 100 * parts[name] / sum(row.total for row in rows)))
    return points


def _labelled(days: Sequence[date]) -> list[date]:
    """Return at most six days, the first and the last among them, so that labels do not run together."""
    if len(days) <= 6:
        return list(days)
    return [days[round(index * (len(days) - 1) / 5)] for index in range(6)]


def _y(value: float) -> int:
    return round(_PLOT_BOTTOM - value / 100 * (_PLOT_BOTTOM - _PLOT_TOP))


def _cell(svg: ET.Element, left: int, top: int, cell: PageProgress, where: str) -> None:
    shown = f"{percent(cell.share)}" if cell.total else "–"
    colour = _COLOURS[band(cell) if cell.total else "none"]
    box = add(svg, "g")
    add(box, "title", f"{where}: {cell.translated}/{cell.total}, {cell.fuzzy} outdated")
    add(box, "rect", x=left, y=top, width=_CELL - 2, height=_ROW - 2, fill=colour)
    text(box, left + _CELL // 2 - 1, top + 15, shown, "n")
    if cell.fuzzy:
        add(box, "circle", cx=left + _CELL - 8, cy=top + 6, r=3, fill="#b3200f")
