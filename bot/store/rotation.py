"""Putting everything under the newest sealing key, so that older keys can be thrown away (P2)."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from bot.store.rows import Rows
from bot.store.schema import metadata
from bot.store.sealing import UnsealError

_SEALED = [table for table in metadata.sorted_tables if "sealed" in table.c and "digest" in table.c]


class Rotation(Rows):
    """Goes through everything that is sealed, inside one transaction."""

    def reseal(self) -> int:
        """Seal every value again under the first of the keys; returns how many.

        A backup made before then opens only with the older keys: destroy them, and it is forgotten.
        """
        done = 0
        for table in _SEALED:
            for row in self._connection.execute(select(table.c.digest, table.c.sealed)).all():
                try:
                    sealed = self._sealer.seal(self._sealer.open(row.sealed))
                except UnsealError:
                    continue  # no key opens it: it is forgotten already
                self._connection.execute(
                    update(table).where(table.c.digest == row.digest).values(sealed=sealed)
                )
                done += 1
        return done

    def forget_unopenable(self) -> int:
        """Remove what no key opens any more; returns how many rows."""
        gone = 0
        for table in _SEALED:
            for row in self._connection.execute(select(table.c.digest, table.c.sealed)).all():
                try:
                    self._sealer.open(row.sealed)
                except UnsealError:
                    gone += 1
                    self._connection.execute(delete(table).where(table.c.digest == row.digest))
        return gone
