"""Where the patrol is: cursors of streams, revisions handled, counts, and mails attempted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, select

from bot.store.rows import DAY, RETENTION_DAYS, WEEK, Rows
from bot.store.schema import cursors, mails, seen, tally
from bot.store.sealing import UnsealError

# EventStreams keeps 7 to 31 days, so a revision cannot come again later than this. Source: its documentation.
_SEEN_DAYS = 32
_HOUR = 3600


class Progress(Rows):
    """How far the patrol has come, inside one transaction."""

    def position(self, stream: str) -> str | None:
        """Return where to read a stream on; None where it was never read."""
        return self._connection.execute(
            select(cursors.c.position).where(cursors.c.stream == stream)
        ).scalar_one_or_none()

    def moved_at(self) -> dict[str, int]:
        """Return when each stream's cursor last moved, in seconds since the epoch."""
        rows = self._connection.execute(select(cursors.c.stream, cursors.c.moved_at)).all()
        return {row.stream: row.moved_at for row in rows}

    def move(self, stream: str, position: str) -> None:
        """Move a stream's cursor. Belongs into the transaction of the cases made on the way there (P7)."""
        self._put(cursors, {"stream": stream}, {"position": position, "moved_at": self._now()})

    def unseen(self, revisions: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        """Return those of the (wiki, revision) pairs that were not handled before."""
        digests = {self._sealer.digest("seen", *pair): pair for pair in revisions}
        if not digests:
            return set()
        rows = self._connection.execute(select(seen.c.digest).where(seen.c.digest.in_(digests))).all()
        return set(digests.values()) - {digests[row.digest] for row in rows}

    def see(self, revisions: Iterable[tuple[str, int]]) -> None:
        """Note (wiki, revision) pairs as handled."""
        for pair in revisions:
            key = {"digest": self._sealer.digest("seen", *pair)}
            self._put(seen, key, {"expires_on": self._last_day(_SEEN_DAYS + WEEK, WEEK)})

    def count(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Add to today's counts, by (wiki, name)."""
        day = self._today()
        for (wiki, name), n in counts.items():
            digest = self._sealer.digest("tally", day, wiki, name)
            if self._change(tally, {"digest": digest}, {"n": tally.c.n + n}):
                continue
            sealed = self._sealer.seal({"wiki": wiki, "name": name})
            self._put(tally, {"digest": digest}, {"sealed": sealed, "day": day, "n": n})

    def counts(self, days: int = RETENTION_DAYS) -> dict[tuple[str, str], int]:
        """Return the counts of the last days, by (wiki, name)."""
        rows = self._connection.execute(
            select(tally.c.sealed, tally.c.n).where(tally.c.day > self._today() - days)
        ).all()
        total: dict[tuple[str, str], int] = {}
        for row in rows:
            try:
                what = self._sealer.open(row.sealed)
            except UnsealError:
                continue
            key = (what["wiki"], what["name"])
            total[key] = total.get(key, 0) + row.n
        return total

    def attempt(self, account: str) -> None:
        """Note an attempt to send, before it is made: a crash must not free a place (P5, P7)."""
        key = {"account": self._sealer.digest("account", account), "hour": self._now() // _HOUR}
        if not self._change(mails, key, {"n": mails.c.n + 1}):
            self._put(mails, key, {"n": 1})

    def attempts(self, account: str) -> int:
        """Return how many mails an account tried to send in the last 24 hours, counted by whole hours."""
        since = self._now() // _HOUR - 24
        statement = select(func.coalesce(func.sum(mails.c.n), 0)).where(
            mails.c.account == self._sealer.digest("account", account), mails.c.hour >= since
        )
        return int(self._connection.execute(statement).scalar_one())

    def purge(self) -> int:
        """Forget what is no longer of use."""
        gone = self._connection.execute(delete(seen).where(seen.c.expires_on < self._today())).rowcount
        oldest = self._today() - RETENTION_DAYS
        gone += self._connection.execute(delete(tally).where(tally.c.day < oldest)).rowcount
        gone += self._connection.execute(delete(mails).where(mails.c.hour < oldest * DAY // _HOUR)).rowcount
        return gone
