"""The matrix as data: rows for tables, JSON and CSV. Wikitext, HTML and pictures have their own modules."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from bot.translation.completeness import Matrix, SurveyedGroup, percent
from bot.translation.impact import Forecast
from bot.translation.outdated import OutdatedReport
from bot.translation.worddiff import Kind, Piece
from bot.units import PageProgress

BANDS = ((15, "low"), (70, "medium"), (100, "high"))
"""Where Translate's language bar changes its icons: below 15, 70 and 100 percent; else `complete`."""

_CSV_COLUMNS = (
    "page_id",
    "page",
    "language",
    "units",
    "translated",
    "outdated",
    "untranslated",
    "percent",
    "weighted_percent",
    "readers",
)


def band(cell: PageProgress) -> str:
    """Return `low`, `medium`, `high` or `complete`, by the percentage shown."""
    shown = percent(cell.share)
    if shown >= 100 and cell.translated < cell.total:
        return "high"  # 99.6 % is shown as 100 and is not complete
    return next((name for below, name in BANDS if shown < below), "complete")


def weighted_percent(cell: PageProgress) -> int | None:
    """Return the weighted share as a whole number, None where it is not known."""
    return None if cell.weighted is None else percent(cell.weighted)


def as_json(matrix: Matrix, languages: Iterable[str]) -> str:
    """Return the matrix as JSON, for machines; keys are stable."""
    data = {
        "taken_at": matrix.taken_at.isoformat(timespec="seconds"),
        "pages": [
            {
                "id": group.page_id,
                "title": group.title,
                "group": group.group.id,
                "units": matrix.totals.get(group.page_id, 0),
                "edited_since_mark": group.edited_since_mark,
            }
            for group in matrix.groups
        ],
        "languages": [
            {
                "code": language,
                "readers": matrix.readers.get(language),
                "all": _cell(matrix.total(language)),
                "pages": [_cell(matrix.cell(group.page_id, language)) for group in matrix.groups],
            }
            for language in languages
        ],
        "reader_share": matrix.reader_share(),
        "problems": [{"where": problem.where, "problem": problem.text} for problem in matrix.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_csv(matrix: Matrix, languages: Iterable[str]) -> str:
    """Return one line a pair (page, language), with a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for language in languages:
        for group in matrix.groups:
            cell = matrix.cell(group.page_id, language)
            writer.writerow(
                [
                    group.page_id,
                    _plain(group.title),
                    language,
                    cell.total,
                    cell.translated,
                    cell.fuzzy,
                    cell.untranslated,
                    percent(cell.share),
                    weighted_percent(cell),
                    matrix.readers.get(language),
                ]
            )
    return out.getvalue()


def outdated_json(report: OutdatedReport) -> str:
    """Return what is outdated as JSON; `diff` is a list of [sign, text]."""
    data = {
        "units": [
            {
                "page": one.page,
                "unit": one.unit.title,
                "language": one.unit.language,
                "weight": one.weight,
                "since": one.since.isoformat() if one.since else None,
                "marked_by_hand": one.by_hand,
                "words_changed": one.words_changed,
                "diff": _diff(one.pieces),
            }
            for one in report.units
        ],
        "edited_since_mark": [_unmarked(group) for group in report.unmarked],
        "problems": [{"where": problem.where, "problem": problem.text} for problem in report.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def forecast_json(forecast: Forecast) -> str:
    """Return a forecast as JSON."""
    data = {
        "page": forecast.title,
        "translations_outdated": forecast.translations,
        "languages": list(forecast.languages),
        "words": forecast.words,
        "keep_valid": list(forecast.keep),
        "changes": [
            {
                "unit": change.id,
                "new_id": change.new_id,
                "effect": change.effect.value,
                "languages": list(change.languages),
                "words": change.words,
                "words_changed": change.words_changed,
                "lost_variables": list(change.lost_variables),
                "diff": _diff(change.pieces),
            }
            for change in forecast.changes
        ],
        "completeness": {
            language: {"before": percent(before), "after": percent(after)}
            for language, (before, after) in forecast.shares.items()
        },
        "mistakes": [{"line": mistake.line, "mistake": mistake.text} for mistake in forecast.mistakes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _cell(cell: PageProgress) -> dict[str, Any]:
    return {
        "page_id": cell.page_id or None,
        "units": cell.total,
        "translated": cell.translated,
        "outdated": cell.fuzzy,
        "proofread": cell.proofread,
        "percent": percent(cell.share),
        "weighted_percent": weighted_percent(cell),
    }


def _unmarked(group: SurveyedGroup) -> dict[str, Any]:
    return {"page": group.title, "marked": group.marked, "latest": group.latest}


def _diff(pieces: tuple[Piece, ...]) -> list[list[str]]:
    signs = {Kind.SAME: " ", Kind.ADDED: "+", Kind.REMOVED: "-"}
    return [[signs[piece.kind], piece.text] for piece in pieces]


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking a title for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
