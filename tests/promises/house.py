"""The whole house in one process: real detector, watch, sweep, nudge, store, web; an invented wiki."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.detect.analyzer import Analyzer
from bot.messages import Messages
from bot.model import Subscriber
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.sweep import Sweep
from bot.patrol.watch import Desk, Watch
from bot.settings import CONFIG
from bot.store import Store, open_store
from gadget import create_app
from scripts.standins.oauth2_provider import CLIENT_ID, CLIENT_SECRET
from tests.promises.canary import SECRETS, Hit, Searcher
from tests.stores import Clock, new_keys
from tests.unit.patrol.doubles import WIKI, Mailbox, PaperWiki
from tests.web import ORIGIN, InventedPages, Site, settings

MESSAGES = Messages.load(CONFIG / "i18n")
EVERYTHING = "\n\n".join(secret.sentence for secret in SECRETS)


class Paper(PaperWiki):
    """The wiki made of dictionaries, as a sweep asks it too."""

    def user_pages(self, user: str) -> list[str]:
        return [title for title in self.latest if title == f"User:{user}"]

    def latest_by(self, title: str, user: str) -> int | None:
        number = self.latest.get(title)
        return number if number and self.texts[number].user == user else None

    def active(self, after: str) -> Iterator[str]:
        yield from sorted(name for name in self.people if name > after)


@dataclass
class House:
    """Everything, put together as the commands do."""

    folder: Path
    detector: Analyzer
    clock: Clock = field(default_factory=Clock)
    wiki: Paper = field(default_factory=Paper)
    mailbox: Mailbox = field(default_factory=Mailbox)

    def __post_init__(self) -> None:
        self.keys = new_keys()
        self.file = self.folder / "house.sqlite"
        self.store: Store = open_store(f"sqlite:///{self.file}", self.keys, self.clock)
        # An engine that echoes would give a logger without handlers one on standard output, which is closed
        # when capturing ends: each line would fail then, and be told with the whole stack. `sinks` hears the
        # same at the root.
        logging.getLogger("sqlalchemy.engine.Engine").handlers = [logging.NullHandler()]
        self.store.engine.echo = "debug"  # every statement, parameter and row that SQLAlchemy would print

        @event.listens_for(self.store.engine, "connect")
        def _hurry(connection: sqlite3.Connection, _: object) -> None:
            connection.execute("PRAGMA synchronous=OFF")  # no power is cut here

        self.store.engine.dispose()

    def settle(self, people: int = len(SECRETS)) -> None:
        """Let a person for each secret (or for so many of them) publish it on their own page."""
        for number, secret in enumerate(SECRETS[-people:]):
            user = f"Heron {number}"
            edit = self.wiki.edit(user, secret.sentence)
            made = self.wiki.texts[edit.revision]
            self.wiki.texts[edit.revision] = replace(made, lang=secret.lang)
            with self.store.begin() as tables:
                tables.subscribers.add(Subscriber(WIKI.name, user))

    def watch(self, *, live: bool = True) -> Watch:
        return Watch({WIKI.name: Desk(WIKI, self.wiki)}, self.store, self.detector, live=live)

    def patrol(self, *, live: bool = True) -> int:
        return sum(report.cases for report in self.watch(live=live).run(self.wiki))

    def sweep(self) -> int:
        done = Sweep(WIKI, self.store, self.watch(), self.wiki, self.wiki).run()
        return sum(step.report.cases for step in done)

    def nudge(self) -> list[str]:
        letters = Letters(
            MESSAGES, Links(self.keys.secret, "https://tool.example.org"), "https://tool.example.org"
        )
        parts = (self.wiki, self.wiki, self.mailbox, self.wiki, self.detector, letters, MESSAGES)
        results: list[str] = []
        for _ in range(4):
            results += Nudge(WIKI, self.store, *parts).run(live=True)
            self.clock.days(1)  # the ceiling of a day
        return results

    def site(self, provider: str, pages: InventedPages) -> Site:
        """A browser before the web, which reads the given pages with the real detector."""
        here = settings(
            public_url=ORIGIN,
            environment={
                "WIKILATCH_OAUTH_URL": provider,
                "WIKILATCH_OAUTH_CLIENT_ID": CLIENT_ID,
                "WIKILATCH_OAUTH_CLIENT_SECRET": CLIENT_SECRET,
            },
        )
        return Site(create_app(here, self.store, pages=pages, analyzer=self.detector))

    def search(self, canaries: Searcher) -> list[Hit]:
        """Search database, backups, and the mails that were sent."""
        hits = canaries.sqlite(self.file)
        for user, subject, body in self.mailbox.sent:
            hits += canaries.data("mail", f"{user}\n{subject}\n{body}")
        return hits


@pytest.fixture
def house(tmp_path, detector, sinks) -> Iterator[House]:
    """A house with nobody in it yet, whose every sink is watched."""
    made = House(tmp_path, detector)
    yield made
    made.store.close()
