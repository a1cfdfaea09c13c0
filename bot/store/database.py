"""Opening the database: SQLite in WAL mode, or MariaDB, brought to the newest migration."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from bot.incidents import Incident, IncidentError

# The execution option of a transaction that only reads.
READ_ONLY = "wikilatch_read_only"
MIGRATIONS = Path(__file__).parent / "migrations"
# The schema revision that the code knows; a test holds it to the newest file in migrations/versions.
NEWEST = "a002"


class DatabaseError(IncidentError):
    """The database cannot be used; the text names the setting and the mend, never the URL's password."""


# Primary and extended result codes of SQLite. Where a file may not grow (full, over its quota, a limit of the
# process) a write fails as "full" or as one of these, by where it happens.
_FULL = frozenset({
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
})  # fmt: skip
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
# Errors of MariaDB and of PyMySQL by number. Sources: https://mariadb.com/kb/en/mariadb-error-codes/ and
# pymysql.constants.CR: out of space; connection refused, lost or shut down; too many connections, locks.
_SERVER_INCIDENTS = {
    Incident.DISK_FULL: frozenset({3, 20, 1021, 1026, 1114}),
    Incident.DATABASE_GONE: frozenset({1053, 1077, 1080, 1152, 1927, 2002, 2003, 2005, 2006, 2013, 2055}),
    Incident.DATABASE_BUSY: frozenset({1040, 1205, 1213}),
}


def incident_of(cause: BaseException | None) -> Incident:
    """Return the incident behind what a database's driver raised."""
    if isinstance(cause, OSError):
        return Incident.DISK_FULL if cause.errno in (errno.ENOSPC, errno.EDQUOT) else Incident.DATABASE_FAILED
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        if code in _FULL:
            return Incident.DISK_FULL
        return Incident.DATABASE_BUSY if code & 0xFF in _BUSY else Incident.DATABASE_FAILED
    number = cause.args[0] if cause is not None and cause.args else None
    # PyMySQL says (0, "") where it finds its own connection closed already.
    if number == 0:
        return Incident.DATABASE_GONE
    known = (incident for incident, numbers in _SERVER_INCIDENTS.items() if number in numbers)
    return next(known, Incident.DATABASE_FAILED)


def open_engine(url: str) -> Engine:
    """Open a database and migrate it.

    url is SQLAlchemy's: `sqlite:///path`, `sqlite://` (in memory) or `mysql+pymysql://…?charset=utf8mb4`.
    Raises DatabaseError.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError("WIKILATCH_DATABASE_URL is not a database URL such as sqlite:///file") from None
    try:
        engine = _sqlite(url) if parsed.get_backend_name() == "sqlite" else _server(url)
        migrate(engine)
    except (OperationalError, SQLAlchemyError, OSError) as error:
        shown = parsed.render_as_string(hide_password=True)
        cause = getattr(error, "orig", None) or error
        raise DatabaseError(
            f"the database {shown} cannot be opened ({type(cause).__name__}: {cause}); "
            "check WIKILATCH_DATABASE_URL, that the server runs and that the folder can be written to",
            incident=incident_of(cause),
        ) from None
    return engine


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest revision (Alembic)."""
    with engine.begin() as connection:
        known = inspect(connection).has_table("alembic_version")
        if known and connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == NEWEST:
            return
        # Here, because a command that finds the schema as it is need not wait for Alembic to load.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _sqlite(url: str) -> Engine:
    parsed = make_url(url)
    options: dict[str, Any] = {}
    if parsed.database in (None, "", ":memory:"):
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, **options)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's recipe: we say BEGIN ourselves, below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # a case that was promised survives a power cut
        connection.execute("PRAGMA secure_delete=ON")  # what was forgotten is not left in free pages (P10)
        connection.execute("PRAGMA busy_timeout=10000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # IMMEDIATE: a reader that turns into a writer halfway would fail instead of waiting. Whoever said to
        # read only waits for nobody, and nobody for them: each question is a transaction of its own, as it is
        # on MariaDB under READ COMMITTED.
        if not connection.get_execution_options().get(READ_ONLY, False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _server(url: str) -> Engine:
    # hide_parameters: an error's text must not carry what was written (P1).
    # READ COMMITTED: under MariaDB's default two processes that look for a row, find none and insert it lock
    # the gap against each other, and one fails; and what is read after waiting for a row must be current.
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=True, pool_recycle=240, isolation_level="READ COMMITTED"
    )
