"""The glossary's renderings as they were last seen on the wiki. Public texts: nothing here is sealed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, delete, insert, select

from bot.store.schema import glossary_seen as seen


class GlossarySeen:
    """Renderings by (term id, language), one set a wiki."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, wiki: str) -> dict[tuple[str, str], str]:
        """Return what was last seen on a wiki."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(seen).where(seen.c.wiki == wiki))
            return {(row.term, row.language): row.rendering for row in rows}

    def keep(self, wiki: str, renderings: Mapping[tuple[str, str], str]) -> None:
        """Replace what was last seen on a wiki, in one transaction."""
        rows = [
            {"wiki": wiki, "term": term, "language": language, "rendering": text}
            for (term, language), text in renderings.items()
        ]
        with self._engine.begin() as connection:
            connection.execute(delete(seen).where(seen.c.wiki == wiki))
            if rows:
                connection.execute(insert(seen), rows)
