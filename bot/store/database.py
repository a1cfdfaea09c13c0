"""Opening the database: SQLite in WAL mode, or MariaDB, brought to the newest migration."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

# The execution option of a transaction that only reads.
READ_ONLY = "wikilatch_read_only"
MIGRATIONS = Path(__file__).parent / "migrations"
# The schema revision that the code knows; a test holds it to the newest file in migrations/versions.
NEWEST = "a002"


class DatabaseError(RuntimeError):
    """The database cannot be used; the text names the setting and the mend, never the URL's password."""


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
            "check WIKILATCH_DATABASE_URL, that the server runs and that the folder can be written to"
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
