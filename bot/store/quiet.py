"""What serves only to leave a person alone: pairs of digests under a key of their own (P5, P7, P10).

Neither wiki nor page nor type can be told from them. Whose they are is a digest too, so that their owner can
erase them all.
"""

from __future__ import annotations

import enum

from sqlalchemy import delete, func, select

from bot.store.rows import Rows
from bot.store.schema import quiet


class Quiet(enum.StrEnum):
    """Why a person is left alone."""

    OPTED_OUT = "opted_out"
    TOLD = "told"
    KEPT = "kept"
    COOLING_DOWN = "cooling_down"
    SNOOZED = "snoozed"


class QuietList(Rows):
    """The list of what is not to be said, inside one transaction."""

    def add(self, why: Quiet, wiki: str, user: str, *what: str, days: int | None = None) -> None:
        """Leave a person alone, for a number of days or until they erase it."""
        self.add_digest(self.digest(why, wiki, user, *what), self.owner(wiki, user), days=days)

    def add_digest(self, digest: str, owner: str, *, days: int | None = None) -> None:
        """The same with digests made earlier, which is all that a mail's one-click link carries (P1)."""
        expires = None if days is None else self._today() + days
        self._put(quiet, {"digest": digest}, {"owner": owner, "expires_on": expires})

    def has(self, why: Quiet, wiki: str, user: str, *what: str) -> bool:
        """Say whether the person is to be left alone on this."""
        row = self._connection.execute(
            select(quiet.c.expires_on).where(quiet.c.digest == self.digest(why, wiki, user, *what))
        ).first()
        return row is not None and (row.expires_on is None or row.expires_on >= self._today())

    def which(self, wiki: str, user: str) -> set[Quiet]:
        """Say in one query for which reasons a person as a whole is to be left alone on a wiki."""
        reasons = {self.digest(why, wiki, user): why for why in Quiet}
        rows = self._connection.execute(
            select(quiet.c.digest, quiet.c.expires_on).where(quiet.c.digest.in_(reasons))
        ).all()
        today = self._today()
        return {reasons[row.digest] for row in rows if row.expires_on is None or row.expires_on >= today}

    def remove(self, why: Quiet, wiki: str, user: str, *what: str) -> bool:
        """Take one thing back."""
        statement = delete(quiet).where(quiet.c.digest == self.digest(why, wiki, user, *what))
        return bool(self._connection.execute(statement).rowcount)

    def remove_digest(self, digest: str, owner: str) -> bool:
        """The same with a digest made earlier; only the owner's own."""
        statement = delete(quiet).where(quiet.c.digest == digest, quiet.c.owner == owner)
        return bool(self._connection.execute(statement).rowcount)

    def erase(self, owner: str) -> int:
        """Erase all that is held on an owner (P10); returns how many digests there were."""
        return self._connection.execute(delete(quiet).where(quiet.c.owner == owner)).rowcount

    def count_of(self, wiki: str, user: str) -> int:
        """Return how many digests are held on a person."""
        statement = select(func.count()).where(quiet.c.owner == self.owner(wiki, user))
        return self._connection.execute(statement).scalar_one()

    def purge(self) -> int:
        """Forget what had an end and has reached it."""
        return self._connection.execute(delete(quiet).where(quiet.c.expires_on < self._today())).rowcount

    def digest(self, why: Quiet, wiki: str, user: str, *what: str) -> str:
        """Return the digest that stands for one thing about which a person is left alone."""
        return self._sealer.quiet(why, wiki, user, *what)

    def owner(self, wiki: str, user: str) -> str:
        """Return the digest that stands for the person."""
        return self._sealer.quiet("owner", wiki, user)
