"""What changed for translators between two refreshes: new units, outdated ones, and what was put right."""

from __future__ import annotations

from collections.abc import Mapping

from bot.store.documents import News
from bot.translation import board
from bot.translation.completeness import Matrix
from bot.translation.staleness import Pair
from bot.units import Unit


def news_of(
    matrix: Matrix,
    old: Mapping[str, board.LanguageReport | None],
    new: Mapping[str, board.LanguageReport],
    before: Mapping[Pair, list[Unit]],
    units: Mapping[Pair, list[Unit]],
) -> list[News]:
    """Return what became new, outdated or was fixed; nothing of a pair that is seen for the first time."""
    news: list[News] = []
    for code, report in new.items():
        known = old.get(code)
        if known is None:
            continue
        for group in matrix.groups:
            pair = (group.page_id, code)
            if pair not in before or pair not in units:
                continue
            had = {unit.key for unit in before[pair]}
            was = {row.key for row in known.outdated if row.page == group.page_id}
            wrong = {
                row.key for row in known.defects if row.page == group.page_id and row.severity != "notice"
            }
            now = {row.key for row in report.outdated if row.page == group.page_id}
            faulty = {
                row.key for row in report.defects if row.page == group.page_id and row.severity != "notice"
            }
            here = [unit.key for unit in units[pair]]
            missing = {row.key for row in report.missing if row.page == group.page_id}
            kinds = {
                "new": missing - had,
                "outdated": now - was,
                "fixed": ((was - now) | (wrong - faulty)) - missing - now - faulty,
            }
            for kind, keys in kinds.items():
                if keys:
                    ordered = tuple(key for key in here if key in keys)
                    if ordered:
                        news.append(News(matrix.taken_at, code, group.page_id, group.title, kind, ordered))
    return news
