"""The run lock: one running bot for a SQLite file, while other commands may read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import URL

from storage.errors import StorageError


@contextmanager
def run_lock(url: URL) -> Iterator[None]:
    """Hold the lock beside the file of a SQLite database; the system lets go of it when the process dies.

    Raises `StorageError` when somebody else holds it. A database in memory, and one on a server, need none.
    """
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        yield
        return
    with closing(sqlite3.connect(f"{url.database}.running", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise StorageError(
                f"{url.database} is in use: another dealcoach run uses this file. Stop that one first, or name another"
                " file in DEALCOACH_DATABASE_URL; several processes on one database need Postgres."
            ) from error
        yield
