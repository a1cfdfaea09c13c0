import errno
import io
import json
import sqlite3
import threading
from contextlib import redirect_stderr
from pathlib import Path

import pymysql
import pytest
import structlog

from bot.incidents import Incident, IncidentError, log_to_stderr, tell, tell_of
from bot.settings import ROOT
from bot.store.database import incident_of


@pytest.fixture(autouse=True)
def unconfigured():
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()


def said(act):
    lines = io.StringIO()
    with redirect_stderr(lines):
        act()
    return lines.getvalue()


def test_an_incident_is_one_line_of_json_with_its_name_and_a_sentence(capsys):
    line = json.loads(said(lambda: tell(Incident.WIKI_SLOW, wiki="dewiki")))
    assert line.pop("timestamp")
    assert line == {
        "event": "incident",
        "incident": "wiki_slow",
        "says": "the wiki does not answer in time",
        "wiki": "dewiki",
        "level": "warning",
    }
    assert capsys.readouterr().out == "", "stdout is for results"


def test_good_news_is_no_warning():
    assert json.loads(said(lambda: tell(Incident.STREAM_BACK, number=2)))["level"] == "info"


def test_on_a_terminal_it_is_a_sentence():
    log_to_stderr(for_people=True)
    assert said(lambda: tell(Incident.CLOCK_BACK, seconds=600)) == (
        "incident     clock_back  this machine's clock was set back  seconds=600\n"
    )


def test_what_an_exception_says_does_not_get_into_the_line():
    error = IncidentError("call +44 121 234 5678")
    assert said(lambda: tell_of(error)) == "", "an error of which nobody knows the cause is no incident"
    error.incident = Incident.WIKI_GARBAGE
    assert "121" not in said(lambda: tell_of(error, wiki="dewiki"))


def test_the_operators_guide_says_what_to_do_about_each():
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    first_cells = " ".join(line.split("|")[1] for line in guide.splitlines() if line.startswith("| `"))
    assert [one for one in Incident if f"`{one}`" not in first_cells] == []
    assert len({one.says for one in Incident}) == len(Incident)


@pytest.mark.parametrize(
    ("error", "incident"),
    [
        (pymysql.err.OperationalError(2003, "Can't connect"), Incident.DATABASE_GONE),
        (pymysql.err.OperationalError(2013, "Lost connection"), Incident.DATABASE_GONE),
        (pymysql.err.InterfaceError(0, ""), Incident.DATABASE_GONE),
        (pymysql.err.OperationalError(1114, "The table is full"), Incident.DISK_FULL),
        (pymysql.err.OperationalError(1213, "Deadlock found"), Incident.DATABASE_BUSY),
        (pymysql.err.OperationalError(1045, "Access denied"), Incident.DATABASE_FAILED),
        (OSError(errno.ENOSPC, "No space"), Incident.DISK_FULL),
        (OSError(errno.EDQUOT, "Quota"), Incident.DISK_FULL),
        (PermissionError(errno.EACCES, "Denied"), Incident.DATABASE_FAILED),
        (None, Incident.DATABASE_FAILED),
    ],
    ids=str,
)
def test_what_a_database_says_is_named(error, incident):
    assert incident_of(error) is incident


def raised_by(act):
    with pytest.raises(sqlite3.Error) as caught:
        act()
    return caught.value


def test_a_full_a_busy_and_a_broken_sqlite_are_told_apart(tmp_path: Path):
    file = tmp_path / "store.sqlite"
    one, other = sqlite3.connect(file, isolation_level=None), sqlite3.connect(file, timeout=0)
    try:
        one.execute("CREATE TABLE kept (x)")
        one.execute("PRAGMA max_page_count=2")
        full = raised_by(lambda: one.execute("INSERT INTO kept VALUES (zeroblob(100000))"))
        assert incident_of(full) is Incident.DISK_FULL
        one.execute("BEGIN EXCLUSIVE")
        busy = raised_by(lambda: other.execute("SELECT * FROM kept"))
        assert incident_of(busy) is Incident.DATABASE_BUSY
    finally:
        one.close()
        other.close()
    file.write_bytes(b"no database " * 100)
    broken = sqlite3.connect(file)
    try:
        error = raised_by(lambda: broken.execute("SELECT * FROM kept"))
    finally:
        broken.close()
    assert incident_of(error) is Incident.DATABASE_FAILED


def test_many_threads_write_whole_lines():
    def act():
        threads = [threading.Thread(target=tell, args=(Incident.RESUMED,)) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert [json.loads(line)["incident"] for line in said(act).splitlines()] == ["resumed"] * 20
