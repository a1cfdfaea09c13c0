"""What the patrol needs of a wiki: small protocols, so that its logic is tested without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from bot.model import Analysis, Edit, Outcome, PageText, Person, Revision


class Feed(Protocol):
    """A stream of changes that can be read on from a position.

    cursors are the names under which its position is kept: one a wiki where it tells of several, so that any
    patrol can follow any of them. gap is the time (from, to; ISO 8601) that the stream no longer had when it
    was read on, or None.
    """

    name: str
    cursors: tuple[str, ...]
    gap: tuple[str, str] | None

    def earliest(self, positions: Sequence[str]) -> str:
        """Return the position of those given that nothing after any of them lies before."""
        ...

    def batches(self, position: str | None, *, until: str | None = None) -> Iterator[tuple[list[Edit], str]]:
        """Yield changes and the position after them."""
        ...


class PageReader(Protocol):
    """Texts of pages."""

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Return revisions by id; a missing one was deleted."""
        ...

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        """Return current revisions by title; a missing one has no page."""
        ...


class PeopleReader(Protocol):
    """What a wiki says of accounts."""

    def look_up(self, names: Iterable[str]) -> dict[str, Person]:
        """Return accounts by name."""
        ...


class MailSender(Protocol):
    """Sends one private mail."""

    def send(self, user: str, subject: str, text: str) -> Outcome:
        """Send once; never raises."""
        ...


class StopPage(Protocol):
    """The on-wiki stop page (P12)."""

    def says_run(self) -> bool:
        """True only where it exists and says run."""
        ...


class Detector(Protocol):
    """The analyzer of bot.detect."""

    def analyze(self, page: PageText) -> Analysis:
        """Return what a page's owner exposes."""
        ...
