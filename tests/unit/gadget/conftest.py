"""The web over SQLite; that the store behaves alike on MariaDB is tested with the store."""

import shutil

import pytest

from bot.store import open_store
from tests.stores import new_keys


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A database file with every migration applied: copying one takes a hundredth of making one."""
    path = tmp_path_factory.mktemp("store") / "store.sqlite"
    store = open_store(f"sqlite:///{path}", new_keys())
    store.close()  # the last connection folds the write-ahead log into the file
    return path


@pytest.fixture
def store(tmp_path, keys, clock, migrated):
    path = shutil.copyfile(migrated, tmp_path / "store.sqlite")
    store = open_store(f"sqlite:///{path}", keys, clock)
    yield store
    store.close()
