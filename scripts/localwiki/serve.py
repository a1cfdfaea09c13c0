"""Serving a wiki's folder with PHP's own web server, and putting it back to what it was."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import socket
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.paths import LOCAL, SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.localwiki.install import MediaWiki
    from scripts.localwiki.processes import Child, Processes

_WORKERS = 4  # more answer no faster on two cores, but one slow request does not hold up the others
_START_SECONDS = 30.0
_STILL_SECONDS = 120.0  # a request waits for a database's lock for a minute at most


@dataclass(frozen=True, slots=True)
class WikiSite:
    """A wiki: MediaWiki's code, the folder with all that it knows, where it and its mail are served."""

    mediawiki: MediaWiki
    folder: Path
    port: int
    smtp_port: int

    @property
    def url(self) -> str:
        """The wiki's address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self) -> str:
        """The address of its api.php."""
        return f"{self.url}/w/api.php"

    def environment(self) -> dict[str, str]:
        """What MediaWiki's entry points and maintenance scripts need to know."""
        return {key: value for key, value in os.environ.items() if not key.startswith("WIKILATCH_")} | {
            "MW_INSTALL_PATH": str(self.mediawiki.code),
            "MW_CONFIG_FILE": str(SITE / "LocalSettings.php"),
            "MW_WIKI_DIR": str(self.folder),
            "MW_WIKI_URL": self.url,
            "MW_SMTP_PORT": str(self.smtp_port),
            "MW_L10N_DIR": str(LOCAL / f"l10n-{self.mediawiki.version}"),
            "PHP_CLI_SERVER_WORKERS": str(_WORKERS),
            "TZ": "UTC",
        }


def free_port(wanted: int = 0) -> int:
    """The wanted port of 127.0.0.1 if it is free, else any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise LocalWikiError("No port of 127.0.0.1 is free.")


def start(site: WikiSite, processes: Processes, log: Path) -> Child:
    """Serve the site until processes ends it; returns once its API answers.

    Raises LocalWikiError with the end of the server's log where it does not within half a minute.
    """
    child = processes.start(
        "The wiki's web server",
        [
            site.mediawiki.php, "-d", "memory_limit=512M", "-d", "opcache.enable_cli=1",
            "-S", f"127.0.0.1:{site.port}", "-t", SITE, SITE / "router.php",
        ],
        env=site.environment(),
        log=log,
    )  # fmt: skip
    end = time.monotonic() + _START_SECONDS
    while True:
        processes.check()
        answer = _ask(site)
        if answer is not None and answer.ok:
            return child
        if time.monotonic() > end:
            said = f"\nIt answered: {answer.text[:600]}" if answer is not None else ""
            raise LocalWikiError(
                f"The wiki at {site.url} does not answer; its log, {log}, ends:\n{child.said()}{said}"
            )
        time.sleep(0.05)


def _ask(site: WikiSite) -> requests.Response | None:
    try:
        with requests.Session() as session:
            session.trust_env = False
            return session.get(
                site.api, params={"action": "query", "meta": "siteinfo", "format": "json"}, timeout=20
            )
    except requests.ConnectionError:
        return None


def copy(template: Path, folder: Path) -> None:
    """Make folder a fresh copy of a wiki's folder, in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)


@contextlib.contextmanager
def still(folder: Path) -> Iterator[None]:
    """Wait until nothing of a wiki's requests is under way, what they put off included; new ones wait for us.

    Raises LocalWikiError where that takes two minutes.
    """
    end = time.monotonic() + _STILL_SECONDS
    with (folder / "requests.lock").open("a") as lock:  # router.php shares it
        while not _locked(lock.fileno()):
            _wait(end, "A request to the wiki does not end.")
        # A request lets go of the lock just before it closes its databases, and closing writes.
        for database in (folder / "data").glob("*.sqlite"):
            while not _is_closed(database):
                _wait(end, f"Somebody has {database} open.")
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_closed(database: Path) -> bool:
    with contextlib.closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:  # locked
            return False
        except sqlite3.DatabaseError:  # no database any more, so nobody's
            return True
    return True


def _wait(end: float, why: str) -> None:
    if time.monotonic() > end:
        raise LocalWikiError(why)
    time.sleep(0.01)


def restore(template: Path, folder: Path) -> None:
    """Put a wiki back to what it was, under its running server.

    Not under a request: it would write the old databases' pages into the new ones.
    """
    with still(folder):
        for database in (template / "data").glob("*.sqlite"):
            target = folder / "data" / database.name
            fresh = target.with_suffix(".fresh")
            shutil.copyfile(database, fresh)
            for leftover in (target.with_name(target.name + end) for end in ("-journal", "-wal", "-shm")):
                leftover.unlink(missing_ok=True)
            fresh.rename(target)
        shutil.rmtree(folder / "images", ignore_errors=True)
        shutil.copytree(template / "images", folder / "images")
