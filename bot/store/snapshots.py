"""How complete the team's pages were, day by day. Public numbers: nothing here is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine, and_, bindparam, delete, func, insert, select

from bot.store.schema import translation_days as days
from bot.store.schema import translation_pages as pages
from bot.store.schema import translation_progress as progress
from bot.store.schema import translation_surveys as surveys
from bot.units import PageProgress

_EPOCH = date(1970, 1, 1)
_NUMBERS = ("total", "translated", "fuzzy", "proofread", "weighted")


@dataclass(frozen=True, slots=True)
class SurveyedPage:
    """A page in a survey: its id, title, number of units, and the revision marked (None: never)."""

    page_id: int
    title: str
    total: int = 0
    marked: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One survey of all pages.

    until is the moment from which the next survey reads changes; weights a digest of the importance rules
    under which `weighted` was computed. Pairs without any translation are left out.
    """

    taken_on: date
    until: datetime
    weights: str
    pages: tuple[SurveyedPage, ...]
    progress: Mapping[tuple[int, str], PageProgress] = field(default_factory=dict)


class Snapshots:
    """Keeps the latest survey of each wiki and the history of every pair (page, language)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def latest(self, wiki: str) -> Snapshot | None:
        """Return the last survey that was kept, None where there was none."""
        with self._engine.begin() as connection:
            survey = connection.execute(select(surveys).where(surveys.c.wiki == wiki)).one_or_none()
            if survey is None:
                return None
            day = connection.execute(select(func.max(days.c.day)).where(days.c.wiki == wiki)).scalar_one()
            known = tuple(
                SurveyedPage(row.page_id, row.title, row.total, row.marked)
                for row in connection.execute(select(pages).where(pages.c.wiki == wiki))
            )
            ids = {page.page_id for page in known}
            return Snapshot(
                taken_on=_date(day),
                until=datetime.fromtimestamp(survey.until, UTC),
                weights=survey.weights,
                pages=known,
                progress={
                    pair: found
                    for pair, found in self._current(connection, wiki).items()
                    if pair[0] in ids and (found.translated or found.fuzzy)
                },
            )

    def keep(self, wiki: str, snapshot: Snapshot) -> int:
        """Keep a survey, in one transaction; returns how many pairs changed since the one before.

        A second survey on the same day replaces that day's numbers.
        """
        day = (snapshot.taken_on - _EPOCH).days
        with self._engine.begin() as connection:
            before = self._current(connection, wiki)
            known = {page.page_id for page in snapshot.pages}
            # A pair that fell out of the survey has lost its last translation: that is a change to zero.
            gone = {
                pair: PageProgress(*pair, found.total, 0, 0, 0, 0.0)
                for pair, found in before.items()
                if pair[0] in known and pair not in snapshot.progress and (found.translated or found.fuzzy)
            }
            changed = [
                found for pair, found in {**snapshot.progress, **gone}.items() if before.get(pair) != found
            ]
            _put(connection, wiki, day, changed)
            connection.execute(delete(pages).where(pages.c.wiki == wiki))
            if snapshot.pages:
                rows = [
                    {
                        "wiki": wiki,
                        "page_id": page.page_id,
                        "title": page.title,
                        "total": page.total,
                        "marked": page.marked,
                    }
                    for page in snapshot.pages
                ]
                connection.execute(insert(pages), rows)
            connection.execute(delete(surveys).where(surveys.c.wiki == wiki))
            until = int(snapshot.until.timestamp())
            connection.execute(insert(surveys).values(wiki=wiki, until=until, weights=snapshot.weights))
            connection.execute(delete(days).where(days.c.wiki == wiki, days.c.day == day))
            connection.execute(insert(days).values(wiki=wiki, day=day))
            return len(changed)

    def history(self, wiki: str, language: str, page_ids: frozenset[int]) -> dict[date, list[PageProgress]]:
        """Return a language's numbers in the given pages for each day with a survey."""
        with self._engine.begin() as connection:
            kept = connection.execute(
                select(days.c.day).where(days.c.wiki == wiki).order_by(days.c.day)
            ).scalars()
            rows = connection.execute(
                select(progress)
                .where(progress.c.wiki == wiki, progress.c.language == language)
                .where(progress.c.page_id.in_(page_ids))
                .order_by(progress.c.day)
            ).all()
            history: dict[date, list[PageProgress]] = {}
            standing: dict[int, PageProgress] = {}
            index = 0
            for day in kept:
                while index < len(rows) and rows[index].day <= day:
                    standing[rows[index].page_id] = _progress(rows[index])
                    index += 1
                history[_date(day)] = [standing[page] for page in sorted(standing)]
            return history

    def _current(self, connection: Connection, wiki: str) -> dict[tuple[int, str], PageProgress]:
        last = (
            select(progress.c.page_id, progress.c.language, func.max(progress.c.day).label("day"))
            .where(progress.c.wiki == wiki)
            .group_by(progress.c.page_id, progress.c.language)
            .subquery()
        )
        rows = connection.execute(
            select(progress)
            .join(
                last,
                and_(
                    progress.c.page_id == last.c.page_id,
                    progress.c.language == last.c.language,
                    progress.c.day == last.c.day,
                ),
            )
            .where(progress.c.wiki == wiki)
        )
        return {(row.page_id, row.language): _progress(row) for row in rows}


def _put(connection: Connection, wiki: str, day: int, changed: list[PageProgress]) -> None:
    """Put a day's rows in the place of those that the day has already, in two statements for all."""
    if not changed:
        return
    keys = [{"page": found.page_id, "code": found.language} for found in changed]
    same = and_(progress.c.page_id == bindparam("page"), progress.c.language == bindparam("code"))
    connection.execute(delete(progress).where(progress.c.wiki == wiki, progress.c.day == day, same), keys)
    rows = [
        {
            "wiki": wiki,
            "page_id": found.page_id,
            "language": found.language,
            "day": day,
            **{name: getattr(found, name) for name in _NUMBERS},
        }
        for found in changed
    ]
    connection.execute(insert(progress), rows)


def _progress(row: object) -> PageProgress:
    names = ("page_id", "language", *_NUMBERS)
    return PageProgress(**{name: getattr(row, name) for name in names})


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)
