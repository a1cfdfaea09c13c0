"""Several patrols on one database, some killed: each wiki has one that follows it, no edit is handled twice.

Shift, Watch, EventStream and store are the real ones, in processes of their own; the stream is the tests'
double, texts and detector are stand-ins. The clock runs twenty times as fast, or a lease would take a minute.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.model import Policy, Revision, Subscriber
from bot.patrol.shift import Shift
from bot.patrol.watch import Desk, Report, Watch
from bot.settings import Keys, WikiSettings
from bot.store import Store, open_store
from bot.store.claims import LEASE
from bot.wiki.eventstreams import EventStream
from tests.doubles.eventstreams import Server, Stream, page_change
from tests.unit.patrol.doubles import MarkedDetector

ROOT = Path(__file__).resolve().parents[2]
WIKIS = tuple(f"{code}wiki" for code in ("ar", "de", "en", "fr", "ja", "ru"))
_FASTER = 20
_PATIENCE = 60.0  # seconds for everything to be handled after the last edit


@dataclass(frozen=True)
class Job:
    """What a patrol needs to know."""

    stream: str
    database: str
    keys: Keys
    holder: str = ""

    def store(self) -> Store:
        """Open the store under the fast clock."""
        return open_store(self.database, self.keys, _fast)


@dataclass
class Result:
    """What came of it; violations are sentences, and must be none. takeover: seconds by the fast clock."""

    edits: int = 0
    handled: int = 0
    duplicates: int = 0
    cases: int = 0
    kills: int = 0
    takeover: float = 0.0
    violations: list[str] = field(default_factory=list)


def _fast() -> float:
    return time.time() * _FASTER


class _Texts:
    """Pages of which every one exposes something."""

    def __init__(self, wiki: str) -> None:
        self._wiki = wiki

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        text = "call <phone:+44 121 234 5678>"
        return {
            number: Revision(self._wiki, 1, number, f"User:Otter {number}", f"Otter {number}", "", text, "en")
            for number in ids
        }

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        return dict.fromkeys(())


def work(job: Job) -> None:
    """Be one of the patrols until killed."""
    store = job.store()
    shift = Shift(store, WIKIS, holder=job.holder, pause=0.1, every=LEASE / _FASTER / 3)

    def begin(names: frozenset[str]) -> Generator[Report]:
        desks = {
            name: Desk(
                WikiSettings(name, "http://127.0.0.1:1", "en", policy=Policy.SUBSCRIBERS), _Texts(name)
            )
            for name in names
        }
        watch = Watch(desks, store, MarkedDetector(), live=True, holder=shift.holder)
        feed = EventStream(
            names, "sharing trial", url=job.stream, batch=5, linger=0.05, wait=0.05, attempts=10**9
        )
        yield from watch.run(feed)

    for _ in shift.follow(begin):
        pass


def run(
    database: str, keys: Keys, *, patrols: int = 3, kills: int = 3, edits: int = 400, seed: int = 1
) -> Result:
    """Let patrols share the wikis while people edit, kill some, and look what became of every edit."""
    chance = random.Random(seed)  # noqa: S311 - a trial to be told again, no secret
    stream, result = Stream(), Result()
    os.environ["PYTHONPATH"] = str(ROOT)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scripts.crash.sharing"])
    with Server(stream) as server:
        job = Job(server.url, database, keys)
        store = job.store()
        running: dict[str, BaseProcess] = {}

        def start(number: int) -> None:
            name = f"patrol {number}"
            running[name] = context.Process(target=work, args=(replace(job, holder=name),), daemon=True)
            running[name].start()

        for number in range(patrols):
            start(number)
        try:
            _shared(store, running, result)
            every = max(1, edits // (kills + 1))
            for number in range(1, edits + 1):
                _edit(stream, store, number, chance)
                result.edits += 1
                time.sleep(0.01)
                if number % every == 0 and result.kills < kills:
                    victim = running.pop(next(iter(running)))
                    os.kill(victim.pid or 0, signal.SIGKILL)
                    victim.join()
                    result.kills += 1
                    started = time.monotonic()
                    start(patrols + result.kills)
                    _shared(store, running, result)
                    result.takeover = max(result.takeover, (time.monotonic() - started) * _FASTER)
            _settle(stream, store, result)
        finally:
            for process in running.values():
                process.kill()
                process.join()
        store.close()
    return result


def _edit(stream: Stream, store: Store, number: int, chance: random.Random) -> None:
    wiki, user = chance.choice(WIKIS), f"Otter {number}"
    with store.begin() as tables:
        tables.subscribers.add(Subscriber(wiki, user))
    event = page_change(number % 3000, user=user, wiki_id=wiki, page__page_title=f"User:Otter_{number}")
    event["revision"]["rev_id"] = number
    event["dt"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    stream.add(event)


def _shared(store: Store, living: Collection[str], result: Result) -> None:
    """Wait until every wiki is followed again, by all of those that live and nobody else."""
    end = time.monotonic() + _PATIENCE
    holders: set[str] = set()
    while time.monotonic() < end:
        with store.begin() as tables:
            held = tables.claims.holders()
        holders = set(held.values())
        if set(held) == set(WIKIS) and holders == set(living):
            return
        time.sleep(0.05)
    result.violations.append(
        f"after {_PATIENCE:.0f} s {len(holders)} of {len(living)} patrols follow the wikis"
    )


def _settle(stream: Stream, store: Store, result: Result) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with store.begin() as tables:
            counts = tables.progress.counts()
            result.cases = sum(tables.cases.count().values())
        result.handled = sum(n for (_, name), n in counts.items() if name == "checked")
        result.duplicates = sum(n for (_, name), n in counts.items() if name == "refused:duplicate")
        if result.cases >= result.edits:
            break
        time.sleep(0.1)
    if result.cases != result.edits:
        result.violations.append(f"{result.edits} exposing edits, {result.cases} cases")
    if result.handled != result.edits:
        result.violations.append(
            f"{result.edits} edits, {result.handled} looked at: one was lost or seen twice"
        )
