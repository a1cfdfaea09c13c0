"""The report of a trial run, for a bot-approval request: numbers only, none that could point at somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

# A group smaller than this is not shown: on a small wiki a count of one is a name.
SMALLEST_GROUP = 20
_KINDS = {
    "checked": "Pages checked",
    "case": "People who would be told",
    "tier": "Pages by tier",
    "rule": "Pages by rule",
    "refused": "Edits by why nobody would be told",
}


class Trial:
    """Adds up what a dry run would have done."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Add the counts of a batch, by (wiki, name)."""
        self._counts.update(counts)

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield kind, wiki, what and how many; small groups are joined, and hidden where still small."""
        for kind, title in _KINDS.items():
            for wiki in sorted({wiki for wiki, _ in self._counts}):
                yield from self._of_wiki(kind, title, wiki)

    def _of_wiki(self, kind: str, title: str, wiki: str) -> Iterator[tuple[str, str, str, str]]:
        small = hidden = 0
        for (of, name), n in sorted(self._counts.items()):
            if of != wiki or name.partition(":")[0] != kind:
                continue
            if n >= SMALLEST_GROUP:
                yield title, wiki, name.partition(":")[2], str(n)
            else:
                small += n
                hidden += 1
        if hidden:
            # The sum of the rest is rounded too, or the hidden ones could be counted back from a total.
            shown = f"about {round(small, -1)}" if small >= SMALLEST_GROUP else f"under {SMALLEST_GROUP}"
            yield title, wiki, f"{hidden} smaller group(s)", shown

    def markdown(self) -> str:
        """Return the report as a Markdown table."""
        lines = ["| what | wiki | which | how many |", "| --- | --- | --- | ---: |"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows()]
        return "\n".join(lines) + "\n"

    def wikitext(self) -> str:
        """Return the report as a wikitext table."""
        lines = ['{| class="wikitable sortable"', "! What !! Wiki !! Which !! How many"]
        for row in self.rows():
            lines += ["|-", f"| {' || '.join(row)}"]
        return "\n".join([*lines, "|}"]) + "\n"
