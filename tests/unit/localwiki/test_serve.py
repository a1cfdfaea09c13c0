"""Putting a wiki back under its running server."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from scripts.localwiki import serve


def test_a_database_that_a_request_is_just_closing_is_waited_for(tmp_path):
    """Closing, SQLite writes what is in the journal beside the database and takes the journal away."""
    (tmp_path / "data").mkdir()
    database = sqlite3.connect(
        tmp_path / "data" / "wikicache.sqlite", isolation_level=None, check_same_thread=False
    )
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE objectcache (keyname)")
    with ThreadPoolExecutor() as beside:

        def closed():
            with serve.still(tmp_path):
                return not (tmp_path / "data" / "wikicache.sqlite-wal").exists()

        waiting = beside.submit(closed)
        with pytest.raises(TimeoutError):
            waiting.result(0.3)
        database.close()
        assert waiting.result(60)
