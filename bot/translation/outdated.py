"""Which translations are outdated, and what changed in the source since each was made."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.translation.completeness import Importance, Matrix, Problem, SurveyedGroup
from bot.translation.worddiff import Piece, changed_words, word_diff
from bot.units import Unit
from bot.wiki.errors import ApiError
from bot.wiki.translatable import RevisionText, TranslatablePages
from bot.wiki.translate import TranslateAnswerError, TranslateClient


@dataclass(frozen=True, slots=True)
class OutdatedUnit:
    """A translation whose source changed since.

    old is the source text it was made from, None where the wiki does not say; since is when the source moved
    on; by_hand is True where the source is the same and somebody marked the translation as outdated.
    """

    unit: Unit
    page: str
    weight: float
    old: str | None
    since: datetime | None
    pieces: tuple[Piece, ...] = ()
    by_hand: bool = False

    @property
    def words_changed(self) -> int:
        """Words of the source that came or went."""
        return changed_words(self.pieces)


@dataclass(frozen=True, slots=True)
class OutdatedReport:
    """Outdated units, the most important and then the oldest first; pages whose edits nobody marked yet."""

    units: tuple[OutdatedUnit, ...]
    unmarked: tuple[SurveyedGroup, ...]
    problems: tuple[Problem, ...] = ()


class OutdatedFinder:
    """Finds outdated units: a request for each pair that has any, one for each source unit that changed."""

    def __init__(
        self,
        client: TranslateClient,
        pages: TranslatablePages,
        importance: Importance,
        *,
        on_step: Callable[[int, int, str], None] = lambda _done, _of, _what: None,
    ) -> None:
        self._client = client
        self._pages = pages
        self._importance = importance
        self._on_step = on_step
        self._histories: dict[str, list[RevisionText]] = {}

    def find(self, matrix: Matrix, languages: Collection[str] = ()) -> OutdatedReport:
        """Return what is outdated in some languages, or in all."""
        pairs = [
            (group, language)
            for group in matrix.groups
            for language in matrix.languages()
            if matrix.cell(group.page_id, language).fuzzy and (not languages or language in languages)
        ]
        found: list[tuple[SurveyedGroup, Unit]] = []
        problems: list[Problem] = []
        for number, (group, language) in enumerate(pairs):
            self._on_step(number, len(pairs), f"{group.title} ({language})")
            try:
                units = self._client.units(
                    group.group.id, language, only="fuzzy", source_language=group.group.source_language
                )
            except (ApiError, TranslateAnswerError) as error:
                problems.append(Problem(f"{group.title} ({language})", f"could not be read ({error})"))
                continue
            found += [(group, unit) for unit in units]
        self._on_step(len(pairs), len(pairs), "")
        outdated = [self._outdated(group, unit) for group, unit in found]
        outdated.sort(
            key=lambda one: (-one.weight, one.since.timestamp() if one.since else 0, one.unit.title)
        )
        unmarked = tuple(group for group in matrix.groups if group.edited_since_mark)
        return OutdatedReport(tuple(outdated), unmarked, tuple(problems))

    def _outdated(self, group: SurveyedGroup, unit: Unit) -> OutdatedUnit:
        old, since = self._source_when(unit)
        if old is None:
            recorded = self._client.definition_diff(unit.title, unit.group)
            old = recorded.old if recorded else None
        return OutdatedUnit(
            unit=unit,
            page=group.title,
            weight=self._importance.of(unit.definition),
            old=old,
            since=since,
            pieces=word_diff(old, unit.definition) if old is not None else (),
            by_hand=old is not None and old.strip() == unit.definition.strip(),
        )

    def _source_when(self, unit: Unit) -> tuple[str | None, datetime | None]:
        """Return the source text that stood when a translation was saved, and when it was replaced.

        By revision ids, which grow over a wiki: two edits may share a second.
        """
        source = unit.title.rsplit("/", 1)[0] + "/" + unit.source_language
        if source not in self._histories:
            self._histories[source] = self._pages.history(source)
        if unit.revision is None:
            return None, None
        old: str | None = None
        for revision in self._histories[source]:
            if revision.revision <= unit.revision:
                old = revision.text
            elif old is not None and revision.text != old:
                return old, revision.at
        return old, None
