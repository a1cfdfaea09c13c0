"""How much each language is read: page views of the translation pages, kept for a week; by hand where set.

What is not known stays unknown: a language without figures is no language without readers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.translation.completeness import Matrix
from bot.units import GroupKind
from bot.wiki.api import ApiSession
from bot.wiki.page_views import page_views

_KEPT = timedelta(days=7)


def translation_pages(matrix: Matrix) -> dict[str, str]:
    """Return the translation pages that are read by themselves (`Page/ja`), with their language."""
    return {
        f"{group.title}/{language}": language
        for group in matrix.groups
        if group.group.kind is GroupKind.PAGE and not group.title.startswith("Template:")
        for page_id, language in matrix.progress
        if page_id == group.page_id
    }


def fetched(session: ApiSession, matrix: Matrix) -> dict[str, int] | None:
    """Ask the wiki for the views of a month by language; None where it does not say. Raises WikiError."""
    pages = translation_pages(matrix)
    views = page_views(session, pages)
    if views is None:
        return None
    count: Counter[str] = Counter()
    for title, number in views.items():
        if title in pages:
            count[pages[title]] += number
    return dict(count)


class Demand:
    """The readers of one wiki's translations, in a small file that is asked for anew after a week."""

    def __init__(
        self, path: Path, wiki: str, today: Callable[[], date] = lambda: datetime.now(UTC).date()
    ) -> None:
        self._path = path
        self._wiki = wiki
        self._today = today

    def readers(
        self, by_hand: Mapping[str, int], ask: Callable[[], dict[str, int] | None] | None
    ) -> dict[str, int]:
        """Return views a month by language: by hand where given, else kept, else asked for.

        ask is None where the settings do not want it. That the wiki does not say is kept for a week too.
        """
        if ask is None:
            return dict(by_hand)
        known = self._kept()
        if known is None:
            known = ask() or {}
            self._keep(known)
        return {**known, **by_hand}

    def _kept(self) -> dict[str, int] | None:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            taken = date.fromisoformat(kept["taken"])
            if kept["wiki"] != self._wiki or not timedelta(0) <= self._today() - taken < _KEPT:
                return None
            return {str(code): int(count) for code, count in kept["readers"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # none yet, or not ours: it is only a copy, and asked for anew

    def _keep(self, readers: Mapping[str, int]) -> None:
        kept = {"wiki": self._wiki, "taken": self._today().isoformat(), "readers": dict(readers)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".fresh")
        fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self._path)
