"""Forgetting: what has reached its end, and what a person wants gone (P10)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import Store


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was forgotten, in numbers."""

    cases: int
    subscribers: int
    quiet: int
    progress: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.cases + self.subscribers + self.quiet + self.progress


def purge(store: Store, *, live: bool) -> Forgotten:
    """Forget what is older than 90 days or opened by no key; without `live` only count it (P12)."""
    with store.begin(keep=live) as tables:
        return Forgotten(
            cases=tables.cases.purge(),
            subscribers=tables.subscribers.purge(),
            quiet=tables.quiet.purge(),
            progress=tables.progress.purge(),
        )


def erase(store: Store, wiki: str, user: str, *, live: bool) -> Forgotten:
    """Erase everything that is held on a person on one wiki; without `live` only say how much it is."""
    with store.begin(keep=live) as tables:
        return Forgotten(
            cases=tables.cases.drop_owner(wiki, user),
            subscribers=int(tables.subscribers.remove(wiki, user)),
            quiet=tables.quiet.erase(tables.quiet.owner(wiki, user)),
            progress=0,
        )
