"""One patrol's part of the wikis, where several share a database: it changes as others come and go."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing

from bot.patrol.watch import Report
from bot.store import ClaimLostError, Store
from bot.store.claims import LEASE

# Three chances to say "I live" before the others may think otherwise.
_EVERY = LEASE / 3


class Shift:
    """What this process follows now. No two processes follow one wiki; what one leaves the others take."""

    def __init__(
        self,
        store: Store,
        wikis: Collection[str],
        *,
        holder: str = "",
        pause: float = 5.0,
        every: float = _EVERY,
    ) -> None:
        """Holder is a name that no other process has; a random one if not given.

        Pause is how long to wait where there is nothing to follow, every how often to look again: seconds.
        """
        self.holder = holder or secrets.token_hex(8)
        self.wikis: frozenset[str] = frozenset()
        self._store, self._all = store, frozenset(wikis)
        self._pause, self._every = pause, every
        self._next = 0.0

    def follow(self, begin: Callable[[frozenset[str]], Generator[Report]]) -> Iterator[Report]:
        """Yield the reports of what begin gives for the wikis held, and begin again whenever these change.

        Raises what begin's generator raises, but for a lost claim: then it takes what it may and goes on.
        """
        try:
            while True:
                self._turn()
                if not self.wikis:
                    time.sleep(self._pause)
                    continue
                try:
                    with closing(begin(self.wikis)) as reports:
                        for report in reports:
                            yield report
                            if time.monotonic() >= self._next and self._turn():
                                break
                        else:
                            time.sleep(self._pause)
                except ClaimLostError:
                    continue
        finally:
            with self._store.begin() as tables:
                tables.claims.leave(self.holder)

    def _turn(self) -> bool:
        """Take part in the sharing; True where the wikis became others."""
        before = self.wikis
        with self._store.begin() as tables:
            self.wikis = tables.claims.turn(self.holder, self._all)
        self._next = time.monotonic() + self._every
        return self.wikis != before
