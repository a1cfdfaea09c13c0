"""Faults between each two statements: the same small story again and again, cut off one step later each time.

A step is a statement sent to the database, a commit, or a moment just before or after a mail. `killed` ends
the process there (what was not committed is lost, the connection is gone); `database` is the database's own
error, and the same process tries again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, delete, event, select
from sqlalchemy.exc import OperationalError

from bot.model import Edit, Outcome, Subscriber
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Watch
from bot.settings import Keys
from bot.store import DatabaseError, Store, open_store
from bot.store.question import Question
from bot.store.schema import metadata
from scripts.crash.verdict import Verdict, judge
from scripts.crash.worker import MESSAGES
from tests.unit.patrol.doubles import WIKI, Mailbox, MarkedDetector, PaperWiki

MODES = ("killed", "database")
_PHONE = "call <phone:+44 121 234 5678>"
_URL = "https://wikilatch.example.org"
_START = 1_800_000_000.0
_ASK = Question.ask


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Fuse:
    """Blows at one step, once."""

    at: int
    mode: str
    steps: int = 0
    blown: str = ""

    def step(self, where: str) -> None:
        """Pass a step, or end there."""
        self.steps += 1
        if self.steps == self.at:
            self.blown = where
            if self.mode == "killed" or where.startswith("mail"):
                raise Killed
            # In SQLite's words, which a real one would choose: the store tells all alike.
            raise OperationalError(where, None, sqlite3.OperationalError("database is locked"))

    def fit(self, engine: Engine) -> None:
        """Put the fuse into a database's every statement and commit."""

        def asked(question: Question, *args: Any, **wanted: Any) -> Any:
            self.step("a question")
            return _ASK(question, *args, **wanted)

        # What goes to the driver past SQLAlchemy passes no event of its.
        Question.ask = asked  # type: ignore[method-assign]

        @event.listens_for(engine, "before_cursor_execute")
        def _statement(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            self.step(" ".join(statement.split()[:3]))

        @event.listens_for(engine, "commit")
        def _commit(_c: Any) -> None:
            self.step("commit")


class Reel(PaperWiki):
    """The paper wiki with a stream that is read on from its position, two edits at a time."""

    def batches(self, position: str | None, *, until: str | None = None) -> Iterator[tuple[list[Edit], str]]:
        """Yield edits and the position after them."""
        for start in range(int(position or 0), len(self.edits), 2):
            yield self.edits[start : start + 2], str(min(start + 2, len(self.edits)))


@dataclass
class FusedMailbox(Mailbox):
    """A mailbox that the process may die before or after."""

    fuse: Fuse
    outcomes: list[Outcome] = field(
        default_factory=lambda: [Outcome.SENT, Outcome.MAIL_FAILED, Outcome.UNKNOWN]
    )
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, user: str, subject: str, text: str) -> Outcome:
        """Take a mail."""
        self.fuse.step("mail: not yet sent")
        outcome = super().send(user, subject, text)
        self.fuse.step(f"mail: {outcome}, not yet recorded")
        return outcome


def story() -> Reel:
    """What happens on the wiki: subscribers with one and with two pages, and people of no concern."""
    wiki = Reel()
    wiki.edit("Otter", _PHONE)
    wiki.edit("Wren", _PHONE)
    wiki.edit("Wren", _PHONE, title="User:Wren/About")
    wiki.edit("Heron", _PHONE)  # did not subscribe
    wiki.edit("Gull", "I like [[kelp]]")
    wiki.edit("Teal", _PHONE)
    wiki.edit("Otter", _PHONE + " again")
    return wiki


_EXPOSING = {"Otter": ["User:Otter"], "Wren": ["User:Wren", "User:Wren/About"], "Teal": ["User:Teal"]}


@dataclass
class _Trial:
    """One telling of the story."""

    url: str
    keys: Keys
    fuse: Fuse
    now: float = _START

    def open(self) -> Store:
        """Open the store as a new process would."""
        return _hurried(open_store(self.url, self.keys, lambda: self.now))

    def work(self, store: Store, wiki: Reel, mailbox: Mailbox) -> None:
        """Patrol, then nudge, once."""
        for _ in Watch({WIKI.name: Desk(WIKI, wiki)}, store, MarkedDetector(), live=True).run(wiki):
            pass
        letters = Letters(MESSAGES, Links("secret", _URL), _URL)
        for _ in Nudge(WIKI, store, wiki, wiki, mailbox, wiki, MarkedDetector(), letters, MESSAGES).run(
            live=True
        ):
            pass

    def run(self) -> Verdict:
        """Tell the story with its fault, let everything recover, and judge."""
        store, wiki = self.open(), story()
        mailbox = FusedMailbox(self.fuse)
        with store.begin() as tables:
            for user in [*_EXPOSING, "Gull"]:
                tables.subscribers.add(Subscriber(WIKI.name, user))
        self.fuse.fit(store.engine)
        try:
            self.work(store, wiki, mailbox)
        except Killed:
            store.close()
            store = self.open()
        except DatabaseError:
            pass
        finally:
            Question.ask = _ASK  # type: ignore[method-assign]
        self.fuse.at = 0  # what follows is the recovery
        for _ in range(4):
            self.now += 2 * 3600
            self.work(store, wiki, mailbox)
        mails: dict[str, int] = {}
        for user, _, _ in mailbox.sent:
            mails[user] = mails.get(user, 0) + 1
        verdict = judge(store, WIKI.name, _EXPOSING, ["Heron", "Gull"], mails)
        with store.begin() as tables:
            counts = tables.progress.counts()
        checked = counts.get((WIKI.name, "checked"), 0) + counts.get((WIKI.name, "refused:duplicate"), 0)
        if checked != len(wiki.edits):
            verdict.violations.append(f"{len(wiki.edits)} edits announced, {checked} handled")
        store.close()
        return verdict


def every_point(
    database: str, keys: Keys, modes: Iterable[str] = MODES, *, stride: int = 1
) -> Iterator[tuple[str, str, Verdict]]:
    """Cut the story off at each of its steps in turn, or at each stride-th, in an emptied database.

    Yields the mode, the step and what was found; the last of each mode is the story without a fault.
    """
    for mode in modes:
        at = 1
        while True:
            _empty(database, keys)
            fuse = Fuse(at, mode)
            verdict = _Trial(database, keys, fuse).run()
            yield mode, fuse.blown or "nowhere", verdict
            if not fuse.blown:
                break
            at += stride


def holds_something(database: str, keys: Keys) -> bool:
    """Say whether a database has rows already: nobody's may be emptied."""
    store = open_store(database, keys)
    try:
        with store.engine.connect() as connection:
            return any(connection.execute(select(table)).first() for table in metadata.sorted_tables)
    finally:
        store.close()


def _hurried(store: Store) -> Store:
    """Let a store wait for no disk: no power is cut here, and the disk is slow."""
    if store.engine.dialect.name == "sqlite":
        connection = store.engine.raw_connection()
        connection.cursor().execute("PRAGMA synchronous=OFF")
        connection.close()
    return store


def _empty(database: str, keys: Keys) -> None:
    store = _hurried(open_store(database, keys))
    with store.engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(delete(table))
    store.close()
