"""SQLite as we run it: write-ahead log, every commit on the disk, keys enforced, one writer at a time."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.sqlite_connection import connect

_BUSY_SECONDS = 30
"""How long a transaction waits for another process (a backup, `dealcoach deals`) that is writing to the same file."""


def open_sqlite(url: URL) -> AsyncEngine:
    """An engine whose transactions begin as writers, so that none fails half-way because another came first."""
    (path,), settings = url.get_dialect()().create_connect_args(url)
    by_hand = {**settings, "isolation_level": None, "timeout": _BUSY_SECONDS}  # None: the driver leaves BEGIN to us
    engine = create_async_engine(url, async_creator=partial(connect, partial(_open, path, **by_hand)))
    event.listen(engine.sync_engine, "begin", _begin_as_writer)
    return engine


def find_file_problem(url: URL, may_create: bool) -> str | None:
    """What is wrong with the file of a database, for the end of a sentence; None when it can be opened.

    Looked for beforehand, because a mere question must not create a file, and because the driver's "unable to open
    database file" does not say why.
    """
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return None
    path = Path(url.database)
    if not path.parent.is_dir():
        return f"has no folder to lie in: create {path.parent}"
    if not os.access(path.parent, os.W_OK):
        return f"lies in a folder that may not be written to: change the rights of {path.parent}"
    if path.exists():
        writable = path.is_file() and os.access(path, os.W_OK)
        return None if writable else "is not a file that may be written to: change its rights, or choose another"
    return None if may_create else "is not there yet: `dealcoach run` creates it"


def is_there(url: URL) -> bool:
    """Whether the file of a database exists; one in memory does not, before it is used."""
    return bool(url.database) and Path(str(url.database)).exists()


def _open(path: str, **settings: Any) -> sqlite3.Connection:
    """A connection with what SQLite keeps for each; FULL because what Slack was told we have must survive a power cut.

    Belongs into the connection's own thread, since it may wait for another process that opens the file.
    """
    with ExitStack() as stack:
        connection: sqlite3.Connection = sqlite3.connect(path, **settings)
        stack.enter_context(closing(connection))
        _write_ahead(connection)
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        stack.pop_all()
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite refuses this at once while somebody else does it, so try again."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _begin_as_writer(connection: Connection) -> None:
    """Ask for the write lock at once: a reader that turns writer later is refused without waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class OneAtATime:
    """Lets one task of this process through at a time, in the order in which they came."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._inside: asyncio.Task[Any] | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn; raises RuntimeError instead of waiting for ever for a turn that the same task holds."""
        task = asyncio.current_task()
        if task is self._inside:
            raise RuntimeError("A transaction is open in this task already: use its stores, do not begin a second one.")
        async with self._lock:
            self._inside = task
            try:
                yield
            finally:
                self._inside = None
