"""What every table's class stands on: one connection inside one transaction, the sealer and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy.exc import IntegrityError

from bot.store.sealing import Sealer

DAY = 86_400
# P10: nothing is held longer than this many days after it was last of use.
RETENTION_DAYS = 90
# The day on which a row ends tells on which it was made, and beside the public recent changes of a small wiki
# that may be a name (P2). So rows end together, a week's or four weeks' at once.
WEEK, FOUR_WEEKS = 7, 28


class Rows:
    """Base of the table classes; lives as long as its transaction."""

    def __init__(self, connection: Connection, sealer: Sealer, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._sealer = sealer
        self._clock = clock

    def _now(self) -> int:
        return int(self._clock())

    def _today(self) -> int:
        return self._now() // DAY

    def _last_day(self, days: int, together: int) -> int:
        """Return the last day (since 1970) of rows that are kept so many days at most.

        together is WEEK or FOUR_WEEKS: it may be by less than so much sooner, and never later (P10).
        """
        return (self._today() + days) // together * together

    def _put(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
        """Insert or update one row; True where it is new. Works alike on SQLite and MariaDB."""
        if self._change(table, key, values):
            return False
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(table).values({**key, **values}))
        except IntegrityError:  # another process was faster: theirs is there, ours goes over it
            self._change(table, key, values)
            return False
        return True

    def _change(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
        statement = update(table).where(*(table.c[name] == value for name, value in key.items()))
        return bool(self._connection.execute(statement.values(values)).rowcount)
