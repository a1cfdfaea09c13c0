"""Cases: a keyed digest and a sealed pointer each, nothing of what was found (P1, P2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from sqlalchemy import RowMapping, delete, func, select, update

from bot.model import Case, CaseState, Pointer
from bot.store.rows import DAY, FOUR_WEEKS, RETENTION_DAYS, Rows
from bot.store.schema import cases
from bot.store.sealing import UnsealError

# A sending that has not ended after this many seconds died on the way: what became of it is unknown.
STUCK_AFTER = 900
_NO_TIMES = {"due_at": 0, "claimed_at": 0}


class Cases(Rows):
    """The cases, inside one transaction."""

    def open(self, pointer: Pointer, due_at: int) -> bool:
        """Open a case, or point an open one at the newer revision; True where it is new or opened again.

        due_at is in seconds since the epoch. A case whose mail is under way or unknown is left alone (P7).
        """
        digest = self.digest(pointer)
        row = self._connection.execute(select(cases.c.state).where(cases.c.digest == digest)).first()
        if row and row.state in (CaseState.SENDING, CaseState.UNKNOWN):
            return False
        values = {
            "sealed": self._sealer.seal(asdict(pointer)),
            "expires_on": self._last_day(RETENTION_DAYS, FOUR_WEEKS),
        }
        if row is None or row.state == CaseState.SENT:
            values |= {
                "state": int(CaseState.OPEN),
                "due_at": due_at,
                "owner": self.owner(pointer.wiki, pointer.user),
            }
        self._put(cases, {"digest": digest}, values)
        return row is None or row.state == CaseState.SENT

    def digest(self, pointer: Pointer) -> str:
        """Return the digest that stands for a person's page."""
        return self._sealer.digest("case", pointer.wiki, pointer.user, pointer.title)

    def owner(self, wiki: str, user: str) -> str:
        """Return the digest that stands for a person."""
        return self._sealer.digest("owner", wiki, user)

    def due(self, limit: int = 100, *, wiki: str = "") -> list[Case]:
        """Return open cases whose time has come, oldest first; of one wiki, or of all.

        The wiki is sealed with the rest, so the limit is counted here and not by the database: another wiki's
        cases that wait, or those of a lost key, must not hold this one's up.
        """
        wanted = (cases.c.state == CaseState.OPEN) & (cases.c.due_at <= self._now())
        rows = self._connection.execute(select(cases).where(wanted).order_by(cases.c.due_at))
        opened = (case for case in self._opened(rows.mappings()) if wiki in ("", case.pointer.wiki))
        return list(islice(opened, limit))

    def of_owner(self, wiki: str, user: str) -> list[Case]:
        """Return a person's cases on one wiki, whatever their state."""
        owner = self.owner(wiki, user)
        rows = self._connection.execute(select(cases).where(cases.c.owner == owner))
        return list(self._opened(rows.mappings()))

    def unknown(self) -> list[Case]:
        """Return the cases of which nobody knows whether the mail went out; a person settles them (P7)."""
        rows = self._connection.execute(select(cases).where(cases.c.state == CaseState.UNKNOWN))
        return list(self._opened(rows.mappings()))

    def is_there(self, digest: str) -> bool:
        """Return whether there is a case, whatever its state."""
        found = self._connection.execute(select(cases.c.state).where(cases.c.digest == digest)).first()
        return found is not None

    def claim(self, digest: str) -> bool:
        """Mark an open case as being sent; False where another process was faster (P7)."""
        return self._move(digest, CaseState.OPEN, CaseState.SENDING, claimed_at=self._now())

    def settle(self, digest: str, state: CaseState) -> bool:
        """Record how the sending of a claimed or unknown case ended.

        With an end the times go: they would tell for weeks when its owner wrote and was written to (P2).
        """
        times = {} if state is CaseState.OPEN else _NO_TIMES
        return any(self._move(digest, old, state, **times) for old in (CaseState.SENDING, CaseState.UNKNOWN))

    def recover(self) -> int:
        """Turn sendings that a crash cut off into unknown ones; returns how many."""
        now = self._now()
        # In the future, where the clock was set back since: that one would stay stuck until it caught up.
        long_ago = (cases.c.claimed_at < now - STUCK_AFTER) | (cases.c.claimed_at > now + STUCK_AFTER)
        stuck = (cases.c.state == CaseState.SENDING) & long_ago
        return self._connection.execute(
            update(cases).where(stuck).values(state=int(CaseState.UNKNOWN), **_NO_TIMES)
        ).rowcount

    def postpone(self, digest: str, seconds: int) -> None:
        """Let an open case wait."""
        key = {"digest": digest, "state": int(CaseState.OPEN)}
        self._change(cases, key, {"due_at": self._now() + seconds})

    def drop(self, digest: str, *, state: CaseState | None = None) -> bool:
        """Forget a case; with a state only while it is in it: another process may be sending it."""
        wanted = delete(cases).where(cases.c.digest == digest)
        if state is not None:
            wanted = wanted.where(cases.c.state == state)
        return bool(self._connection.execute(wanted).rowcount)

    def drop_owner(self, wiki: str, user: str) -> int:
        """Forget all cases of a person on one wiki."""
        return self.drop_owner_digest(self.owner(wiki, user))

    def drop_owner_digest(self, owner: str) -> int:
        """The same by the owner's digest, which is all that a mail's one-click link carries (P1)."""
        return self._connection.execute(delete(cases).where(cases.c.owner == owner)).rowcount

    def purge(self) -> int:
        """Forget what is older than 90 days (P10)."""
        return self._connection.execute(delete(cases).where(cases.c.expires_on < self._today())).rowcount

    def count(self) -> dict[CaseState, int]:
        """Return how many cases are in each state."""
        rows = self._connection.execute(select(cases.c.state, func.count()).group_by(cases.c.state))
        return {CaseState(state): n for state, n in rows.all()}

    def oldest_due(self) -> int | None:
        """Return when the oldest open case was due, in seconds since the epoch; None where none is open."""
        statement = select(func.min(cases.c.due_at)).where(cases.c.state == CaseState.OPEN)
        return self._connection.execute(statement).scalar()

    def _move(self, digest: str, old: CaseState, new: CaseState, **values: int) -> bool:
        return self._change(cases, {"digest": digest, "state": int(old)}, {"state": int(new), **values})

    def _opened(self, rows: Iterator[RowMapping]) -> Iterator[Case]:
        for row in rows:
            try:
                pointer = Pointer(**self._sealer.open(row["sealed"]))
            except UnsealError:
                continue  # its key is gone: it is forgotten already, purge removes the row
            yield Case(
                digest=row["digest"],
                state=CaseState(row["state"]),
                due_at=row["due_at"],
                expires_at=(row["expires_on"] + 1) * DAY,
                pointer=pointer,
            )
