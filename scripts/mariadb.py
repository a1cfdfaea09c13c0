"""A real MariaDB for tests and benches: a folder and a free loopback port of its own, gone at the end."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql


class LackingError(RuntimeError):
    """There is no MariaDB, or it does not start; the text says why."""


class MariaDb:
    """The running server; `database` gives an empty database's URL; `stop` and `start` too."""

    def __init__(self, command: list[str], port: int, folder: Path) -> None:
        self._command = command
        self._port = port
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def start(self) -> None:
        """Start it, on the same port with the same data. Raises LackingError where it does not."""
        with self._log.open("a") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=log)
        for _ in range(300):
            try:
                self.connect().close()
            except pymysql.Error:
                if self._process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                return
        raise LackingError(f"MariaDB did not start:\n{self._log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End it, if it runs."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def connect(self) -> pymysql.Connection:
        """Connect as the user who may do everything."""
        return pymysql.connect(host="127.0.0.1", port=self._port, user="wikilatch", password="wikilatch")  # noqa: S106 - on this machine only, for minutes

    def database(self) -> str:
        """Make an empty database; returns its URL."""
        self._made += 1
        name = f"s00001__wikilatch{self._made}"
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        return f"mysql+pymysql://wikilatch:wikilatch@127.0.0.1:{self._port}/{name}?charset=utf8mb4"


@contextmanager
def running(folder: Path) -> Iterator[MariaDb]:
    """Run a server that keeps its data in an empty folder.

    Raises LackingError where there is none to run, or where it does not start.
    """
    server, install = shutil.which("mariadbd", path="/usr/sbin:/usr/bin"), shutil.which("mariadb-install-db")
    if server is None or install is None:
        raise LackingError("Run scripts/test, or apt-get install mariadb-server.")
    data = folder / "data"
    subprocess.run(
        [install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
         "--skip-test-db", "--user=root"],
        check=True, capture_output=True,
    )  # fmt: skip
    start = folder / "start.sql"
    start.write_text(
        "CREATE USER IF NOT EXISTS wikilatch@127.0.0.1 IDENTIFIED BY 'wikilatch';\n"
        "GRANT ALL ON *.* TO wikilatch@127.0.0.1;\n"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = MariaDb(
        [server, "--no-defaults", f"--datadir={data}", f"--socket={folder / 's'}", "--user=root",
         f"--port={port}", "--bind-address=127.0.0.1", f"--init-file={start}",
         f"--pid-file={folder / 'pid'}", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=1"],
        port, folder,
    )  # fmt: skip
    try:
        made.start()
        yield made
    finally:
        made.stop()
