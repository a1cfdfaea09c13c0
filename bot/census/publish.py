"""What of a tally may be shown: groups under 20 suppressed, numbers rounded; differences tell nothing.

By construction every published number depends only on groups of at least `SMALLEST` pages:

1. wikis with few user pages (how many there are is public) are pooled into one before anything else;
2. a group is the pages of one wiki in one tier. The pages of a group under `SMALLEST` are counted nowhere:
   not in a sum, not under a type. So no subtraction of shown numbers can lead to them;
3. types are counted within the groups that are left, and a wiki's number for a type is shown, and summed,
   only where it is at least `SMALLEST` itself;
4. every shown number is rounded down to a multiple of `ROUNDED_TO`, after summing: two censuses that
   differ by one page mostly say the same.

Source of the means (threshold, suppression, rounding): Hundepool, Statistical Disclosure Control (2012).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from bot.census.tally import Cell, Tally
from bot.model import Tier

SMALLEST = 20
ROUNDED_TO = 20
SMALL_WIKI = 1000  # user pages looked at; a wiki with fewer is pooled with the others of its sort
POOL = "small wikis"
POOL_LANG = "mul"
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: how many pages were looked at, and how many of them are what name says."""

    name: str
    pages: int
    exposing: int

    @property
    def share(self) -> float:
        """Return the part of the pages, by the shown numbers."""
        return min(1.0, self.exposing / self.pages) if self.pages else 0.0


@dataclass(frozen=True, slots=True)
class Published:
    """Tables that may be shown to anybody; a missing row or key means nothing, or too little, to show."""

    total: Row
    by_wiki: tuple[Row, ...]
    by_language: tuple[Row, ...]
    by_type: tuple[Row, ...]
    by_tier: tuple[Row, ...]
    by_language_and_type: dict[tuple[str, str], int]
    skipped: dict[str, int]
    pooled: int


def publish(tally: Tally) -> Published:
    """Return what may be shown of a tally."""
    pooled_tally, pooled = _pool(tally)
    cells = dict(pooled_tally.cells())
    pages = {cell: n for cell, n in cells.items() if cell.kind == "pages" and n >= SMALLEST}
    tiers = {cell: n for cell, n in cells.items() if cell.kind == "tier" and n >= SMALLEST}
    kept = {(cell.wiki, cell.lang, cell.tier) for cell in tiers}
    types = _types(cells, kept)
    skipped = [(cell.name, n) for cell, n in cells.items() if cell.kind == "skipped" and n >= SMALLEST]
    total = shown(pages.values())

    def table(of: Callable[[Cell], str]) -> tuple[Row, ...]:
        looked, exposing = (
            _sums((of(c), n) for c, n in pages.items()),
            _sums((of(c), n) for c, n in tiers.items()),
        )
        return tuple(Row(name, looked[name], exposing.get(name, 0)) for name in sorted(looked))

    by_type = _sums((name, n) for (_, _, name), n in types.items())
    by_tier = _sums((cell.tier, n) for cell, n in tiers.items())
    return Published(
        total=Row("all", total, shown(tiers.values())),
        by_wiki=table(lambda cell: cell.wiki),
        by_language=table(lambda cell: cell.lang),
        by_type=tuple(
            Row(name, total, n) for name, n in sorted(by_type.items(), key=lambda item: (-item[1], item[0]))
        ),
        by_tier=tuple(
            Row(tier.name.lower(), total, by_tier[tier.name.lower()])
            for tier in sorted(Tier, reverse=True)
            if tier.name.lower() in by_tier
        ),
        by_language_and_type=_sums(((lang, name), n) for (_, lang, name), n in types.items()),
        skipped=_sums(skipped),
        pooled=pooled,
    )


def shown(groups: Iterable[int]) -> int:
    """Return a sum as it may be shown. Raises ValueError where a group is too small to be in any sum."""
    numbers = list(groups)
    if any(n < SMALLEST for n in numbers):
        raise ValueError(f"a group of under {SMALLEST} pages may not be part of a shown number")
    return sum(numbers) // ROUNDED_TO * ROUNDED_TO


def _sums(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, int]:
    groups: dict[_Key, list[int]] = defaultdict(list)
    for key, n in pairs:
        groups[key].append(n)
    return {key: shown(numbers) for key, numbers in groups.items()}


def _pool(tally: Tally) -> tuple[Tally, int]:
    """Join the wikis that have few user pages; return how many they are, too."""
    sizes = {(cell.wiki, cell.lang): n for cell, n in tally.cells() if cell.kind == "pages"}
    small = {cell.wiki for cell, _ in tally.cells() if sizes.get((cell.wiki, cell.lang), 0) < SMALL_WIKI}
    joined = Tally()
    for cell, n in tally.cells():
        joined.add(Tally({cell._replace(wiki=POOL, lang=POOL_LANG) if cell.wiki in small else cell: n}))
    return joined, len(small)


def _types(cells: dict[Cell, int], kept: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """Return how many pages of the groups that are left show a type, by wiki, language and type."""
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for cell, n in cells.items():
        if cell.kind == "type" and (cell.wiki, cell.lang, cell.tier) in kept:
            sums[cell.wiki, cell.lang, cell.name] += n
    return {key: n for key, n in sums.items() if n >= SMALLEST}
