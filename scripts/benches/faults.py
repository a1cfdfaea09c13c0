"""Faults from outside, one at a time: is any edit lost, anybody told twice, anything stuck, and is it named?

The real patrol and nudger meet each fault, the fault goes away, and the same commands run on as a job does.
Then everybody is accounted for. The log must name each fault, and no person. The wiki's faults stand before
a real MediaWiki, asked through pywikibot; the database's before SQLite and a real MariaDB; the disk is a
small file system of its own where one may be mounted, or a limit on files.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.incidents import Incident  # noqa: E402  # needs the path above
from bot.model import CaseState  # noqa: E402  # needs the path above
from bot.settings import Keys  # noqa: E402  # same
from scripts import mariadb  # noqa: E402  # same
from scripts.crash import kills  # noqa: E402  # same
from scripts.crash.verdict import Verdict  # noqa: E402  # same
from scripts.faults import disk, elsewhere, wikis  # noqa: E402  # same
from scripts.faults.scene import PHONE, Scene, incidents, numbered  # noqa: E402  # same


@dataclass
class Row:
    """What one fault came to. named are the incidents in the log that had to be there."""

    fault: str
    verdict: Verdict
    people: int
    named: str
    exit_code: str
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
    for name, trial, words in _DISK:
        ports, _ = elsewhere.paper()
        place = Path(tempfile.mkdtemp(dir=folder))
        with disk.small(place) as small:
            scene = Scene(f"sqlite:///{place}/store.sqlite", _keys(), ports, elsewhere.PEOPLE)
            yield _try(name if small.real else f"{name} (a limit, no disk)", scene, words, trial, small)
    if not options.without_mariadb:
        place = folder / "mariadb"
        place.mkdir()
        server = stack.enter_context(mariadb.running(place))
        for name, trial, words in (
            *_ELSEWHERE[-2:],
            ("database stopped, started again", _gone, (Incident.DATABASE_GONE, Incident.RESUMED)),
        ):
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


def _try(
    name: str, scene: Scene, expected: tuple[Incident, ...], trial: Callable[..., None], *more: Any
) -> Row:
    started = time.monotonic()
    with scene.listening():
        trial(scene, *more)
        ended = ", ".join(sorted({line for line in scene.said if line.startswith("exit")}))
        verdict = scene.recover()
    verdict.violations += [line for line in scene.said if line.startswith("unexpected")]
    verdict.violations += _unnamed(expected, scene.log.getvalue())
    return Row(name, verdict, len(scene.people), ", ".join(expected), ended, time.monotonic() - started)


def _unnamed(expected: tuple[Incident, ...], log: str) -> list[str]:
    """Return what the log should have named and did not, and what it should not have said."""
    named = incidents(log)
    said = [f"the log does not name {one}; it names {dict(named)}" for one in expected if not named[one]]
    return said + [f"the log holds {secret!r}" for secret in (PHONE[12:-1], *_NAMES) if secret in log]


def _killed(folder: Path, number: int) -> Iterator[Row]:
    log = folder / "killed.log"
    with redirect_stderr(io.StringIO()):
        result = kills.run(f"sqlite:///{folder}/killed.sqlite", _keys(), number, seed=9, log=str(log))
    people, expected = sum(result.verdict.states.values()), (Incident.RESUMED,)
    result.verdict.violations += _unnamed(expected, log.read_text("utf-8"))
    name = f"kill -9, {result.kills.total()} times"
    yield Row(name, result.verdict, people, ", ".join(expected), "", result.seconds)


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


_Trial = tuple[str, Callable[..., None], tuple[Incident, ...]]
_CUT_OFF = Incident.SENDING_CUT_OFF
_ELSEWHERE: tuple[_Trial, ...] = (
    ("kill -9 in the middle of a mail", elsewhere.killed_in_a_mail, (_CUT_OFF, Incident.RESUMED)),
    ("clock back and forth", elsewhere.clock_back_and_forth, (Incident.CLOCK_BACK, Incident.CLOCK_AHEAD)),
    ("stream half-open", elsewhere.half_open_stream, (Incident.STREAM_SILENT,)),
    ("two patrols by mistake", elsewhere.two_patrols, (Incident.SECOND_PATROL,)),
    ("two nudgers racing", elsewhere.two_nudgers, (Incident.SECOND_NUDGER,)),
)  # fmt: skip
_DISK: tuple[_Trial, ...] = (
    ("disk full while looking", elsewhere.disk_full_while_looking, (Incident.DISK_FULL,)),
    ("disk full after a mail", elsewhere.disk_full_after_a_mail, (Incident.DISK_FULL, _CUT_OFF)),
)  # fmt: skip
_SLOW, _FAILS, _GARBAGE, _LOOP, _UNKNOWN = (
    Incident.WIKI_SLOW, Incident.WIKI_FAILS, Incident.WIKI_GARBAGE, Incident.WIKI_REDIRECTS,
    Incident.MAIL_UNKNOWN,
)  # fmt: skip
_WIKI: tuple[_Trial, ...] = (
    ("wiki too slow with texts", wikis.ill(wikis.TEXTS, slow=2.5), (_SLOW,)),
    ("wiki too slow with a mail", wikis.ill(wikis.MAIL, slow=2.5), (_SLOW, _UNKNOWN)),
    ("wiki answers 503 for texts", wikis.ill(wikis.TEXTS, wikis.DOWN), (_FAILS,)),
    ("wiki answers 503 for a mail", wikis.ill(wikis.MAIL, wikis.DOWN), (_FAILS, _UNKNOWN)),
    ("wiki answers garbage for texts", wikis.ill(wikis.TEXTS, wikis.GARBAGE), (_GARBAGE,)),
    ("wiki answers garbage for a mail", wikis.ill(wikis.MAIL, wikis.GARBAGE), (_GARBAGE, _UNKNOWN)),
    ("wiki redirects in a loop, texts", wikis.ill(wikis.TEXTS, wikis.LOOP), (_LOOP,)),
    ("wiki redirects in a loop, a mail", wikis.ill(wikis.MAIL, wikis.LOOP), (_LOOP, _UNKNOWN)),
    ("mail server refuses for good", wikis.refused_mail("550 5.7.1 Not from you"), (Incident.MAIL_REFUSED,)),
    ("mail server refuses for now", wikis.refused_mail("451 4.3.0 Try later"), (Incident.MAIL_REFUSED,)),
    ("certificate nobody signed", wikis.certificate, (Incident.WIKI_CERTIFICATE,)),
)
# Whom the log must not name (P1).
_NAMES = (*elsewhere.PEOPLE, *wikis.PEOPLE)


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
        "ended with",
        "named in the log",
    )
    for column in columns:
        table.add_column(column, justify="left" if column.startswith(("fault", "named")) else "right")
    for row in rows:
        verdict = row.verdict
        unknown = (
            f"{verdict.states[CaseState.UNKNOWN]} ({verdict.unknown_with_mail} / {verdict.unknown_without})"
        )
        table.add_row(
            row.fault, str(row.people), str(verdict.states[CaseState.SENT]), unknown,
            str(len(verdict.violations)), row.exit_code or "—", row.named,
        )  # fmt: skip
    return table


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except mariadb.LackingError as error:
        sys.exit(f"faults: not measured. {error}")
