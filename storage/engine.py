"""The door to the database: checks it, migrates it, and opens transactions for one workspace at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from coaching.message import Tenant
from storage.errors import StorageError, database_errors_told
from storage.schema import find_schema_problem, upgrade_schema
from storage.sqlite import OneAtATime, find_file_problem, open_sqlite
from storage.unit_of_work import UnitOfWork


class Storage:
    """A database by its address: `sqlite:///dealcoach.db` (a path relative to the working folder) or `postgresql://...`.

    Nothing is opened before the first use. Raises `StorageError` for an address that it cannot use. Belongs to one
    event loop; close it when done.
    """

    def __init__(self, url: str) -> None:
        self._url = _understood(url)
        self._place = self._url.render_as_string(hide_password=True)
        self._engine = self._opened()
        self._writers = OneAtATime() if self._is_sqlite else None

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _opened(self) -> AsyncEngine:
        """The engine; a driver that is missing or cannot wait for us is told as one sentence."""
        try:
            return open_sqlite(self._url) if self._is_sqlite else create_async_engine(self._url, pool_pre_ping=True)
        except (ImportError, SQLAlchemyError) as error:
            raise StorageError(
                f"The driver for {self._place} cannot be used ({error}): install it, or name an async one"
                " (postgresql+psycopg or postgresql+asyncpg)."
            ) from error

    async def check(self) -> None:
        """Raise `StorageError`, saying what to do, unless the database can be reached and is migrated."""
        self._refuse_for(find_file_problem(self._url, may_create=False) if self._is_sqlite else None)
        async with self._transaction() as connection:
            problem = await connection.run_sync(find_schema_problem)
        self._refuse_for(problem)

    async def upgrade(self) -> None:
        """Create the tables, or bring them to this program's version: wholly or, when it fails, not at all."""
        self._refuse_for(find_file_problem(self._url, may_create=True) if self._is_sqlite else None)
        async with self._transaction() as connection:
            await connection.run_sync(upgrade_schema)

    def _refuse_for(self, problem: str | None) -> None:
        """Raise `StorageError` when there is a problem."""
        if problem:
            raise StorageError(f"The database at {self._place} {problem}.")

    @asynccontextmanager
    async def begin(self, tenant: Tenant) -> AsyncIterator[UnitOfWork]:
        """One transaction of `tenant`: committed at the end of the block, undone when the block raises.

        On SQLite one transaction is open at a time, so never wait for Slack or anything slow inside.
        """
        async with self._transaction() as connection:
            yield UnitOfWork(connection, tenant.key)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        """A connection within a transaction, in its turn."""
        turn = self._writers.turn() if self._writers else nullcontext()
        with database_errors_told(self._place):
            async with turn, self._engine.begin() as connection:
                yield connection

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def _understood(url: str) -> URL:
    """The address with its driver named: people write `sqlite:///...` and `postgres://...`."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StorageError(
            "DEALCOACH_DATABASE_URL is not a database's address: write for example sqlite:///dealcoach.db"
            " or postgresql://user:password@host/dealcoach."
        ) from error
    drivers = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql"}
    address = address.set(drivername=drivers.get(address.drivername, address.drivername))
    if address.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StorageError(f"Dealcoach keeps its data in SQLite or Postgres, not in {address.get_backend_name()}.")
    return address
