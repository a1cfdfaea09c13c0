"""The background job behind the web of translations: asks the wiki what changed, writes the documents anew.

Requests grow with pages plus changed pairs, as in a survey: the units of a pair are kept and read again only
when something happened to it. What cannot be read keeps its last good state and is told as a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

import msgspec

from bot.store.documents import Documents
from bot.store.snapshots import Snapshots
from bot.translation import board
from bot.translation.checks.data import CheckData
from bot.translation.completeness import Importance, Matrix, Problem
from bot.translation.glossary import Glossary, export
from bot.translation.inspection import contact_points, inspect
from bot.translation.news import news_of
from bot.translation.reader import Reader, Step
from bot.translation.reporting import cell_of, contact_rows, day_of, defect_row
from bot.translation.staleness import Pair, stale_pairs
from bot.translation.survey import Survey
from bot.translation.terms import TermFinder, TermUse
from bot.translation.worddiff import count_words
from bot.units import PageProgress, Unit
from bot.wiki.translatable import Changes, TranslatablePages
from bot.wiki.translate import TranslateClient

CRITICAL = 1.0
"""Units that weigh more are critical: an ordinary one weighs 1, contact and emergency lines more."""

_CHANGES_REACH_BACK = timedelta(days=25)
_TREND_DAYS = 30
_HISTORY_DAYS = 400
_encode = msgspec.json.encode


class Refresher:
    """Refreshes the documents of one wiki; keeps the survey as well, for the trend."""

    def __init__(
        self,
        client: TranslateClient,
        pages: TranslatablePages,
        importance: Importance,
        documents: Documents,
        snapshots: Snapshots,
        *,
        wiki: str,
        site: str = "",
        report_page: str = "",
        on_step: Step = lambda _done, _of, _what: None,
    ) -> None:
        self._client = client
        self._pages = pages
        self._importance = importance
        self._documents = documents
        self._snapshots = snapshots
        self._wiki = wiki
        self._site = site
        self._report_page = report_page
        self._on_step = on_step

    def run(
        self, survey: Survey, glossary: Glossary, data: CheckData, *, full: bool = False
    ) -> board.Overview:
        """Bring all documents up to date with a survey, in one transaction.

        full reads every pair again. Raises WikiError where the wiki cannot be asked at all and DatabaseError;
        then every document is as it was.
        """
        matrix = survey.matrix
        reader = Reader(self._client, self._pages, self._importance, self._documents, self._on_step)
        reader.problems += matrix.problems
        state = None if full else self._state(matrix)
        changes = self._pages.changes(_moment(state.until)) if state else None
        before = reader.kept()
        stale = stale_pairs(matrix, state, changes, before)
        units = reader.units(matrix, stale, before)
        old = {code: self._language(code) for code in matrix.languages()}
        sources = reader.sources(matrix)
        finder = TermFinder(glossary, data)
        every = [unit for some in units.values() for unit in some]
        groups = {group.group.id: group.page_id for group in matrix.groups}
        variables = {
            (group.group.id, unit_id): known
            for group in matrix.groups
            if group.page_id in sources
            for unit_id, known in sources[group.page_id].variables.items()
        }
        found = inspect(every, data, finder=finder, variables=variables)
        weights = {
            (groups[u.group], u.key): self._importance.of(u.definition) for u in every if u.group in groups
        }
        outdated = reader.outdated(matrix, stale, old)
        self._snapshots.keep(self._wiki, survey.snapshot)
        made: dict[str, str] = {}
        reports: dict[str, board.LanguageReport] = {}
        for code in matrix.languages():
            defects = [
                defect_row(one, groups[one.unit.group], weights)
                for one in found.defects
                if one.unit.language == code and one.unit.group in groups
            ]
            reports[code] = board.LanguageReport(
                code=code,
                taken_at=matrix.taken_at.isoformat(timespec="seconds"),
                missing=self._missing(matrix, code, units),
                outdated=outdated[code],
                defects=sorted(defects, key=lambda row: (_GRAVITY.index(row.severity), -row.weight)),
                history=self._history(matrix, code),
            )
            made[board.language_document(code)] = _text(reports[code])
        pages = {group.page_id: reader.forecast(group) for group in matrix.groups}
        overview = self._overview(matrix, reports, reader.problems)
        for group in matrix.groups:
            own = [unit for unit in every if unit.group == group.group.id and unit.has_translation]
            rows = [one for one in found.source_defects if one.unit.group == group.group.id]
            made[board.page_document(group.page_id)] = _text(
                board.PageReport(
                    id=group.page_id,
                    taken_at=overview.taken_at,
                    contacts=contact_rows(contact_points(own, variables)),
                    source_defects=[defect_row(one, group.page_id, weights) for one in rows],
                    defects={
                        code: count
                        for code, report in reports.items()
                        if (count := sum(row.page == group.page_id for row in report.defects))
                    },
                    forecast=pages[group.page_id],
                )
            )
        made[board.TERMS] = _text(self._terms(matrix, units, finder, found.terms, glossary))
        made[board.GLOSSARY] = export(glossary, "json").text
        made[board.OVERVIEW] = _text(overview)
        made |= {_units_name(pair): _text(units[pair]) for pair in stale if pair in units}
        made |= {f"source:{page_id}": _text(source) for page_id, source in sources.items()}
        made[board.STATE] = _text(self._new_state(survey, changes, reader.unread))
        gone = [_units_name(pair) for pair in before if pair not in units]
        news = news_of(matrix, old, reports, before, units)
        self._documents.replace(made, matrix.taken_at, gone=gone, found=news)
        return overview

    def _state(self, matrix: Matrix) -> board.RefreshState | None:
        kept = self._documents.get(board.STATE)
        if kept is None:
            return None
        state = msgspec.json.decode(kept.body, type=board.RefreshState)
        too_old = matrix.taken_at - _moment(state.until) > _CHANGES_REACH_BACK
        return None if too_old or state.digest != self._importance.digest else state

    def _new_state(self, survey: Survey, changes: Changes | None, unread: set[Pair]) -> board.RefreshState:
        until = changes.until if changes else survey.matrix.taken_at - timedelta(minutes=5)
        return board.RefreshState(
            until=until.isoformat(),
            digest=self._importance.digest,
            titles={group.page_id: group.title for group in survey.matrix.groups},
            marked={group.page_id: group.marked for group in survey.matrix.groups},
            unread=sorted(unread),
        )

    def _language(self, code: str) -> board.LanguageReport | None:
        kept = self._documents.get(board.language_document(code))
        return msgspec.json.decode(kept.body, type=board.LanguageReport) if kept else None

    def _missing(self, matrix: Matrix, code: str, units: Mapping[Pair, list[Unit]]) -> list[board.Missing]:
        found: list[board.Missing] = []
        for group in matrix.groups:
            own = units.get((group.page_id, code))
            if code == group.group.source_language:
                continue
            # Of a page that nobody has begun in this language every unit is missing.
            some = (
                own if own is not None else next((u for (p, _), u in units.items() if p == group.page_id), [])
            )
            for unit in some:
                if "optional" in unit.tags or (own is not None and unit.has_translation):
                    continue
                weight = self._importance.of(unit.definition)
                words = count_words(unit.definition)
                found.append(board.Missing(group.page_id, unit.key, weight, words, unit.definition))
        return sorted(found, key=lambda one: -one.weight)

    def _history(self, matrix: Matrix, code: str) -> list[board.Day]:
        ids = frozenset(group.page_id for group in matrix.groups)
        history = self._snapshots.history(self._wiki, code, ids)
        days: list[tuple[date, list[PageProgress]]] = sorted(history.items())[-_HISTORY_DAYS:]
        made = (day_of(day, rows, matrix) for day, rows in days)
        return [day for day in made if day is not None]

    def _overview(
        self, matrix: Matrix, reports: Mapping[str, board.LanguageReport], problems: list[Problem]
    ) -> board.Overview:
        rows = []
        for code in matrix.languages():
            report = reports[code]
            weights = [one.weight for one in report.missing] + [one.weight for one in report.outdated]
            rows.append(
                board.LanguageRow(
                    code=code,
                    total=cell_of(matrix.total(code)),
                    cells=[cell_of(matrix.cell(group.page_id, code)) for group in matrix.groups],
                    urgent=sum(weight > CRITICAL for weight in weights),
                    defects=sum(row.severity != "notice" for row in report.defects),
                    readers=matrix.readers.get(code),
                    trend=[day.percent for day in report.history[-_TREND_DAYS:]],
                )
            )
        return board.Overview(
            wiki=self._wiki,
            site=self._site,
            taken_at=matrix.taken_at.isoformat(timespec="seconds"),
            pages=[
                board.PageInfo(
                    id=group.page_id,
                    title=group.title,
                    group=group.group.id,
                    units=matrix.totals.get(group.page_id, 0),
                    source_language=group.group.source_language,
                    marked=group.marked,
                    latest=group.latest,
                    edited_since_mark=group.edited_since_mark,
                )
                for group in matrix.groups
            ],
            languages=rows,
            reader_share=matrix.reader_share(),
            report_page=self._report_page,
            problems=[board.Trouble(problem.where, problem.text) for problem in problems],
        )

    def _terms(
        self,
        matrix: Matrix,
        units: Mapping[Pair, list[Unit]],
        finder: TermFinder,
        uses: Iterable[TermUse],
        glossary: Glossary,
    ) -> list[board.TermReport]:
        places: dict[str, list[tuple[int, str]]] = {}
        for group in matrix.groups:
            some = next((u for (page, _), u in units.items() if page == group.page_id), [])
            for unit in some:
                for one in finder.in_source(unit.definition):
                    places.setdefault(one.term.id, []).append((group.page_id, unit.key))
        by_term: dict[str, list[board.TermUseRow]] = {}
        for use in uses:
            row = board.TermUseRow(use.language, dict(use.renderings), use.missing)
            by_term.setdefault(use.term, []).append(row)
        return [
            board.TermReport(
                term, places.get(term, []), sorted(by_term.get(term, []), key=lambda row: row.language)
            )
            for term in glossary.terms
        ]


_GRAVITY = ("error", "warning", "notice")


def _units_name(pair: Pair) -> str:
    return f"units:{pair[0]}:{pair[1]}"


def _text(value: object) -> str:
    return _encode(value).decode()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
