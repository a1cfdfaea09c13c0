"""Turns what was found into the rows of the web's documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.translation import board
from bot.translation.completeness import Matrix, Problem, SurveyedGroup, percent
from bot.translation.impact import Forecast
from bot.translation.inspection import ContactPoint, UnitDefect
from bot.translation.outdated import OutdatedUnit
from bot.translation.report import band, weighted_percent
from bot.translation.worddiff import Piece
from bot.units import MessageGroup, PageProgress


def cell_of(progress: PageProgress) -> board.Cell:
    """Return a pair's numbers."""
    return board.Cell(
        units=progress.total,
        translated=progress.translated,
        outdated=progress.fuzzy,
        percent=percent(progress.share),
        band=band(progress),
        weighted_percent=weighted_percent(progress),
    )


def diff_of(pieces: Iterable[Piece]) -> list[board.Piece]:
    """Return a word diff as pairs of sign and text."""
    return [(piece.kind.value, piece.text) for piece in pieces]


def outdated_row(one: OutdatedUnit, page_id: int) -> board.OutdatedRow:
    """Return an outdated unit."""
    return board.OutdatedRow(
        page=page_id,
        key=one.unit.key,
        weight=one.weight,
        words_changed=one.words_changed,
        diff=diff_of(one.pieces),
        since=one.since.date().isoformat() if one.since else None,
        by_hand=one.by_hand,
        known=one.old is not None,
    )


def defect_row(found: UnitDefect, page_id: int, weights: Mapping[tuple[int, str], float]) -> board.DefectRow:
    """Return what a check found, with the weight of its unit."""
    return board.DefectRow(
        page=page_id,
        key=found.unit.key,
        check=found.defect.check,
        severity=found.severity.name.lower(),
        parameters=list(found.defect.parameters),
        weight=weights.get((page_id, found.unit.key), 1.0),
    )


def contact_rows(points: Iterable[ContactPoint]) -> list[board.ContactRow]:
    """Return contact points, those with something wrong first."""
    rows = [
        board.ContactRow(
            value=point.value,
            right=point.right,
            forms=dict(point.forms),
            wrong={problem: list(languages) for problem, languages in point.wrong.items()},
        )
        for point in points
    ]
    return sorted(rows, key=lambda row: (not row.wrong, row.value))


def forecast_report(made: Forecast, marked: int, latest: int) -> board.ForecastReport:
    """Return what marking the latest revision would do."""
    return board.ForecastReport(
        marked=marked,
        latest=latest,
        translations=made.translations,
        languages=list(made.languages),
        words=made.words,
        changes=[
            board.ForecastRow(
                effect=change.effect.name.lower(),
                unit=change.id or "",
                words=change.words,
                languages=list(change.languages),
                diff=diff_of(change.pieces),
            )
            for change in made.changes
        ],
        keep=list(made.keep),
    )


def day_of(day: date, rows: Sequence[PageProgress], matrix: Matrix) -> board.Day | None:
    """Return a day's numbers over all pages, None for one without any; a page not begun is untranslated."""
    begun = {row.page_id for row in rows}
    units = sum(row.total for row in rows)
    units += sum(total for page_id, total in matrix.totals.items() if page_id not in begun)
    if not units or not rows:
        return None
    weighted: int | None = None
    if all(row.weighted is not None for row in rows):
        weighted = percent(sum((row.weighted or 0.0) * row.total for row in rows) / units)
    return board.Day(
        day=day.isoformat(),
        percent=percent(sum(row.translated for row in rows) / units),
        outdated=percent(sum(row.fuzzy for row in rows) / units),
        weighted_percent=weighted,
    )


def matrix_of(seen: board.Overview) -> Matrix:
    """Return an overview as the matrix that it was made from, for what draws or lists one."""
    groups = tuple(
        SurveyedGroup(
            page.id,
            MessageGroup(
                page.group,
                page.title,
                source_language=page.source_language,
                title=page.title,
                page_id=page.id,
            ),
            page.latest,
            page.marked,
        )
        for page in seen.pages
    )
    return Matrix(
        groups=groups,
        progress={
            (page.id, row.code): PageProgress(
                page.id, row.code, cell.units, cell.translated, cell.outdated,
                weighted=None if cell.weighted_percent is None else cell.weighted_percent / 100,
            )
            for row in seen.languages
            for page, cell in zip(seen.pages, row.cells, strict=True)
        },
        taken_at=datetime.fromisoformat(seen.taken_at),
        totals={page.id: page.units for page in seen.pages},
        readers={row.code: row.readers for row in seen.languages if row.readers is not None},
        problems=tuple(Problem(one.where, one.problem) for one in seen.problems),
    )  # fmt: skip
