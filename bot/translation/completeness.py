"""How complete the team's pages are: exactly as Translate counts, and weighted by what matters most.

Translate counts every unit as one and an outdated unit as not translated, so a heading weighs as much as the
emergency line. The weighted share counts each unit by its configured importance instead.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.units import MessageGroup, PageProgress, Unit, UnitStatus

_DONE = (UnitStatus.TRANSLATED, UnitStatus.PROOFREAD)


class Importance:
    """Weighs units by their source text; the heaviest rule that fits counts, 1 where none does."""

    def __init__(self, rules: Sequence[tuple[str, float]]) -> None:
        self._rules = [(re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in rules]
        written = json.dumps([list(rule) for rule in rules], ensure_ascii=False)
        self.digest = hashlib.sha256(written.encode()).hexdigest()

    def of(self, definition: str) -> float:
        """Return the weight of a unit with this source text."""
        return max((weight for pattern, weight in self._rules if pattern.search(definition)), default=1.0)

    def share(self, units: Iterable[Unit]) -> float:
        """Return the translated part of some units, 0 to 1, each counted by its weight.

        Outdated units count as not translated and optional ones only once translated, as in Translate.
        """
        total = done = 0.0
        for unit in units:
            translated = unit.status in _DONE and not unit.is_fuzzy
            if "optional" in unit.tags and not unit.has_translation:
                continue
            weight = self.of(unit.definition)
            total += weight
            done += weight if translated else 0.0
        return round(done / total, 6) if total else 0.0


def percent(share: float) -> int:
    """Return a share as the whole number that Translate shows above a page.

    It prints `%.2f` of the share and multiplies by 100 (TranslatablePage::getTranslationPercentages), so 33
    means anything from .325 to .335; Python rounds the printed number as PHP does.
    """
    return round(float(f"{share:.2f}") * 100)


@dataclass(frozen=True, slots=True)
class SurveyedGroup:
    """A page of the team as the survey found it; latest and marked are revision ids."""

    page_id: int
    group: MessageGroup
    latest: int | None = None
    marked: int | None = None

    @property
    def title(self) -> str:
        """The page's title now."""
        return self.group.title or self.group.label

    @property
    def edited_since_mark(self) -> bool:
        """True where the source was edited and nobody marked the edit for translation yet."""
        return self.marked is not None and self.latest is not None and self.latest != self.marked


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be learnt: not the same as zero."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Page by language. Pairs that are absent have no translation at all.

    totals are the units of each page by id; readers are page views a month by language, where known.
    """

    groups: tuple[SurveyedGroup, ...]
    progress: Mapping[tuple[int, str], PageProgress]
    taken_at: datetime
    totals: Mapping[int, int] = field(default_factory=dict)
    readers: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def cell(self, page_id: int, language: str) -> PageProgress:
        """Return one pair, all zero where nothing is translated."""
        found = self.progress.get((page_id, language))
        return found or PageProgress(page_id, language, self.totals.get(page_id, 0), 0, 0, 0, 0.0)

    def languages(self) -> list[str]:
        """Languages translated into or asked for: most readers first, then most complete, then by code."""
        found = {language for _, language in self.progress} | set(self.readers)
        for group in self.groups:
            found |= set(group.group.priority_languages)
            found.discard(group.group.source_language)
        return sorted(found, key=lambda code: (-self.readers.get(code, 0), -self.total(code).share, code))

    def total(self, language: str) -> PageProgress:
        """Return all pages together, under page id 0; weighted is the mean over units, None if one lacks."""
        cells = [self.cell(group.page_id, language) for group in self.groups]
        units = sum(cell.total for cell in cells)
        known = [cell.weighted for cell in cells if cell.total]
        weighted: float | None = None
        if None not in known and units:
            weighted = round(sum((cell.weighted or 0.0) * cell.total for cell in cells) / units, 6)
        return PageProgress(
            page_id=0,
            language=language,
            total=units,
            translated=sum(cell.translated for cell in cells),
            fuzzy=sum(cell.fuzzy for cell in cells),
            proofread=sum(cell.proofread for cell in cells),
            weighted=weighted,
        )

    def reader_share(self) -> float | None:
        """Return what part of the known readers' reading is translated, 0 to 1; None where none are known."""
        views = sum(self.readers.values())
        if not views:
            return None
        return sum(self.total(code).share * count for code, count in self.readers.items()) / views
