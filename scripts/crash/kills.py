"""Killing the patrol and the nudger with SIGKILL at random points, while edits go on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.model import CaseState, Subscriber
from bot.settings import Keys
from bot.store import DatabaseError, Store
from scripts.crash.town import WIKI, Town, TownServer
from scripts.crash.verdict import Verdict, account_for, judge
from scripts.crash.worker import Job, nudge, patrol, run_nudge, run_patrol

ROOT = Path(__file__).resolve().parents[2]
_WORK = {"patrol": run_patrol, "nudge": run_nudge}
# Workers' clocks are wrong by up to so many seconds, another amount after each kill: more than it takes for a
# sending to count as cut off, in both directions.
_JUMP = 1800.0
_RECOVERY_ROUNDS = 40


@dataclass
class Result:
    """What the kills came to."""

    verdict: Verdict
    town: Town
    kills: Counter[str] = field(default_factory=Counter)
    ended_by_themselves: Counter[str] = field(default_factory=Counter)
    two_pages: int = 0
    seconds: float = 0.0


def run(
    database: str, keys: Keys, kills: int, *, seed: int, longest: float = 0.5, log: str = "",
    progress: Callable[[int], None] = lambda _: None,
) -> Result:  # fmt: skip
    """Kill so many times, let everything recover, and judge.

    longest: of a life, in seconds; log: a file for what those who are killed write to stderr.
    """
    started = time.monotonic()
    chance = random.Random(seed)  # noqa: S311 - a trial to be told again, no secret
    town = Town(random.Random(seed + 1))  # noqa: S311 - same
    with TownServer(town) as server:
        job = Job(server.url, server.stream_url, database, keys, "PatrolBot 0", log=log)
        store = job.store()
        result = Result(Verdict(), town)
        titles: dict[str, list[str]] = {}
        others: list[str] = []
        with _Workers(job, chance, result) as workers:
            for number in range(kills):
                _happen(town, store, chance, titles, others, result)
                time.sleep(chance.uniform(0, longest))
                workers.kill(chance.choice(["patrol", "nudge"]))
                progress(number + 1)
        _recover(job, store, town)
        result.verdict = judge(store, WIKI, titles, others, town.mails)
        result.verdict.violations += account_for(store, WIKI, town.edits, town.by_account)
        store.close()
    result.seconds = time.monotonic() - started
    return result


def _happen(
    town: Town,
    store: Store,
    chance: random.Random,
    titles: dict[str, list[str]],
    others: list[str],
    result: Result,
) -> None:
    """Some people save pages: newcomers, and some who did before."""
    for _ in range(chance.randint(1, 3)):
        subscribed, exposing = chance.random() < 0.7, chance.random() < 0.8
        user = town.newcomer(subscribed=subscribed)
        if subscribed:
            with store.begin() as tables:
                tables.subscribers.add(Subscriber(WIKI, user))
        town.save(user, exposing=exposing)
        if not (subscribed and exposing):
            others.append(user)
            continue
        titles[user] = [f"Benutzer:{user}"]
        if chance.random() < 0.3:
            result.two_pages += 1
            titles[user].append(f"Benutzer:{user}/About")
            town.save(user, titles[user][1])
    if titles and chance.random() < 0.3:
        town.save(chance.choice(list(titles)))  # once more, with the same in it


class _Workers:
    """One patrol and one nudger; whichever was killed is started again."""

    def __init__(self, job: Job, chance: random.Random, result: Result) -> None:
        # A server that forks what it has loaded: starting Python anew would take longer than a life lasts.
        self._context = multiprocessing.get_context("forkserver")
        os.environ["PYTHONPATH"] = str(ROOT)
        self._context.set_forkserver_preload(["scripts.crash.worker"])
        self._job, self._chance, self._result = job, chance, result
        self._running: dict[str, BaseProcess] = {}
        self._lives = 0

    def __enter__(self) -> _Workers:
        for kind in _WORK:
            self._start(kind)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            process.kill()
            process.join()

    def kill(self, kind: str) -> None:
        """Kill one where it stands, and start another."""
        process = self._running[kind]
        if process.is_alive():
            with suppress(ProcessLookupError):
                os.kill(process.pid or 0, signal.SIGKILL)
            self._result.kills[kind] += 1
        process.join()
        if process.exitcode != -signal.SIGKILL:
            self._result.ended_by_themselves[kind] += 1
        process.close()
        self._start(kind)

    def _start(self, kind: str) -> None:
        self._lives += 1
        # Each life sends from another account, or the daily ceiling would end the trial after twenty mails.
        job = replace(
            self._job, account=f"PatrolBot {self._lives}", offset=self._chance.uniform(-_JUMP, _JUMP)
        )
        self._running[kind] = self._context.Process(target=_WORK[kind], args=(job,), daemon=True)
        self._running[kind].start()


def _recover(job: Job, store: Store, town: Town) -> None:
    """Let both go on undisturbed until nothing is due; the clock is moved so that nobody has to wait."""
    following: Iterator[None] = patrol(job)
    town.elsewhere()  # one more, so that there is something to come to the end with
    end = len(town.stream.events)
    for _ in following:
        with store.begin() as tables:
            position = tables.progress.position(f"eventstreams:page_change:{WIKI}") or ""
        if f'offset\\": {end - 1}}}' in position:
            break
    for round_ in range(_RECOVERY_ROUNDS):
        later = replace(job, account=f"PatrolBot R{round_}", offset=_JUMP * 2 + round_ * 7200)
        with suppress(DatabaseError):
            next(nudge(later))
        with store.begin() as tables:
            counts = tables.cases.count()
        if not counts.get(CaseState.OPEN) and not counts.get(CaseState.SENDING):
            return
