"""A small house without watched sinks: a detector that finds what is marked, a store in memory, one wiki."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.messages import Messages
from bot.model import Subscriber
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Report, Watch
from bot.settings import CONFIG, WikiSettings
from bot.store import Store, open_store
from tests.stores import Clock, new_keys
from tests.unit.patrol.doubles import WIKI, Mailbox, MarkedDetector, PaperWiki

MESSAGES = Messages.load(CONFIG / "i18n")
PHONE = "call <phone:+44 121 234 5678>"
_URL = "https://tool.example.org"


@dataclass
class Town:
    """One wiki, its patrol and its nudger."""

    settings: WikiSettings = WIKI
    clock: Clock = field(default_factory=Clock)
    wiki: PaperWiki = field(default_factory=PaperWiki)
    mailbox: Mailbox = field(default_factory=Mailbox)

    def __post_init__(self) -> None:
        self.keys = new_keys()
        self.store: Store = open_store("sqlite://", self.keys, self.clock)
        self.detector = MarkedDetector()

    def subscribe(self, *users: str) -> None:
        with self.store.begin() as tables:
            for user in users:
                tables.subscribers.add(Subscriber(WIKI.name, user))

    def patrol(self, *, live: bool = True) -> Report:
        desks = {WIKI.name: Desk(self.settings, self.wiki)}
        (report,) = Watch(desks, self.store, self.detector, live=live).run(self.wiki)
        self.wiki.edits = []
        return report

    def nudge(self, *, live: bool = True) -> list[str]:
        wiki, letters = self.wiki, Letters(MESSAGES, Links(self.keys.secret, _URL), _URL)
        parts = (self.store, wiki, wiki, self.mailbox, wiki, self.detector, letters, MESSAGES)
        return list(Nudge(self.settings, *parts).run(live=live))

    @property
    def told(self) -> list[str]:
        """Who was sent a mail, in order."""
        return [user for user, _, _ in self.mailbox.sent]

    def held(self) -> int:
        """How many cases there are."""
        with self.store.begin() as tables:
            return sum(tables.cases.count().values())


@pytest.fixture
def town() -> Iterator[Town]:
    made = Town()
    yield made
    made.store.close()
