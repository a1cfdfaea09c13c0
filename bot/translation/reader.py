"""The wiki's side of a refresh: units, sources, outdated translations, forecasts, read where they changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from bot.store.documents import Documents
from bot.translation import board
from bot.translation.completeness import Importance, Matrix, Problem, SurveyedGroup
from bot.translation.impact import forecast
from bot.translation.outdated import OutdatedFinder
from bot.translation.reporting import forecast_report, outdated_row
from bot.translation.source import parse
from bot.translation.staleness import Pair
from bot.units import Unit
from bot.wiki.errors import ApiError
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateAnswerError, TranslateClient

Step = Callable[[int, int, str], None]


class Source(msgspec.Struct, frozen=True):
    """What a page's marked source defines by `<tvar>`, by unit id."""

    marked: int
    variables: dict[str, dict[str, str]]


class Reader:
    """Reads what changed since the last refresh; the rest comes from what that one kept.

    problems are what could not be read, unread the pairs among it: the next refresh reads them again.
    """

    def __init__(
        self,
        client: TranslateClient,
        pages: TranslatablePages,
        importance: Importance,
        documents: Documents,
        on_step: Step,
    ) -> None:
        self._client = client
        self._pages = pages
        self._importance = importance
        self._documents = documents
        self._on_step = on_step
        self.problems: list[Problem] = []
        self.unread: set[Pair] = set()

    def kept(self) -> dict[Pair, list[Unit]]:
        """Return the units that the last refresh kept."""
        decoder = msgspec.json.Decoder(list[Unit])
        kept: dict[Pair, list[Unit]] = {}
        for name, body in self._documents.under("units:").items():
            page_id, _, language = name.partition(":")
            kept[int(page_id), language] = decoder.decode(body)
        return kept

    def units(
        self, matrix: Matrix, stale: Sequence[Pair], before: Mapping[Pair, list[Unit]]
    ) -> dict[Pair, list[Unit]]:
        """Return the units of every pair that is begun: the stale ones read, the others as they were kept."""
        units = {pair: before[pair] for pair in matrix.progress if pair in before}
        by_id = {group.page_id: group for group in matrix.groups}
        for number, (page_id, language) in enumerate(stale):
            group = by_id[page_id]
            self._on_step(number, len(stale), f"{group.title} ({language})")
            try:
                read = self._client.units(
                    group.group.id, language, source_language=group.group.source_language
                )
            except (ApiError, TranslateAnswerError) as error:
                self.unread.add((page_id, language))
                self.problems.append(
                    Problem(f"{group.title} ({language})", f"its units were not read ({error})")
                )
                continue
            # Nobody's name is kept: who translated what is not ours to list.
            units[page_id, language] = [replace(unit, last_translator=None) for unit in read]
        self._on_step(len(stale), len(stale), "")
        return units

    def sources(self, matrix: Matrix) -> dict[int, Source]:
        """Return what the marked sources define, read where another revision is marked now."""
        kept = {
            int(name): msgspec.json.decode(body, type=Source)
            for name, body in self._documents.under("source:").items()
        }
        wanted = {
            group.page_id: group.marked
            for group in matrix.groups
            if group.marked is not None
            and (group.page_id not in kept or kept[group.page_id].marked != group.marked)
        }
        texts = self._pages.texts(wanted.values()) if wanted else {}
        for page_id, marked in wanted.items():
            if marked in texts:
                units = parse(texts[marked].text).units
                known = {unit.id: unit.variables for unit in units if unit.id is not None}
                kept[page_id] = Source(marked, known)
        return kept

    def outdated(
        self, matrix: Matrix, stale: Sequence[Pair], old: Mapping[str, board.LanguageReport | None]
    ) -> dict[str, list[board.OutdatedRow]]:
        """Return a language's outdated units, the most important first."""
        # Only pairs that changed are asked about; what is known of the others stays.
        changed = replace(matrix, progress={pair: matrix.cell(*pair) for pair in stale})
        report = OutdatedFinder(self._client, self._pages, self._importance, on_step=self._on_step).find(
            changed
        )
        self.problems += report.problems
        failed = {problem.where for problem in report.problems}
        titles = {group.page_id: group.title for group in matrix.groups}
        self.unread |= {pair for pair in stale if f"{titles.get(pair[0])} ({pair[1]})" in failed}
        groups = {group.group.id: group for group in matrix.groups}
        rows: dict[str, list[board.OutdatedRow]] = {code: [] for code in matrix.languages()}
        for one in report.units:
            rows[one.unit.language].append(outdated_row(one, groups[one.unit.group].page_id))
        for code, known in old.items():
            for row in known.outdated if known else ():
                again = (row.page, code) in stale and f"{titles.get(row.page)} ({code})" not in failed
                if not again and row.page in titles and matrix.cell(row.page, code).fuzzy:
                    rows[code].append(row)
            rows[code].sort(key=lambda row: (-row.weight, row.since or "", row.key))
        return rows

    def forecast(self, group: SurveyedGroup) -> board.ForecastReport | None:
        """Return what marking a page's latest edit would do; None where it is marked, or cannot be read."""
        if not group.edited_since_mark or group.marked is None or group.latest is None:
            return None
        kept = self._documents.get(board.page_document(group.page_id))
        known = msgspec.json.decode(kept.body, type=board.PageReport).forecast if kept else None
        if known is not None and (known.marked, known.latest) == (group.marked, group.latest):
            return known
        texts = self._pages.texts([group.marked, group.latest])
        if group.marked not in texts or group.latest not in texts:
            self.problems.append(
                Problem(group.title, "its marked or latest revision cannot be read (hidden?)")
            )
            return None
        before, after = texts[group.marked].text, texts[group.latest].text
        made = forecast(self._client, group.title, group.group.id, before, after, group.group.source_language)
        return forecast_report(made, group.marked, group.latest)
