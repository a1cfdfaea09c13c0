"""Counting: pages in, a tally out. Tallies add up in any order, so any number of machines can share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, Self

from bot.model import PageText, Refusal
from bot.patrol.detection import DetectorFailedError, detect
from bot.patrol.filter import refusal_of

if TYPE_CHECKING:
    from bot.census.dump import DumpPage
    from bot.detect.analyzer import Analyzer


class Cell(NamedTuple):
    """What one number counts: pages of a wiki.

    kind is `pages` (all that were looked at), `tier` (those of a tier), `type` (those of a tier that show a
    type, name says which) or `skipped` (not looked at, name says why).
    """

    wiki: str
    lang: str
    kind: str
    tier: str = ""
    name: str = ""


class Tally:
    """Numbers by cell: no page, person or text (P1), but small numbers; show only what `publish` gives."""

    __slots__ = ("_counts",)

    def __init__(self, counts: Mapping[Cell, int] | None = None) -> None:
        self._counts: Counter[Cell] = Counter(counts or {})

    def __getitem__(self, cell: Cell) -> int:
        return self._counts[cell]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self._counts == other._counts

    __hash__ = None  # type: ignore[assignment]  # it changes

    def add(self, other: Tally) -> Self:
        """Add another tally to this one."""
        self._counts.update(other._counts)
        return self

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """Yield every cell with its number, in order."""
        yield from sorted(self._counts.items())

    def rows(self) -> list[list[str | int]]:
        """Return it as plain rows, for a checkpoint or another machine."""
        return [[*cell, n] for cell, n in self._counts.items()]

    @classmethod
    def from_rows(cls, rows: Iterable[Iterable[str | int]]) -> Self:
        """Read what `rows` gave; rows of one cell add up."""
        made = cls()
        for *cell, n in rows:
            made._counts[Cell(*map(str, cell))] += int(n)
        return made

    def count(self, page: DumpPage, analyzer: Analyzer) -> None:
        """Look at one page and count what it shows: each type once, the page's tier, or why it was skipped.

        Only pages whose last revision is the owner's count, as on patrol (P4).
        """
        edit, lang = page.edit, page.lang
        refusal = refusal_of(edit)
        if refusal is not None:
            self._counts[Cell(edit.wiki, lang, "skipped", name=refusal.value)] += 1
            return
        try:
            analysis = detect(analyzer, PageText(edit.wiki, lang, edit.title, edit.owner, page.text))
        except DetectorFailedError:
            self._counts[Cell(edit.wiki, lang, "skipped", name=Refusal.COULD_NOT_CHECK.value)] += 1
            return
        if analysis.skipped:
            self._counts[Cell(edit.wiki, lang, "skipped", name=analysis.skipped)] += 1
            return
        self._counts[Cell(edit.wiki, lang, "pages")] += 1
        if analysis.tier is None:
            return
        tier = analysis.tier.name.lower()
        self._counts[Cell(edit.wiki, lang, "tier", tier)] += 1
        types = {finding.type.value for finding in analysis.findings}
        if analysis.username_is_real_name:
            types.add("username_real_name")
        for name in types:
            self._counts[Cell(edit.wiki, lang, "type", tier, name)] += 1
