"""What is watched over: a real patrol and a real nudger over a real store, each a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from bot.detect.analyzer import Analyzer
from bot.messages import Messages
from bot.model import Policy
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Watch
from bot.settings import CONFIG, PLATFORM_DAILY_MAILS, Keys, WikiSettings
from bot.store import Store, open_store
from bot.wiki.errors import WikiError
from bot.wiki.eventstreams import EventStream
from scripts.soak.world import WIKI, Wiki, World

_URL = "https://wikilatch.example.org"
SETTINGS = WikiSettings(
    name=WIKI, api="http://127.0.0.1:1", lang="de", account="PatrolBot", policy=Policy.SUBSCRIBERS,
    delay_hours=(0, 0), daily_cap=PLATFORM_DAILY_MAILS, oversight="https://wiki.example.org/oversight",
)  # fmt: skip


@dataclass(frozen=True)
class Job:
    """What a worker needs to know."""

    world: World
    stream: str
    database: str
    keys: Keys

    def store(self) -> Store:
        """Open the store."""
        return open_store(self.database, self.keys)


def patrol(job: Job) -> None:
    """Follow the stream for ever; begin again where the wiki did not answer, as an operator's job does."""
    detector = Analyzer.load(CONFIG / "rules", CONFIG / "names")
    watch = Watch({WIKI: Desk(SETTINGS, Wiki(job.world))}, job.store(), detector, live=True)
    feed = EventStream({WIKI}, "soak", url=job.stream, linger=1.0, wait=0.1, attempts=10**9)
    while True:
        try:
            for _ in watch.run(feed):
                pass
        except WikiError:
            time.sleep(0.5)


def nudge(job: Job) -> None:
    """Deliver for ever, from another account after each ceiling."""
    wiki, store, messages = Wiki(job.world), job.store(), Messages.load(CONFIG / "i18n")
    letters = Letters(messages, Links(job.keys.secret, _URL), _URL)
    detector = Analyzer.load(CONFIG / "rules", CONFIG / "names")
    for number in range(10**9):
        settings = replace(SETTINGS, account=f"PatrolBot {number}")
        worker = Nudge(settings, store, wiki, wiki, wiki, wiki, detector, letters, messages)
        try:
            while not worker.stopped:
                if not list(worker.run(live=True)):
                    time.sleep(0.5)
        except WikiError:
            time.sleep(0.5)
