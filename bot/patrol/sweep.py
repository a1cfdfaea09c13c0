"""Existing user pages: what was published before somebody subscribed, or before the patrol began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.model import Edit, Policy
from bot.patrol.watch import Report, Watch
from bot.settings import WikiSettings
from bot.store import Store

# People in one batch: one transaction, and one line of progress.
_PEOPLE = 20


class PageLister(Protocol):
    """Finds what there is of a person's own pages."""

    def user_pages(self, user: str) -> list[str]:
        """Return the titles of a user's own page and its subpages."""
        ...

    def latest_by(self, title: str, user: str) -> int | None:
        """Return the newest revision of a page that a user made themselves; None where they made none."""
        ...


class ActiveUsers(Protocol):
    """Finds people who edited lately."""

    def active(self, after: str) -> Iterator[str]:
        """Yield names of recently active users in the wiki's order, after a name."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sweep: people done and in all (None where the wiki does not tell), and what it did."""

    done: int
    total: int | None
    report: Report


class Sweep:
    """Looks at the pages of a wiki's subscribers and, where its community allowed it, of active users."""

    def __init__(
        self, wiki: WikiSettings, store: Store, watch: Watch, pages: PageLister, people: ActiveUsers
    ) -> None:
        self._wiki = wiki
        self._store = store
        self._watch = watch
        self._pages = pages
        self._people = people
        self.name = f"sweep:{wiki.name}"

    def run(self) -> Iterator[Step]:
        """Go through the people, from where the last sweep was cut off; yields after every batch.

        The place is kept sealed, for it is a name (P2). Raises what the wiki's adapters and the store raise;
        another run goes on from the last finished batch.
        """
        place = self._place()
        total, people = self._who(place)
        batch: list[str] = []
        done = 0
        for person in people:
            batch.append(person)
            if len(batch) == _PEOPLE:
                done += len(batch)
                yield Step(done, total, self._look(batch))
                batch = []
        if batch:
            yield Step(done + len(batch), total, self._look(batch))
        self._watch.handle((self.name,), [], "")  # through: the next sweep begins anew

    def _who(self, place: str) -> tuple[int | None, Iterable[str]]:
        with self._store.begin() as tables:
            subscribers = [s.user for s in tables.subscribers.on_wiki(self._wiki.name)]
        left = [user for user in subscribers if user > place]
        if self._wiki.policy is not Policy.APPROVED:
            return len(left), left
        return None, self._people.active(place)

    def _place(self) -> str:
        with self._store.begin() as tables:
            sealed = tables.progress.position(self.name)
        return str(self._store.sealer.open(sealed.encode())["user"]) if sealed else ""

    def _look(self, users: list[str]) -> Report:
        edits = [edit for user in users for edit in self._edits(user)]
        place = self._store.sealer.seal({"user": users[-1]}).decode()
        return self._watch.handle((self.name,), edits, place, again=True)

    def _edits(self, user: str) -> Iterator[Edit]:
        """Yield each of a person's pages as if they had just saved what they last saved there (P4)."""
        for title in self._pages.user_pages(user):
            revision = self._pages.latest_by(title, user)
            if revision is not None:
                yield Edit(self._wiki.name, title, user, user, revision, timestamp="")
