"""The web over SQLite; that the store behaves alike on MariaDB is tested with the store."""

import pytest

from bot.store import open_store


@pytest.fixture
def store(tmp_path, keys, clock):
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite", keys, clock)
    yield store
    store.close()
