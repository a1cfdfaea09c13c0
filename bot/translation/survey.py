"""Asks the wiki how complete the team's pages are, with as few requests as the answer allows.

Requests grow with pages plus changed pairs: a page's statistics are one request for all languages, and the
units of a pair are read only where it is partly translated and something happened to it since the last
survey.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.settings import TeamPage, TeamPages
from bot.store.snapshots import Snapshot, SurveyedPage
from bot.translation.completeness import Importance, Matrix, Problem, SurveyedGroup
from bot.units import GroupKind, GroupStats, MessageGroup, PageProgress
from bot.wiki.errors import ApiError
from bot.wiki.translatable import Changes, PageState, TranslatablePages
from bot.wiki.translate import TranslateAnswerError, TranslateClient

# Wikimedia keeps recent changes for 30 days; with less than this nothing between two surveys is missed.
_CHANGES_REACH_BACK = timedelta(days=25)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, and the same as something to keep."""

    matrix: Matrix
    snapshot: Snapshot


class Surveyor:
    """Surveys one wiki. on_step is told what is being read, for a progress line: (done, of, what)."""

    def __init__(
        self,
        client: TranslateClient,
        pages: TranslatablePages,
        team: TeamPages,
        *,
        on_step: Callable[[int, int, str], None] = lambda _done, _of, _what: None,
    ) -> None:
        self._client = client
        self._pages = pages
        self._team = team
        self._importance = Importance(team.importance)
        self._on_step = on_step
        self._problems: list[Problem] = []
        self._unsure: set[int] = set()

    def survey(self, previous: Snapshot | None, now: datetime) -> Survey:
        """Read everything that may have changed since the previous survey, the rest is taken from it.

        Without a previous survey, with one older than the wiki's recent changes, or made under other rules of
        importance, everything is read. What cannot be read becomes a problem of the matrix, never a zero.
        """
        self._problems, self._unsure = [], set()
        usable = previous is not None and previous.weights == self._importance.digest
        if previous is None or not usable or now - previous.until > _CHANGES_REACH_BACK:
            previous = None
        changes = self._pages.changes(previous.until) if previous else None
        surveyed = self._surveyed(previous, changes)
        progress: dict[tuple[int, str], PageProgress] = {}
        totals: dict[int, int] = {}
        for number, group in enumerate(surveyed):
            self._on_step(number, len(surveyed), group.title)
            rows, total = self._page(group, previous, changes)
            progress |= {(row.page_id, row.language): row for row in rows}
            totals[group.page_id] = total
        self._on_step(len(surveyed), len(surveyed), "")
        matrix = Matrix(
            groups=tuple(surveyed),
            progress=progress,
            taken_at=now,
            totals=totals,
            readers=self._team.readers,
            problems=tuple(self._problems),
        )
        snapshot = Snapshot(
            taken_on=now.date(),
            until=changes.until if changes else now - timedelta(minutes=5),
            weights=self._importance.digest,
            pages=tuple(
                SurveyedPage(group.page_id, group.title, totals[group.page_id], group.marked)
                for group in surveyed
                if group.page_id not in self._unsure  # so that the next survey reads it again
            ),
            progress=progress,
        )
        return Survey(matrix, snapshot)

    def _surveyed(self, previous: Snapshot | None, changes: Changes | None) -> list[SurveyedGroup]:
        ids = [page.id for page in self._team.pages if page.id is not None]
        titles = [page.title for page in self._team.pages if page.id is None]
        states = self._pages.states(ids=ids, titles=titles)
        known = {page.page_id: page for page in previous.pages} if previous else {}
        new_marks = {mark.title: mark.revision for mark in changes.marks} if changes else {}
        found: list[SurveyedGroup] = []
        for page in self._team.pages:
            state = states.get(page.id if page.id is not None else page.title)
            if state is None:
                self._problems.append(
                    Problem(page.title, "the wiki has no such page; `translations discover`")
                )
                continue
            before = known.get(state.page_id)
            if state.title in new_marks:
                marked: int | None = new_marks[state.title]
            elif before is not None:
                marked = before.marked
            else:
                mark = self._pages.last_mark(state.title) if page.kind != "bundle" else None
                marked = mark.revision if mark else None
            group = message_group(page, state)
            found.append(SurveyedGroup(state.page_id, group, state.latest, marked))
        return found

    def _page(
        self, group: SurveyedGroup, previous: Snapshot | None, changes: Changes | None
    ) -> tuple[list[PageProgress], int]:
        before = self._before(group, previous)
        touched = (
            {language for title, language in changes.pairs if title == group.title} if changes else set()
        )
        renamed = previous is not None and group.title not in {page.title for page in previous.pages}
        all_new = before is None or renamed or (changes is not None and group.title in changes.pages)
        if before is not None and not all_new and not touched:
            return list(before.values()), self._total_before(group, previous)
        try:
            answer = self._client.group_stats(group.group.id)
        except (ApiError, TranslateAnswerError) as error:
            self._doubt(group, group.title, f"its statistics could not be read ({error})")
            return list((before or {}).values()), self._total_before(group, previous)
        if answer.missing_from is not None:
            text = f"the wiki has not counted the languages from {answer.missing_from!r} on; try again later"
            self._doubt(group, group.title, text)
        rows: list[PageProgress] = []
        for stats in answer.rows:
            if stats.language == group.group.source_language or not (stats.translated or stats.fuzzy):
                continue
            old = (before or {}).get(stats.language)
            same = old is not None and _counts(old) == _counts(stats)
            if old is not None and same and not all_new and stats.language not in touched:
                rows.append(old)
            else:
                rows.append(self._pair(group, stats))
        return rows, max((stats.total for stats in answer.rows), default=0)

    def _doubt(self, group: SurveyedGroup, where: str, text: str) -> None:
        self._unsure.add(group.page_id)
        self._problems.append(Problem(where, text))

    def _total_before(self, group: SurveyedGroup, previous: Snapshot | None) -> int:
        pages = previous.pages if previous else ()
        return next((page.total for page in pages if page.page_id == group.page_id), 0)

    def _before(self, group: SurveyedGroup, previous: Snapshot | None) -> dict[str, PageProgress] | None:
        """Return what the last survey knew of a page by language, None where it did not know the page."""
        if previous is None or group.page_id not in {page.page_id for page in previous.pages}:
            return None
        return {lang: row for (page_id, lang), row in previous.progress.items() if page_id == group.page_id}

    def _pair(self, group: SurveyedGroup, stats: GroupStats) -> PageProgress:
        row = PageProgress(
            group.page_id, stats.language, stats.total, stats.translated, stats.fuzzy, stats.proofread
        )
        if stats.translated in (0, stats.total):
            return replace(row, weighted=float(stats.translated > 0))
        try:
            units = self._client.units(
                group.group.id, stats.language, source_language=group.group.source_language
            )
        except (ApiError, TranslateAnswerError) as error:
            self._doubt(group, f"{group.title} ({stats.language})", f"its units could not be read ({error})")
            return row
        return replace(row, weighted=self._importance.share(units))


def message_group(page: TeamPage, state: PageState) -> MessageGroup:
    """Return the message group that a page of the team has under its present title."""
    bundle = page.kind == "bundle"
    return MessageGroup(
        id=f"{'messagebundle' if bundle else 'page'}-{state.title}",
        label=state.title,
        kind=GroupKind.BUNDLE if bundle else GroupKind.PAGE,
        source_language=state.language,
        title=state.title,
        page_id=state.page_id,
    )


def _counts(row: PageProgress | GroupStats) -> tuple[int, int, int, int]:
    return row.total, row.translated, row.fuzzy, row.proofread
