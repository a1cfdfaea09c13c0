"""Kills patrol and nudger at random points and between each two statements; nobody may be lost or told twice.

The real Watch and Nudge run in processes of their own over a real database. Wiki, stream and mail are a
stand-in on loopback in this process, which counts the mails that it was given. Edits go on all the while,
some are announced twice, some mails fail, some get no answer, and the workers' clocks jump. Afterwards
everything is let recover, and every person and every edit is accounted for.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from cryptography.fernet import Fernet
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import make_url

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.model import CaseState  # noqa: E402  # needs the path above
from bot.settings import Keys  # noqa: E402  # same
from scripts.crash import injection, kills  # noqa: E402  # same
from scripts.mariadb import LackingError, running  # noqa: E402  # same

_SHOWN = 20


def main() -> int:
    """Run the harness; exit code 1 where anything that must hold did not."""
    parser = argparse.ArgumentParser(prog="scripts/bench crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="kills at random points (default %(default)s)")
    parser.add_argument("--seed", type=int, default=4, help="of the trial's chances (default %(default)s)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--mariadb", action="store_true", help="a MariaDB of its own instead of a SQLite file")
    where.add_argument(
        "--database", metavar="URL", help="an EMPTY database to use instead: it is emptied again"
    )
    options = parser.parse_args()
    console = Console(stderr=True)
    keys = Keys(
        seal=(Fernet.generate_key().decode(),),
        digest=os.urandom(32),
        quiet=os.urandom(32),
        secret=base64.b64encode(os.urandom(32)).decode(),
    )
    violations: list[str] = []
    points: Counter[str] = Counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        progress = stack.enter_context(Progress(console=console, transient=True))
        task = progress.add_task("Kills", total=options.kills)
        database = options.database or f"sqlite:///{folder}/crash.sqlite"
        if options.database and injection.holds_something(database, keys):
            sys.exit("crash: not measured. The database of --database is not empty; give one that is.")
        if options.mariadb:
            database = stack.enter_context(running(folder)).database()
        result = kills.run(
            database, keys, options.kills, seed=options.seed,
            progress=lambda done: progress.update(task, completed=done),
        )  # fmt: skip
        violations += result.verdict.violations
        progress.add_task("Faults between statements", total=None)
        for mode, where, verdict in injection.every_point(database, keys):
            points[mode] += where != "nowhere"
            violations += [f"{mode} at {where}: {text}" for text in verdict.violations]
    Console().print(_table(result, points, violations))
    for text in violations[:_SHOWN]:
        print(f"crash: {text}", file=sys.stderr)
    states = result.verdict.states
    kind = make_url(database).get_backend_name()
    print(
        f"crash on {kind} kills {result.kills.total()} points {points.total()} edits {result.town.edits} "
        f"sent {states[CaseState.SENT]} unknown {states[CaseState.UNKNOWN]} violations {len(violations)} "
        f"seconds {result.seconds:.0f}"
    )
    return 1 if violations or result.kills.total() < options.kills * 0.8 else 0


def _table(result: kills.Result, points: Counter[str], violations: list[str]) -> Table:
    verdict, town = result.verdict, result.town
    people = sum(verdict.states[state] for state in (CaseState.SENT, CaseState.UNKNOWN))
    twice = sum(n > 1 for n in town.mails.values())
    table = Table(title="Crashes, and what became of everybody", show_header=False)
    rows = {
        "kills of the patrol": result.kills["patrol"],
        "kills of the nudger": result.kills["nudge"],
        "ended by themselves (a database error)": result.ended_by_themselves.total(),
        "edits announced, duplicates counted": town.edits,
        "people who had to be told": people,
        "  of them with two exposing pages": result.two_pages,
        "cases ever opened": verdict.cases,
        "told, and known to be": verdict.states[CaseState.SENT],
        "listed as unknown, the mail had gone out": verdict.unknown_with_mail,
        "listed as unknown, it had not": verdict.unknown_without,
        "mails that failed and were tried again": town.asked["failed"],
        "people with two mails": twice,
        "faults injected: process killed": points["killed"],
        "faults injected: database error": points["database"],
        "violations": len(violations),
    }
    for what, number in rows.items():
        table.add_row(what, str(number))
    return table


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except LackingError as error:
        sys.exit(f"crash: not measured. {error}")
