"""The web under 50 connections, beside a bare Flask route in the same gunicorn in the same run.

wrk asks where it is installed (apt-get install wrk), else threads of Python. The inbox's wiki is a stand-in
that answers after 20 ms, as the real local one does. Floors: the API costs at most 2.5 times what the bare
route costs, overview and badge of the translations give at least 70 % of its throughput once cached and are
not sent again unchanged, nothing fails, and memory stays flat over 10,000 requests. Cost is the server's CPU
time for one answer, which other work on the machine changes little; requests a second it changes a lot.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import requests
from cryptography.fernet import Fernet
from flask import Flask
from rich.console import Console
from rich.table import Table
from werkzeug.middleware.dispatcher import DispatcherMiddleware

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot import settings as settings_module  # noqa: E402 - after the path
from bot.detect.analyzer import Analyzer  # noqa: E402 - same
from bot.model import Revision  # noqa: E402 - same
from bot.settings import WikiSettings  # noqa: E402 - same
from bot.store import open_store  # noqa: E402 - same
from gadget import create_app  # noqa: E402 - same
from tests.translators import Followed  # noqa: E402 - same

CONNECTIONS = 50
WIKI_SECONDS = 0.02
FLOOR = 2.5
CACHED = 0.7
TURNS = 5
MEMORY_REQUESTS = 10_000
MEMORY_GROWTH = 0.05
_PAGE = "I write about kelp.\n* Write to me at imogen@tidewrack-lantern.net.\n" + "Kelp grows. " * 300


class _Wiki:
    """A STAND-IN for a wiki: one user page, after the time that the real local one takes."""

    def user_pages(self, wiki: WikiSettings, user: str) -> list[Revision]:
        """Return the page."""
        time.sleep(WIKI_SECONDS)
        return [Revision(wiki.name, 1, 1, f"User:{user}", user, "2026-11-20T10:00:00Z", _PAGE, "en")]


def application() -> Flask:
    """Make the application with a bare Flask one beside it; gunicorn calls this."""
    settings = settings_module.load()
    names = settings.config / "names"
    analyzer = Analyzer.load(settings.config / "rules", names if names.is_dir() else None)
    store = open_store(settings.database_url, settings.keys())
    app = create_app(settings, store, pages=_Wiki(), analyzer=analyzer)
    bare = Flask("bare")
    bare.add_url_rule("/", "bare", lambda: {"status": "ok"})
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": bare})  # type: ignore[method-assign]  # as Flask documents
    return app


@dataclass(frozen=True, slots=True)
class Load:
    """One measured route: requests a second, 99th percentile in ms, failures, the server's CPU in ms each."""

    rate: float
    slowest: float
    failed: int
    cpu: float = 0.0


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Run gunicorn as Procfile does; yields address, process id, and the headers of somebody known."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    names = ("SEAL_KEYS", "DIGEST_KEY", "QUIET_KEY", "SECRET_KEY")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WIKILATCH_")}
    wikis = '[wikis.bench]\napi = "http://127.0.0.1:9/w/api.php"\nlang = "en"\n'
    (folder / "wikis.toml").write_text(wikis, "utf-8")
    environment |= {f"WIKILATCH_{name}": Fernet.generate_key().decode() for name in names} | {
        "WIKILATCH_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite",
        "WIKILATCH_WIKIS_FILE": str(folder / "wikis.toml"),
        "WIKILATCH_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "WIKILATCH_RATE_LIMIT": "1000000000 per minute",  # the limiter counts, and never says no
    }
    settings = settings_module.load(environment)
    store = open_store(settings.database_url, settings.keys())
    with store.begin() as tables:
        token = tables.grants.issue("1", "Kelp Otter", "bench")
        session = tables.sessions.start("1", "Kelp Otter")
    Followed(store).live()
    store.close()
    command = [
        sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py",
        "--bind", f"127.0.0.1:{port}", "--max-requests", "0", "--backlog", "2048",
        "scripts.benches.web:application()",
    ]  # fmt: skip
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base, process, folder / "log")
        headers = {"Authorization": f"Bearer {token}", "Cookie": f"wikilatch-session={session}",
                   "Origin": "http://127.0.0.1:9"}  # fmt: skip  # as the gadget on the wiki sends it
        yield base, process.pid, headers
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"the server ended: {log.read_text('utf-8')[-2000:]}")
        try:
            requests.get(f"{base}/healthz", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server does not answer")


def measure(pid: int, url: str, headers: dict[str, str], seconds: float) -> Load:
    """Ask a route from 50 connections for some seconds."""
    before = processor(pid)
    load = (_wrk if shutil.which("wrk") else _threads)(url, headers, seconds)
    return replace(load, cpu=(processor(pid) - before) * 1000 / max(load.rate * seconds, 1))


def processor(pid: int) -> float:
    """Return the seconds of CPU that a server and its workers have used."""
    ticks = 0
    for process in _family(pid):
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[str]:
    return [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def _wrk(url: str, headers: dict[str, str], seconds: float) -> Load:
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{max(1, round(seconds))}s",
        "--latency",
        "--timeout",
        "10s",
    ]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    slowest = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    if rate is None or slowest is None:
        sys.exit(f"wrk could not measure {url}: {said}")
    unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}[slowest[2]]
    bad = int(failed[1]) if failed else 0
    return Load(
        float(rate[1]), float(slowest[1]) * unit, bad + sum(map(int, errors.groups() if errors else ()))
    )


