"""Which pairs of page and language have to be read again since the last refresh."""

from __future__ import annotations

from collections.abc import Mapping

from bot.translation import board
from bot.translation.completeness import Matrix
from bot.units import Unit
from bot.wiki.translatable import Changes

Pair = tuple[int, str]


def stale_pairs(
    matrix: Matrix,
    state: board.RefreshState | None,
    changes: Changes | None,
    before: Mapping[Pair, list[Unit]],
) -> list[Pair]:
    """Return the pairs to read: those never read, edited, or of a page that was marked or moved."""
    titles = {group.page_id: group.title for group in matrix.groups}
    marked = {group.page_id: group.marked for group in matrix.groups}
    stale = []
    for page_id, language in matrix.progress:
        title = titles.get(page_id)
        if title is None:
            continue
        fresh = (
            state is not None
            and changes is not None
            and (page_id, language) in before
            and (page_id, language) not in state.unread
            and state.titles.get(page_id) == title
            and state.marked.get(page_id) == marked[page_id]
            and (title, language) not in changes.pairs
            and title not in changes.pages
        )
        if not fresh:
            stale.append((page_id, language))
    return stale
