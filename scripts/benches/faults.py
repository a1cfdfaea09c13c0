"""Faults from outside, one at a time: is any edit lost, anybody told twice, anything stuck, and is it named?

The real patrol and nudger meet each fault, the fault goes away, and the same commands run on as a job does.
Then everybody is accounted for. The wiki's faults stand before a real MediaWiki, asked through pywikibot;
the database's before SQLite and a real MariaDB.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.model import CaseState  # noqa: E402  # needs the path above
from bot.settings import Keys  # noqa: E402  # same
from scripts import mariadb  # noqa: E402  # same
from scripts.crash import kills  # noqa: E402  # same
from scripts.crash.verdict import Verdict  # noqa: E402  # same
from scripts.faults import elsewhere, wikis  # noqa: E402  # same
from scripts.faults.scene import Scene, numbered  # noqa: E402  # same


@dataclass
class Row:
    """What one fault came to. named is the line or outcome that said so."""

    fault: str
    verdict: Verdict
    people: int
    named: str
    seconds: float


def main() -> int:
    """Run all, print the table, and fail where anything that must hold did not."""
    parser = argparse.ArgumentParser(prog="scripts/bench faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=40, help="kills with SIGKILL (default %(default)s)")
    parser.add_argument("--without-wiki", action="store_true", help="leave out what needs a real MediaWiki")
    parser.add_argument("--without-mariadb", action="store_true", help="leave out what needs a MariaDB")
    options = parser.parse_args()
    console, rows = Console(stderr=True), []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        trials = _killed(folder, options.kills)
        for one in _all(stack, folder, trials, options, console):
            rows.append(one)
            console.print(f"{one.fault}: {len(one.verdict.violations)} violations")
    Console(width=160).print(_table(rows))
    violations = [f"{row.fault}: {text}" for row in rows for text in row.verdict.violations]
    for text in violations:
        print(f"faults: {text}", file=sys.stderr)
    sent = sum(row.verdict.states[CaseState.SENT] for row in rows)
    unknown = sum(row.verdict.states[CaseState.UNKNOWN] for row in rows)
    print(
        f"faults {len(rows)} people {sum(row.people for row in rows)} told {sent} unknown {unknown} "
        f"violations {len(violations)} seconds {sum(row.seconds for row in rows):.0f}"
    )
    return 1 if violations else 0


def _all(
    stack: ExitStack, folder: Path, first: Iterator[Row], options: argparse.Namespace, console: Console
) -> Iterator[Row]:
    yield from first
    databases = numbered(folder)
    for name, trial, words in _ELSEWHERE:
        ports, _ = elsewhere.paper()
        yield _try(name, Scene(next(databases), _keys(), ports, elsewhere.PEOPLE), words, trial)
    if not options.without_mariadb:
        place = folder / "mariadb"
        place.mkdir()
        server = stack.enter_context(mariadb.running(place))
        for name, trial, words in (*_ELSEWHERE[-2:], ("database stopped, started again", _gone, ("exit 4",))):
            ports, _ = elsewhere.paper()
            scene = Scene(server.database(), _keys(), ports, elsewhere.PEOPLE)
            yield _try(f"{name} (MariaDB)", scene, words, trial, *[server] * (trial is _gone))
    if not options.without_wiki:
        place = folder / "wiki"
        place.mkdir()
        real = stack.enter_context(wikis.running(place, console.print))
        for name, trial, words in _WIKI:
            with real.fresh() as (ports, proxy):
                scene = Scene(next(databases), _keys(), ports, wikis.PEOPLE)
                yield _try(name, scene, words, trial, proxy if name.startswith("wiki") else real)


def _try(name: str, scene: Scene, words: tuple[str, ...], trial: Callable[..., None], *more: Any) -> Row:
    started = time.monotonic()
    trial(scene, *more)
    named = next((line for line in scene.said for word in words if word in line), "")
    verdict = scene.recover()
    verdict.violations += [line for line in scene.said if line.startswith("unexpected")]
    if words and not named:
        verdict.violations.append(f"nothing named it; said was {scene.said}")
    return Row(name, verdict, len(scene.people), named, time.monotonic() - started)


def _killed(folder: Path, number: int) -> Iterator[Row]:
    result = kills.run(f"sqlite:///{folder}/killed.sqlite", _keys(), number, seed=9)
    people = sum(result.verdict.states.values())
    named = f"{result.verdict.states[CaseState.UNKNOWN]} listed by `wikilatch cases`"
    yield Row(f"kill -9, {result.kills.total()} times", result.verdict, people, named, result.seconds)


def _gone(scene: Scene, server: mariadb.MariaDb) -> None:
    scene.publish()
    server.stop()
    scene.patrol()
    server.start()
    scene.patrol()
    mailbox = scene.ports.mailer
    mailbox.before = server.stop
    scene.nudge()
    mailbox.before = lambda: None
    server.start()


_Trial = tuple[str, Callable[..., None], tuple[str, ...]]
_ELSEWHERE: tuple[_Trial, ...] = (
    ("disk full while looking", elsewhere.disk_full_while_looking, ("exit 4",)),
    ("disk full after a mail", elsewhere.disk_full_after_a_mail, ("exit 4",)),
    ("clock back and forth", elsewhere.clock_back_and_forth, ()),
    ("stream half-open", elsewhere.half_open_stream, ("exit 3",)),
    ("two patrols by mistake", elsewhere.two_patrols, ()),
    ("two nudgers racing", elsewhere.two_nudgers, ("taken", "sent")),
)
_WIKI: tuple[_Trial, ...] = (
    ("wiki too slow with texts", wikis.ill(wikis.TEXTS, slow=2.5), ("exit 3",)),
    ("wiki too slow with a mail", wikis.ill(wikis.MAIL, slow=2.5), ("unknown",)),
    ("wiki answers 503 for texts", wikis.ill(wikis.TEXTS, wikis.DOWN), ("exit 3",)),
    ("wiki answers 503 for a mail", wikis.ill(wikis.MAIL, wikis.DOWN), ("unknown",)),
    ("wiki answers garbage for texts", wikis.ill(wikis.TEXTS, wikis.GARBAGE), ("exit 3",)),
    ("wiki answers garbage for a mail", wikis.ill(wikis.MAIL, wikis.GARBAGE), ("unknown",)),
    ("wiki redirects in a loop, texts", wikis.ill(wikis.TEXTS, wikis.LOOP), ("exit 3",)),
    ("wiki redirects in a loop, a mail", wikis.ill(wikis.MAIL, wikis.LOOP), ("unknown",)),
    ("mail server refuses for good", wikis.refused_mail("550 5.7.1 Not from you"), ("mail_failed",)),
    ("mail server refuses for now", wikis.refused_mail("451 4.3.0 Try later"), ("mail_failed",)),
    ("certificate nobody signed", wikis.certificate, ("does not answer", "is not a wiki")),
)  # fmt: skip


def _keys() -> Keys:
    return Keys(
        seal=(Fernet.generate_key().decode(),),
        digest=os.urandom(32),
        quiet=os.urandom(32),
        secret=base64.b64encode(os.urandom(32)).decode(),
    )


def _table(rows: list[Row]) -> Table:
    table = Table(title="Faults, and what became of everybody", title_justify="left")
    columns = (
        "fault",
        "people",
        "told once",
        "unknown: mail went out / not",
        "told twice, lost or stuck",
        "named",
    )
    for column in columns:
        table.add_column(column, justify="left" if column in ("fault", "named") else "right")
    for row in rows:
        verdict = row.verdict
        unknown = (
            f"{verdict.states[CaseState.UNKNOWN]} ({verdict.unknown_with_mail} / {verdict.unknown_without})"
        )
        table.add_row(
            row.fault, str(row.people), str(verdict.states[CaseState.SENT]), unknown,
            str(len(verdict.violations)), row.named[:70] or "—",
        )  # fmt: skip
    return table


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except mariadb.LackingError as error:
        sys.exit(f"faults: not measured. {error}")