def _threads(url: str, headers: dict[str, str], seconds: float) -> Load:
    end = time.monotonic() + seconds

    def ask(_: int) -> tuple[list[float], int]:
        took, failed = [], 0
        with requests.Session() as session:
            while time.monotonic() < end:
                start = time.perf_counter()
                failed += session.get(url, headers=headers, timeout=30).status_code != 200
                took.append(time.perf_counter() - start)
        return took, failed

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = list(pool.map(ask, range(CONNECTIONS)))
    every = sorted(one for took, _ in answers for one in took)
    return Load(len(every) / seconds, every[int(len(every) * 0.99)] * 1000, sum(bad for _, bad in answers))


def memory(pid: int) -> float:
    """Return the memory of a server and its workers in MiB (proportional: shared pages count once)."""
    total = 0
    for process in _family(pid):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


def _requests(pid: int, url: str, headers: dict[str, str], number: int) -> None:
    done = 0
    while done < number:
        load = measure(pid, url, headers, 3)
        done += int(load.rate * 3)


ROUTES = {
    "health": "/healthz",
    "API state": "/api/v1/state",
    "API keep": "/api/v1/keep",
    "about": "/about",
    "inbox": "/inbox",
}


# Public and the same for everybody: asked without log-in, answered from what is kept.
PUBLIC = {"overview": "/translations", "badge": "/badge/ja.svg"}


def unchanged(base: str, path: str) -> bool:
    """Tell whether an answer that the browser has already is not sent again."""
    tag = requests.get(base + path, timeout=10).headers["ETag"]
    again = requests.get(base + path, headers={"If-None-Match": tag}, timeout=10)
    return again.status_code == 304 and not again.content


def main() -> None:
    """Measure, show, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--seconds", type=float, default=10.0, help="how long each route is asked (default 10)"
    )
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (base, pid, headers):
        for path in ["/bare/", *ROUTES.values(), *PUBLIC.values()]:
            measure(pid, base + path, headers, 2)  # first requests load rules and templates
        # The bare route just before each other one, in turns: the machine may be busier at one time than at
        # another. The turn of middling cost is shown and judged.
        pairs = {name: _middling(pid, base, path, headers, seconds) for name, path in ROUTES.items()}
        public = {name: _middling(pid, base, path, {}, seconds) for name, path in PUBLIC.items()}
        kept = all(unchanged(base, path) for path in PUBLIC.values())
        alone = statistics.median(_one_by_one(f"{base}/inbox", headers))
        before = memory(pid)
        _requests(pid, f"{base}/api/v1/state", headers, MEMORY_REQUESTS // 2)
        _requests(pid, f"{base}/about", headers, MEMORY_REQUESTS // 2)
        after = memory(pid)
    pairs |= public
    costs = {name: load.cpu / bare.cpu for name, (bare, load) in pairs.items()}
    # Of the bare route's throughput on the same processor time: what else the machine does is left out.
    slowest = min(1 / costs[name] for name in PUBLIC)
    failed = sum(bare.failed + load.failed for bare, load in pairs.values())
    share, growth = WIKI_SECONDS / alone, after / before - 1
    _show(pairs, costs, seconds)
    console = Console(stderr=True)
    console.print(
        f"One inbox alone: {alone * 1000:.1f} ms (the median), of which the wiki's answer is {share:.0%}"
    )
    console.print(f"Memory: {before:.1f} MiB before, {after:.1f} MiB after {MEMORY_REQUESTS:,} requests")
    print(
        f"web api_rps={pairs['API state'][1].rate:.0f} api_cost={costs['API state']:.2f} "
        f"inbox_rps={pairs['inbox'][1].rate:.0f} inbox_ms={alone * 1000:.1f} wiki_share={share:.2f} "
        f"memory_growth={growth:.3f} overview={1 / costs['overview']:.2f} badge={1 / costs['badge']:.2f} "
        f"not_modified={kept} failed={failed}"
    )
    if costs["API state"] > FLOOR or growth > MEMORY_GROWTH or failed or slowest < CACHED or not kept:
        sys.exit(1)


def _middling(pid: int, base: str, path: str, headers: dict[str, str], seconds: float) -> tuple[Load, Load]:
    turns = []
    for _ in range(TURNS):
        bare = measure(pid, f"{base}/bare/", headers, seconds / TURNS)
        turns.append((bare, measure(pid, base + path, headers, seconds / TURNS)))
    return sorted(turns, key=lambda turn: turn[1].cpu / turn[0].cpu)[TURNS // 2]


def _one_by_one(url: str, headers: dict[str, str], number: int = 40) -> Iterator[float]:
    with requests.Session() as session:
        for _ in range(number):
            start = time.perf_counter()
            session.get(url, headers=headers, timeout=10)
            yield time.perf_counter() - start


def _show(pairs: dict[str, tuple[Load, Load]], costs: dict[str, float], seconds: float) -> None:
    by = "wrk" if shutil.which("wrk") else "Python threads"
    table = Table(
        title=f"{CONNECTIONS} connections by {by}, {TURNS} times {seconds / TURNS:g} s; 2 workers, 4 threads"
    )
    for column in ("route", "requests/s", "bare/s", "CPU ms each", "bare", "cost", "99 % in ms", "failed"):
        table.add_column(column, justify="left" if column == "route" else "right")
    for name, (bare, one) in pairs.items():
        rates, cpu = (f"{one.rate:,.0f}", f"{bare.rate:,.0f}"), (f"{one.cpu:.2f}", f"{bare.cpu:.2f}")
        table.add_row(name, *rates, *cpu, f"{costs[name]:.2f}", f"{one.slowest:,.0f}", str(one.failed))
    Console(stderr=True).print(table)


if __name__ == "__main__":
    main()
