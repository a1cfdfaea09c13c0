"""A real MariaDB server of the tests' own: a folder, a free loopback port, gone when they end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.mariadb import LackingError, MariaDb, running


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDb]:
    """A MariaDB server (Debian's mariadb-server)."""
    try:
        with running(tmp_path_factory.mktemp("mariadb")) as server:
            yield server
    except LackingError as error:
        pytest.fail(f"The tests marked mariadb need MariaDB. {error}")
