"""A SELECT that is built once and asked with almost every request."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.expression import SelectBase


class Question:
    """A statement whose parameters are named by `bindparam`; compiled once for each kind of database.

    It is put to the driver itself: SQLAlchemy's own execution of so small a query costs ten times the
    database's. The connection is SQLAlchemy's, with its pool and its transaction.
    """

    def __init__(self, statement: SelectBase) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...] | None]] = {}

    def ask(self, connection: Connection, **wanted: str | int) -> list[tuple[Any, ...]]:
        """Return all rows. Raises what the driver raises; `Store` tells it plainly."""
        text, order = self._compiled.get(connection.dialect.name) or self._compile(connection)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text, wanted if order is None else tuple(wanted[name] for name in order))
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def one(self, connection: Connection, **wanted: str | int) -> tuple[Any, ...] | None:
        """Return the first row; None where there is none."""
        rows = self.ask(connection, **wanted)
        return rows[0] if rows else None

    def _compile(self, connection: Connection) -> tuple[str, tuple[str, ...] | None]:
        """Return the SQL, and the order of its parameters where the driver takes them by place."""
        compiled: Any = self._statement.compile(dialect=connection.dialect)
        if any(value is not None for value in compiled.params.values()):
            raise ValueError("a Question's values are all named by bindparam")
        made = str(compiled), tuple(compiled.positiontup) if compiled.positional else None
        self._compiled[connection.dialect.name] = made
        return made
