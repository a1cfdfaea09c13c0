"""Which patrol follows which wiki, where several share one database: leases that end by themselves."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, func, select, update

from bot.store.rows import Rows
from bot.store.schema import claims, patrols

LEASE = 60  # seconds after which a patrol that says nothing counts as dead


class ClaimLostError(RuntimeError):
    """Another patrol follows one of the wikis by now; nothing of the batch was kept."""


class Claims(Rows):
    """The leases, inside one transaction. holder is a name that no other process has."""

    def turn(self, holder: str, wikis: Collection[str]) -> frozenset[str]:
        """Say that the holder lives, take what is its share of the wikis, and return what it holds now.

        A share is what there is divided by the living patrols, rounded up. What is over is given back; what
        is free, or was held by one that said nothing for a lease, is taken if nobody else is just taking it.
        """
        now = self._now()
        self._connection.execute(delete(patrols).where(patrols.c.until < now))
        self._put(patrols, {"holder": holder}, {"until": now + LEASE})
        living = self._connection.execute(select(func.count()).select_from(patrols)).scalar_one()
        share = -(-len(wikis) // max(1, living))
        held = [wiki for wiki in self._held(holder) if wiki in wikis]
        self._give(holder, held[share:])
        self._take(holder, wikis, share - len(held))
        self._connection.execute(update(claims).where(claims.c.holder == holder).values(until=now + LEASE))
        return frozenset(self._held(holder)) & frozenset(wikis)

    def keep(self, holder: str, wikis: Collection[str]) -> None:
        """Make sure, until this transaction ends, that nobody else has any of the wikis; renew the lease.

        Raises ClaimLostError.
        """
        mine = update(claims).where(claims.c.holder == holder, claims.c.wiki.in_(wikis))
        changed = self._connection.execute(mine.values(until=self._now() + LEASE)).rowcount
        # MariaDB counts only rows that changed; within one second none may have.
        if changed < len(wikis) and not set(wikis) <= set(self._held(holder)):
            raise ClaimLostError("another patrol follows one of the wikis by now")

    def holders(self) -> dict[str, str]:
        """Return who follows which wiki now."""
        rows = self._connection.execute(
            select(claims.c.wiki, claims.c.holder).where(claims.c.until >= self._now())
        )
        return {row.wiki: row.holder for row in rows}

    def leave(self, holder: str) -> None:
        """Give everything back, so that the others need not wait for the lease to end."""
        self._connection.execute(update(claims).where(claims.c.holder == holder).values(holder="", until=0))
        self._connection.execute(delete(patrols).where(patrols.c.holder == holder))

    def _held(self, holder: str) -> list[str]:
        rows = self._connection.execute(
            select(claims.c.wiki).where(claims.c.holder == holder).order_by(claims.c.wiki)
        )
        return list(rows.scalars())

    def _give(self, holder: str, wikis: Collection[str]) -> None:
        if wikis:
            mine = update(claims).where(claims.c.holder == holder, claims.c.wiki.in_(wikis))
            self._connection.execute(mine.values(holder="", until=0))

    def _take(self, holder: str, wikis: Collection[str], most: int) -> None:
        if most <= 0:
            return
        known = set(self._connection.execute(select(claims.c.wiki)).scalars())
        for wiki in sorted(set(wikis) - known):
            self._put(claims, {"wiki": wiki}, {"holder": "", "until": 0})
        free = (
            select(claims.c.wiki)
            .where(claims.c.wiki.in_(wikis), claims.c.until < self._now())
            .order_by(claims.c.wiki)
            .limit(most)
            .with_for_update(skip_locked=True)  # SQLite has one writer at a time and needs none
        )
        taken = list(self._connection.execute(free).scalars())
        if taken:
            self._connection.execute(
                update(claims)
                .where(claims.c.wiki.in_(taken))
                .values(holder=holder, until=self._now() + LEASE)
            )
