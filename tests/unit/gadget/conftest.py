"""The web over SQLite; that the store behaves alike on MariaDB is tested with the store."""

import shutil

import pytest

from bot.store import open_store
from tests.stores import Clock, new_keys
from tests.translators import Followed


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


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory):
    """A database file as two weeks of translating and refreshing leave it, and when that was."""
    path = tmp_path_factory.mktemp("store") / "refreshed.sqlite"
    store = open_store(f"sqlite:///{path}", new_keys())
    followed = Followed(store)
    followed.live()
    store.close()
    return path, followed.wiki.now


@pytest.fixture
def board_store(tmp_path, keys, refreshed):
    """A store with the demo's team pages, an hour after their last refresh."""
    path = shutil.copyfile(refreshed[0], tmp_path / "refreshed.sqlite")
    store = open_store(f"sqlite:///{path}", keys, Clock(refreshed[1].timestamp() + 3600))
    yield store
    store.close()
