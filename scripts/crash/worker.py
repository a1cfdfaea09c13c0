"""What is killed: the real Watch and Nudge over a real store, in a process of their own."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import requests

from bot.messages import Messages
from bot.model import Outcome, Person, Policy, Revision
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Watch
from bot.settings import CONFIG, PLATFORM_DAILY_MAILS, Keys, WikiSettings
from bot.store import Store, open_store
from bot.wiki.errors import WikiUnreachableError
from bot.wiki.eventstreams import EventStream
from scripts.crash.town import WIKI
from tests.unit.patrol.doubles import MarkedDetector

_URL = "https://wikilatch.example.org"
MESSAGES = Messages.load(CONFIG / "i18n")
SETTINGS = WikiSettings(
    name=WIKI, api="http://127.0.0.1:1", lang="de", account="PatrolBot", policy=Policy.SUBSCRIBERS,
    delay_hours=(0, 0), daily_cap=PLATFORM_DAILY_MAILS, oversight="https://wiki.example.org/oversight",
)  # fmt: skip


@dataclass(frozen=True)
class Job:
    """What a worker needs to know. Its clock is wrong by offset seconds: clocks jump, too."""

    town: str
    stream: str
    database: str
    keys: Keys
    account: str
    offset: float = 0.0
    log: str = ""  # a file that its stderr goes to

    def store(self) -> Store:
        """Open the store."""
        return open_store(self.database, self.keys, lambda: time.time() + self.offset)


class TownClient:
    """The town as the patrol's ports want a wiki."""

    def __init__(self, url: str, account: str) -> None:
        self._url = url
        self._account = account
        self._session = requests.Session()
        self._session.trust_env = False

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Return revisions by id."""
        return {row["revision"]: Revision(**row) for row in self._get("revisions", ids)}

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        """Return current revisions by title."""
        return {row["title"]: Revision(**row) for row in self._get("current", titles)}

    def look_up(self, names: Iterable[str]) -> dict[str, Person]:
        """Everybody can be written to and was here just now."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return {name: Person(WIKI, 1, name, emailable=True, last_edit=now) for name in names}

    def says_run(self) -> bool:
        """The stop page says run."""
        return True

    def send(self, user: str, subject: str, text: str) -> Outcome:
        """Hand in a mail once; no answer is unknown, as in bot.wiki.mail."""
        try:
            letter = {"account": self._account, "user": user}
            return Outcome(self._session.post(f"{self._url}/mail", json=letter, timeout=10).json())
        except (requests.RequestException, ValueError):
            return Outcome.UNKNOWN

    def _get(self, what: str, of: Iterable[object]) -> list[dict[str, Any]]:
        try:
            asked = "|".join(map(str, of))
            rows = self._session.get(f"{self._url}/{what}", params={"of": asked}, timeout=10)
            return list(rows.json())
        except (requests.RequestException, ValueError):
            raise WikiUnreachableError("the town does not answer") from None


def patrol(job: Job) -> Iterator[None]:
    """Follow the stream for ever; yields after every batch."""
    desk = Desk(SETTINGS, TownClient(job.town, job.account))
    store = job.store()
    watch = Watch({WIKI: desk}, store, MarkedDetector(), live=True)
    feed = EventStream(
        {WIKI}, "crash harness", url=job.stream, batch=7, linger=0.02, wait=0.01, attempts=10**9
    )
    try:
        for _ in watch.run(feed):
            yield
    finally:
        store.close()


def nudge(job: Job) -> Iterator[list[str]]:
    """Deliver for ever; yields what each run came to."""
    client = TownClient(job.town, job.account)
    wiki = replace(SETTINGS, account=job.account)
    letters = Letters(MESSAGES, Links(job.keys.secret, _URL), _URL)
    store = job.store()
    worker = Nudge(wiki, store, client, client, client, client, MarkedDetector(), letters, MESSAGES)
    try:
        while True:
            yield list(worker.run(live=True))
    finally:
        store.close()


def run_patrol(job: Job) -> None:
    """Be a patrol until killed."""
    _log_to(job)
    for _ in patrol(job):
        pass


def run_nudge(job: Job) -> None:
    """Be a nudger until killed."""
    _log_to(job)
    for results in nudge(job):
        if not results:
            time.sleep(0.01)


def _log_to(job: Job) -> None:
    if job.log:
        sys.stderr = Path(job.log).open("a", buffering=1, encoding="utf-8")  # noqa: SIM115 - until killed
