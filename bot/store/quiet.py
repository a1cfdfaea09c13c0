"""What serves only to leave a person alone: pairs of digests under a key of their own (P5, P7, P10).

Neither wiki nor page nor type can be told from them. Whose they are is a digest too, so that their owner can
erase them all.
"""

from __future__ import annotations

import enum

from sqlalchemy import bindparam, delete, func, select

from bot.store.question import Question
from bot.store.rows import WEEK, Rows
from bot.store.schema import quiet


class Quiet(enum.StrEnum):
    """Why a person is left alone."""

    OPTED_OUT = "opted_out"
    TOLD = "told"
    KEPT = "kept"
    COOLING_DOWN = "cooling_down"
    SNOOZED = "snoozed"


_BY_DIGEST = Question(select(quiet.c.expires_on).where(quiet.c.digest == bindparam("digest")))
_COUNT = Question(select(func.count()).where(quiet.c.owner == bindparam("owner")))


class QuietList(Rows):
    """The list of what is not to be said, inside one transaction."""

    def add(self, why: Quiet, wiki: str, user: str, *what: str, days: int | None = None) -> None:
        """Leave a person alone, for a number of days and up to a week more, or until they erase it."""
        self.add_digest(self.digest(why, wiki, user, *what), self.owner(wiki, user), days=days)

    def add_digest(self, digest: str, owner: str, *, days: int | None = None) -> None:
        """The same with digests made earlier, which is all that a mail's one-click link carries (P1)."""
        expires = None if days is None else self._last_day(days + WEEK - 1, WEEK)
        self._put(quiet, {"digest": digest}, {"owner": owner, "expires_on": expires})

    def has(self, why: Quiet, wiki: str, user: str, *what: str) -> bool:
        """Say whether the person is to be left alone on this."""
        row = _BY_DIGEST.one(self._connection, digest=self.digest(why, wiki, user, *what))
        return row is not None and (row[0] is None or row[0] >= self._today())

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
        ((count,),) = _COUNT.ask(self._connection, owner=self.owner(wiki, user))
        return int(count)

    def purge(self) -> int:
        """Forget what had an end and has reached it."""
        return self._connection.execute(delete(quiet).where(quiet.c.expires_on < self._today())).rowcount

    def digest(self, why: Quiet, wiki: str, user: str, *what: str) -> str:
        """Return the digest that stands for one thing about which a person is left alone."""
        return self._sealer.quiet(why, wiki, user, *what)

    def owner(self, wiki: str, user: str) -> str:
        """Return the digest that stands for the person."""
        return self._sealer.quiet("owner", wiki, user)
