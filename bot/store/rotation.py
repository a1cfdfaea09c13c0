"""Putting everything under the newest keys, so that older ones can be thrown away (P2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import RowMapping, Table, delete, select, update

from bot.store.rows import Rows
from bot.store.schema import (
    cases,
    grants,
    logins,
    mails,
    metadata,
    preferences,
    seen,
    sessions,
    subscribers,
    tally,
)
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

    def renew_digests(self, accounts: Collection[str]) -> int:
        """Put what the digest key before this one stood for under this one; returns how many rows.

        accounts are those that send mail: their places under the daily ceiling go on counting (P5). What
        cannot be computed anew is forgotten: revisions seen, sessions, connected gadgets. Does nothing where
        there is no older digest key.
        """
        if self._sealer.old_digest("") is None:
            return 0
        done = 0
        for table in (cases, subscribers, tally, preferences):
            for row in self._connection.execute(select(table)).mappings().all():
                fresh = self._anew(table, row)
                if fresh is not None:
                    one = table.c.digest == row["digest"]
                    self._connection.execute(update(table).where(one).values(fresh))
                    done += 1
        for account in accounts:
            old, new = self._sealer.old_digest("account", account), self._sealer.digest("account", account)
            self._connection.execute(update(mails).where(mails.c.account == old).values(account=new))
        for table in (seen, sessions, logins, grants):
            self._connection.execute(delete(table))
        return done

    def _anew(self, table: Table, row: RowMapping) -> Mapping[str, Any] | None:
        """Return a row's digests under the new key; None where it has them already or nothing opens it."""
        try:
            held = self._sealer.open(row["sealed"])
        except UnsealError:
            return None
        named: dict[str, tuple[str, *tuple[str | int, ...]]] = {}
        if table is cases:
            person = held["wiki"], held["user"]
            named = {"digest": ("case", *person, held["title"]), "owner": ("owner", *person)}
        elif table is subscribers:
            subject = held["subject"] or f"{held['wiki']}:{held['user']}"
            named = {"digest": ("subscriber", held["wiki"], held["user"]), "subject": ("subject", subject)}
        elif table is tally:
            named = {"digest": ("tally", row["day"], held["wiki"], held["name"])}
        elif "subject" in held:
            named = {"digest": ("preferences", held["subject"])}
        fresh = {column: self._sealer.digest(*parts) for column, parts in named.items()}
        return fresh if fresh and fresh["digest"] != row["digest"] else None

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
