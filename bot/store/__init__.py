"""What is kept, sealed, and for how long: cases, subscribers, opt-outs, cursors.

`with store.begin() as tables:` is one transaction; what happens in it happens wholly or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.settings import Keys
from bot.store.cases import Cases
from bot.store.claims import ClaimLostError, Claims
from bot.store.database import READ_ONLY, DatabaseError, incident_of, open_engine
from bot.store.grants import Grants
from bot.store.preferences import Preferences
from bot.store.progress import Progress
from bot.store.quiet import Quiet, QuietList
from bot.store.rotation import Rotation
from bot.store.sealing import Sealer
from bot.store.sessions import Logins, Sessions
from bot.store.standing import Standings
from bot.store.subscribers import Subscribers

__all__ = ["ClaimLostError", "DatabaseError", "Quiet", "Store", "Tables", "open_store"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables inside one transaction."""

    cases: Cases
    subscribers: Subscribers
    quiet: QuietList
    progress: Progress
    claims: Claims
    sessions: Sessions
    logins: Logins
    grants: Grants
    preferences: Preferences
    standings: Standings
    rotation: Rotation


class Store:
    """The store; hand one to whatever needs it."""

    def __init__(self, engine: Engine, sealer: Sealer, clock: Callable[[], float] = time.time) -> None:
        self.engine = engine
        self.sealer = sealer
        self.clock = clock

    @contextmanager
    def begin(self, *, keep: bool = True) -> Iterator[Tables]:
        """Open a transaction; it is committed at the end of the block, undone on any exception.

        Without `keep` it is always undone, which shows what a step would do (P12).
        Raises DatabaseError where the database cannot be reached or is full; its text holds no values (P1).
        """
        with self.told_plainly(), self.engine.begin() as connection:
            yield self._tables(connection)
            if not keep:
                connection.rollback()

    @contextmanager
    def read(self) -> Iterator[Tables]:
        """Open tables that are only read: on SQLite that waits for no writer and holds none up.

        Each question sees what was committed when it is asked. Raises DatabaseError.
        """
        with self.told_plainly(), self.engine.connect() as connection:
            yield self._tables(connection.execution_options(**{READ_ONLY: True}))

    def _tables(self, connection: Connection) -> Tables:
        parts = (connection, self.sealer, self.clock)
        return Tables(
            cases=Cases(*parts),
            subscribers=Subscribers(*parts),
            quiet=QuietList(*parts),
            progress=Progress(*parts),
            claims=Claims(*parts),
            sessions=Sessions(*parts),
            logins=Logins(*parts),
            grants=Grants(*parts),
            preferences=Preferences(*parts),
            standings=Standings(*parts),
            rotation=Rotation(*parts),
        )

    @contextmanager
    def told_plainly(self) -> Iterator[None]:
        """Turn what the database's driver raises, by itself or through SQLAlchemy, into DatabaseError."""
        try:
            yield
        except (DBAPIError, self.engine.dialect.loaded_dbapi.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise DatabaseError(
                f"the database failed ({type(cause).__name__}: {cause}); nothing of this step was kept. "
                "Check that there is room, and the right to write, where WIKILATCH_DATABASE_URL points",
                incident=incident_of(cause),
            ) from None

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_store(url: str, keys: Keys, clock: Callable[[], float] = time.time) -> Store:
    """Open the store at a database URL and migrate it; `sqlite://` lives in memory.

    clock returns seconds since the epoch. Raises DatabaseError.
    """
    return Store(open_engine(url), Sealer(keys), clock)
