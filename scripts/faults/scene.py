"""What each trial begins with: people who subscribed, a store, the real patrol and nudger over some wiki."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.cli.errors import told_plainly
from bot.cli.report import Reporter
from bot.messages import Messages
from bot.model import Policy, Subscriber
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Watch
from bot.settings import CONFIG, Keys, WikiSettings
from bot.store import Store, open_store
from scripts.crash.verdict import Verdict, judge
from tests.unit.patrol.doubles import MarkedDetector

PHONE = "call <phone:+44 121 234 5678>"
MESSAGES = Messages.load(CONFIG / "i18n")
_URL = "https://wikilatch.example.org"
_ROUNDS = 4  # of recovery, each two hours later


@dataclass
class Ports:
    """A wiki as patrol and nudger see it, and how many mails each person was really given."""

    settings: WikiSettings
    feed: Any
    pages: Any
    people: Any
    mailer: Any
    stop_page: Any
    save: Callable[[str, str], object]
    mails: Callable[[], Counter[str]]


@dataclass
class Scene:
    """One trial. said is what the runs told: outcomes by name, and the exit code of an ended one.

    log is what they wrote to stderr, as they do where no terminal is.
    """

    database: str
    keys: Keys
    ports: Ports
    people: tuple[str, ...]
    offset: float = 0.0
    said: list[str] = field(default_factory=list)
    log: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        self.store = self.open()
        with self.store.begin() as tables:
            for user in self.people:
                tables.subscribers.add(Subscriber(self.wiki, user))

    @property
    def wiki(self) -> str:
        """The wiki's name."""
        return self.ports.settings.name

    def now(self) -> float:
        """The clock, in seconds since the epoch; trials move it by `offset`."""
        import time

        return time.time() + self.offset

    def open(self) -> Store:
        """Open the store, as another process would."""
        return open_store(self.database, self.keys, self.now)

    def publish(self) -> None:
        """Everybody saves something that they will want to be told of."""
        for user in self.people:
            self.ports.save(user, PHONE)

    def patrol(self, store: Store | None = None) -> None:
        """Look once."""
        desks = {self.wiki: Desk(self.ports.settings, self.ports.pages)}
        watch = Watch(desks, store or self.store, MarkedDetector(), live=True)
        self.tell(report.skipped for report in watch.run(self.ports.feed))

    def nudge(self, store: Store | None = None, mailer: Any = None) -> None:
        """Deliver once."""
        ports, letters = self.ports, Letters(MESSAGES, Links(self.keys.secret, _URL), _URL)
        parts = (ports.pages, ports.people, mailer or ports.mailer, ports.stop_page, MarkedDetector())
        nudge = Nudge(ports.settings, store or self.store, *parts, letters, MESSAGES)
        self.tell([result] for result in nudge.run(live=True))
        if nudge.stopped:
            self.said.append(f"stopped: {nudge.stopped}")

    def recover(self) -> Verdict:
        """Run both again as a job does, some hours on, nothing by hand; then account for everybody."""
        for _ in range(_ROUNDS):
            self.patrol()
            self.nudge()
            self.offset += 2 * 3600
        pages = {user: [f"User:{user}"] for user in self.people}
        verdict = judge(self.store, self.wiki, pages, [], self.ports.mails())
        self.store.close()
        return verdict

    def tell(self, results: Iterable[Iterable[str]]) -> None:
        """Note what a run comes to; where it fails, it ends as the command does."""
        try:
            with told_plainly():
                for names in results:
                    self.said += names
        except SystemExit as error:
            self.said.append(f"exit {error.code}")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep what is written to stderr meanwhile."""
        with redirect_stderr(self.log):
            Reporter()
            yield


def settings(**changes: Any) -> WikiSettings:
    """The settings of a wiki where subscribers are told at once."""
    made = WikiSettings(
        name="localwiki", api="http://127.0.0.1:1", lang="en", account="PatrolBot",
        policy=Policy.SUBSCRIBERS, delay_hours=(0, 0), oversight="https://wiki.example.org/oversight",
    )  # fmt: skip
    return replace(made, **changes)


def numbered(folder: Path) -> Iterator[str]:
    """Yield addresses of SQLite files that are not there yet."""
    number = 0
    while True:
        number += 1
        yield f"sqlite:///{folder}/trial-{number}.sqlite"


def incidents(log: str) -> Counter[str]:
    """Return the incidents that a log names, and how often."""
    named: Counter[str] = Counter()
    for line in log.splitlines():
        with suppress(ValueError, TypeError):  # plain lines, and the last one of somebody who was killed
            if name := json.loads(line).get("incident"):
                named[name] += 1
    return named
