"""A real MariaDB server of the tests' own: a folder, a free loopback port, gone when they end."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pymysql
import pytest


class MariaDb:
    """The running server; `database` gives an empty database's URL."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._made = 0

    def connect(self) -> pymysql.Connection:
        return pymysql.connect(host="127.0.0.1", port=self._port, user="wikilatch", password="wikilatch")

    def database(self) -> str:
        self._made += 1
        name = f"s00001__wikilatch{self._made}"
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        return f"mysql+pymysql://wikilatch:wikilatch@127.0.0.1:{self._port}/{name}?charset=utf8mb4"


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDb]:
    """A MariaDB server (Debian's mariadb-server)."""
    server, install = shutil.which("mariadbd", path="/usr/sbin:/usr/bin"), shutil.which("mariadb-install-db")
    if server is None or install is None:
        pytest.fail(
            "The tests marked mariadb need MariaDB: run scripts/test, or apt-get install mariadb-server."
        )
    folder = tmp_path_factory.mktemp("mariadb")
    data = folder / "data"
    subprocess.run(
        [install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
         "--skip-test-db", "--user=root"],
        check=True, capture_output=True,
    )  # fmt: skip
    start = folder / "start.sql"
    start.write_text(
        "CREATE USER wikilatch@127.0.0.1 IDENTIFIED BY 'wikilatch';\n"
        "GRANT ALL ON *.* TO wikilatch@127.0.0.1;\n"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        [server, "--no-defaults", f"--datadir={data}", f"--socket={folder / 's'}", "--user=root",
         f"--port={port}", "--bind-address=127.0.0.1", f"--init-file={start}", f"--pid-file={folder / 'pid'}",
         "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=1"],
        stdout=subprocess.DEVNULL, stderr=log,
    )  # fmt: skip
    running = MariaDb(port)
    _wait(running, process, folder / "log")
    yield running
    process.terminate()
    process.wait(30)
    log.close()


def _wait(server: MariaDb, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            server.connect().close()
        except pymysql.Error:
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    process.kill()
    pytest.fail(f"MariaDB did not start:\n{log.read_text()[-2000:]}")
