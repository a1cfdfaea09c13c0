"""Fixtures that give a test a real store, with throw-away keys and a clock that can be moved."""

import base64
import shutil
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import Keys
from bot.store import Store, open_store


class Clock:
    """A clock that stands still until it is moved, in seconds since the epoch."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def days(self, days: float) -> None:
        self.now += days * 86_400


def new_keys() -> Keys:
    return Keys(
        seal=(Fernet.generate_key().decode(),),
        digest=Fernet.generate_key(),
        quiet=Fernet.generate_key(),
        secret=base64.b64encode(b"s" * 32).decode(),
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys() -> Keys:
    return new_keys()


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory) -> Path:
    """An SQLite file with the schema and no row, to copy: migrating one takes longer than most tests."""
    file = tmp_path_factory.mktemp("schema") / "store.sqlite"
    open_store(f"sqlite:///{file}", new_keys(), Clock()).close()
    return file


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def database_url(request, tmp_path, _migrated) -> str:
    """A database without a row: SQLite in a file, and a real MariaDB."""
    if request.param == "mariadb":
        return request.getfixturevalue("mariadb").database()
    shutil.copy(_migrated, tmp_path / "store.sqlite")
    return f"sqlite:///{tmp_path}/store.sqlite"


@pytest.fixture
def store(database_url, keys, clock) -> Store:
    store = open_store(database_url, keys, clock)
    yield store
    store.close()
