"""An aiosqlite connection that asks its thread once for each statement.

A statement of ours takes SQLite microseconds; what it costs is the way to the connection's thread and back. SQLAlchemy
goes that way four times (open a cursor, execute, fetch, close); here the four are one piece of work for the thread.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite


class SqliteConnection(aiosqlite.Connection):
    """An aiosqlite connection in the words that SQLAlchemy's dialect uses."""

    _stopped: asyncio.Future[Any] | None = None

    async def _connect(self) -> aiosqlite.Connection:
        """Open the file; when that fails the thread has ended before it is told: its loop may close right after."""
        try:
            return await super()._connect()
        except Exception:
            if self._stopped:
                await self._stopped
            raise

    def stop(self) -> asyncio.Future[Any] | None:
        """Let the thread end; what is returned is done when it has."""
        self._stopped = super().stop()
        return self._stopped

    def cursor(self) -> "SqliteCursor":  # type: ignore[override]  # aiosqlite's own is awaited
        """A cursor, which costs nothing before it is used."""
        return SqliteCursor(self)

    async def run(self, statement: Callable[[sqlite3.Connection], "Outcome"]) -> "Outcome":
        """Let the connection's thread run a statement."""
        outcome: Outcome = await self._execute(lambda: statement(self._conn))  # type: ignore[no-untyped-call]
        return outcome


class Outcome:
    """All that came of a statement."""

    __slots__ = ("description", "lastrowid", "rowcount", "rows")

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self.rows: list[Any] = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid  # the count is known behind the last row only
        cursor.close()


def _execute(sql: str, values: Sequence[Any], connection: sqlite3.Connection) -> Outcome:
    return Outcome(connection.execute(sql, values))


def _execute_many(sql: str, rows: Iterable[Sequence[Any]], connection: sqlite3.Connection) -> Outcome:
    return Outcome(connection.executemany(sql, rows))


class SqliteCursor:
    """A cursor whose rows are all here once its statement has run."""

    arraysize = 1

    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._outcome: Outcome | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, values: Sequence[Any] = ()) -> Self:
        """Run a statement."""
        self._outcome = await self._connection.run(partial(_execute, sql, values))
        return self

    async def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Self:
        """Run a statement once for each row."""
        self._outcome = await self._connection.run(partial(_execute_many, sql, rows))
        return self

    async def fetchall(self) -> list[Any]:
        """The rows of the statement."""
        return self._outcome.rows if self._outcome else []

    async def close(self) -> None:
        """Nothing to do: the thread has closed what it opened."""

    @property
    def description(self) -> Any:
        """The names of the columns; None for a statement that gives no rows."""
        return self._outcome.description if self._outcome else None

    @property
    def rowcount(self) -> int:
        """How many rows a change has touched."""
        return self._outcome.rowcount if self._outcome else -1

    @property
    def lastrowid(self) -> int | None:
        """The number of the row inserted last."""
        return self._outcome.lastrowid if self._outcome else None


def connect(open_file: Callable[[], sqlite3.Connection]) -> SqliteConnection:
    """A connection to be awaited, which `open_file` opens in the connection's own thread."""
    connection = SqliteConnection(open_file, iter_chunk_size=64)
    connection._thread.daemon = True  # a process that ends does not wait for it
    return connection
