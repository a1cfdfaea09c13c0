"""Does anything grow, lag or get lost at 50 times Wikimedia's edit rate, with faults on, for half an hour?

A real patrol and nudger, each a process of its own, over a real store, follow an invented stream that cuts
connections, repeats itself and talks garbage; the wiki sometimes does not answer, mails fail or stay unknown.
Memory and open files are read from /proc all along and compared between the second and the last quarter.
"""

from __future__ import annotations

import argparse
import base64
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from cryptography.fernet import Fernet
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.model import CaseState, Subscriber  # noqa: E402  # needs the path above
from bot.settings import Keys  # noqa: E402  # same
from bot.store import Store, open_store  # noqa: E402  # same
from scripts.soak import stream, workers  # noqa: E402  # same
from scripts.soak.world import PEOPLE, WIKI, World, subscribed  # noqa: E402  # same

WIKIMEDIA_EDITS = 40  # a second, all wikis together: tens, see docs/reliability.md
_SAMPLES = 120
_PAGE = os.sysconf("SC_PAGE_SIZE")
MOST_GROWTH = 1.10  # of memory, from the second to the last quarter
MOST_LAG = 60.0  # seconds, the median of the last quarter


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen at one moment: bytes and open files of the patrol and the nudger, seconds of lag."""

    memory: tuple[int, int]
    files: tuple[int, int]
    lag: float


def main() -> int:
    """Run, print, and fail where something grew, lagged or was lost."""
    parser = argparse.ArgumentParser(prog="scripts/bench soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--times", type=float, default=50.0, help="times Wikimedia's edit rate (default 50)")
    parser.add_argument("--database", metavar="URL", help="an EMPTY database to use instead of a SQLite file")
    options = parser.parse_args()
    keys = Keys(
        (Fernet.generate_key().decode(),),
        os.urandom(32),
        os.urandom(32),
        base64.b64encode(os.urandom(32)).decode(),
    )
    rate = options.times * WIKIMEDIA_EDITS
    os.environ["PYTHONPATH"] = str(ROOT)
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite:///{folder}/soak.sqlite"
        store = open_store(database, keys)
        with store.begin() as tables:
            for person in filter(subscribed, range(PEOPLE)):
                tables.subscribers.add(Subscriber(WIKI, f"Otter {person}"))
        world = World(time.time() + 5, rate)
        ours, theirs = context.Pipe()
        served = context.Process(target=stream.serve, args=(world, theirs), daemon=True)
        served.start()
        job = workers.Job(world, ours.recv(), database, keys)
        watched = [
            context.Process(target=work, args=(job,), daemon=True) for work in (workers.patrol, workers.nudge)
        ]
        for process in watched:
            process.start()
        try:
            samples = _watch(watched, store, options.minutes * 60)
            alive = all(process.is_alive() for process in watched)
        finally:
            for process in (*watched, served):
                process.kill()
                process.join()
        return _conclude(samples, store, world, alive=alive)


def _watch(watched: list[BaseProcess], store: Store, seconds: float) -> list[Sample]:
    samples: list[Sample] = []
    began = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Soaking", total=_SAMPLES)
        for number in range(1, _SAMPLES + 1):
            time.sleep(max(0.0, began + number * seconds / _SAMPLES - time.monotonic()))
            if not all(process.is_alive() for process in watched):
                break
            ids = [process.pid or 0 for process in watched]
            memory = [_memory(pid) for pid in ids]
            files = [len(os.listdir(f"/proc/{pid}/fd")) for pid in ids]  # noqa: PTH208  # names are not needed
            samples.append(Sample((memory[0], memory[1]), (files[0], files[1]), _lag(store)))
            progress.update(task, completed=number)
    return samples


def _memory(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE


def _lag(store: Store) -> float:
    with store.read() as tables:
        position = tables.progress.position(f"eventstreams:page_change:{WIKI}")
    if not position:
        return 0.0
    then = time.strptime(json.loads(position)["time"], "%Y-%m-%dT%H:%M:%SZ")
    return max(0.0, time.time() - (time.mktime(then) - time.timezone))


def _conclude(samples: list[Sample], store: Store, world: World, *, alive: bool) -> int:
    quarter = len(samples) // 4
    early, late = samples[quarter : 2 * quarter], samples[-quarter:]
    violations = [] if alive else ["a process ended by itself"]
    if not quarter:
        print("soak: too short to say anything", file=sys.stderr)
        return 1
    with store.read() as tables:
        counts, states = tables.progress.counts(), tables.cases.count()
    checked, cases = counts.get((WIKI, "checked"), 0), counts.get((WIKI, "case"), 0)
    table = Table(title=f"{world.rate:,.0f} events a second", title_justify="left")
    for column in ("", "second quarter", "last quarter"):
        table.add_column(column, justify="right" if column else "left")
    growth = []
    for index, name in enumerate(("patrol", "nudger")):
        before = statistics.median(s.memory[index] for s in early)
        after = statistics.median(s.memory[index] for s in late)
        growth.append(after / before)
        table.add_row(f"memory of the {name}, MB", f"{before / 2**20:.1f}", f"{after / 2**20:.1f}")
        if after / before > MOST_GROWTH:
            violations.append(f"the memory of the {name} grew by {after / before - 1:.0%}")
        open_before, open_after = max(s.files[index] for s in early), max(s.files[index] for s in late)
        table.add_row(f"open files of the {name}, most", str(open_before), str(open_after))
        if open_after > open_before + 2:
            violations.append(f"the {name} has {open_after} files open, {open_before} before")
    lag = statistics.median(s.lag for s in late)
    table.add_row("lag behind the stream, s", f"{statistics.median(s.lag for s in early):.0f}", f"{lag:.0f}")
    if lag > MOST_LAG:
        violations.append(f"the patrol is {lag:.0f} s behind the stream")
    Console().print(table)
    shown = {state.name.lower(): n for state, n in states.items()}
    worst = max(sample.lag for sample in samples)
    print(f"pages checked {checked:,}, cases opened {cases:,}, now {shown}; worst lag {worst:.0f} s")
    if states.get(CaseState.SENDING, 0) > 1:
        violations.append(f"{states[CaseState.SENDING]} cases are stuck in sending")
    for text in violations:
        print(f"soak: {text}", file=sys.stderr)
    store.close()
    print(
        f"soak events_s={world.rate:.0f} checked={checked} cases={cases} lag_s={lag:.0f} "
        f"growth_patrol={growth[0]:.3f} growth_nudger={growth[1]:.3f} violations={len(violations)}"
    )
    return 1 if violations else 0


if __name__ == "__main__":
    raise SystemExit(main())
