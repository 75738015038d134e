"""Databases to measure on: migrated, filled with deals once, and copied afresh for each bot."""

import itertools
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Protocol, Self

import asyncpg
from postgres_server import PostgresServer

from benchmarks.workspace import TEAM, deal_name
from coaching.deal import Deal
from coaching.message import Tenant
from coaching.name_index import entries_of
from storage import Storage

_numbers = itertools.count(1)
_BATCH = 50_000


class Database(Protocol):
    """One kind of database server."""

    name: str

    async def filled(self, deals: int) -> str:
        """The address of a new database with so many open deals, each without updates yet."""
        ...

    async def copied(self, url: str) -> str:
        """The address of a copy of a database that nobody uses now."""
        ...


class SqliteFiles:
    """SQLite files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def filled(self, deals: int) -> str:
        """As `Database` says; the rows are copies of one that storage itself has written."""
        path = self._folder / f"{next(_numbers)}.db"
        await _with_first_deal(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as connection, connection:
            cursor = connection.execute("SELECT * FROM deals")
            columns, first = [told[0] for told in cursor.description], cursor.fetchone()
            places = ", ".join("?" * len(columns))
            named = ", ".join(columns)
            more = _like(columns, first, range(1, deals))
            connection.executemany(f"INSERT INTO deals ({named}) VALUES ({places})", more)  # noqa: S608  our own names
            connection.execute("CREATE TEMP TABLE filed AS SELECT tenant, entry, deal_key FROM name_index WHERE false")
            connection.executemany("INSERT INTO filed VALUES (?, ?, ?)", _filed(range(1, deals)))
            in_order = "SELECT tenant, entry, deal_key FROM filed ORDER BY 1, 2, 3"
            connection.execute(f"INSERT INTO name_index (tenant, entry, deal_key) {in_order}")
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("ANALYZE")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return f"sqlite:///{path}"

    async def copied(self, url: str) -> str:
        """As `Database` says."""
        source = url.removeprefix("sqlite:///")
        return f"sqlite:///{shutil.copy(source, self._folder / f'{next(_numbers)}.db')}"


class DurableServer(PostgresServer):
    """The tests' throw-away Postgres, but with every commit on the disk, as it comes."""

    def go_on(self) -> None:
        """Start the server on its cluster, and wait until it answers."""
        switches = f"-k {self._folder} -c listen_addresses= -c max_connections=60"
        self.run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", switches)

    def copy_database(self, name: str) -> str:
        """Create a copy of a database that nobody uses now, and return its address."""
        address = self.new_database()
        own = _name_in(address)
        for said in (f"DROP DATABASE {own}", f"CREATE DATABASE {own} TEMPLATE {name}"):
            self.run("psql", *self._to("postgres"), "-c", said)
        return address


class PostgresDatabases:
    """Databases of a throw-away Postgres."""

    name = "Postgres"

    def __init__(self, server: DurableServer) -> None:
        self._server = server

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        """Start a server and end it."""
        server = DurableServer()
        server.start()
        try:
            yield cls(server)
        finally:
            server.stop()

    def empty(self) -> str:
        """The address of a new database without tables."""
        return self._server.new_database()

    async def filled(self, deals: int) -> str:
        """As `Database` says; the rows are copies of one that storage itself has written."""
        url = self._server.new_database()
        await _with_first_deal(url)
        connection = await asyncpg.connect(url)
        first = await connection.fetchrow("SELECT * FROM deals")
        columns = list(first.keys())
        await connection.execute("ALTER TABLE name_index DROP CONSTRAINT pk_name_index")
        for batch in _batches(deals):
            rows = _like(columns, tuple(first), batch)
            await connection.copy_records_to_table("deals", records=rows, columns=columns)
            filed = ("tenant", "entry", "deal_key")
            await connection.copy_records_to_table("name_index", records=_filed(batch), columns=filed)
        await connection.execute(
            "ALTER TABLE name_index ADD CONSTRAINT pk_name_index PRIMARY KEY (tenant, entry, deal_key)"
        )
        await connection.execute("SELECT setval(pg_get_serial_sequence('deals', 'id'), $1)", deals)
        await connection.execute("ANALYZE")
        await connection.close()
        return url

    async def copied(self, url: str) -> str:
        """As `Database` says."""
        return self._server.copy_database(_name_in(url))


def _name_in(url: str) -> str:
    """The name of the database at a Postgres address."""
    return url.partition("?")[0].rpartition("/")[2]


async def _with_first_deal(url: str) -> None:
    """Create the tables and deal 0."""
    storage = Storage(url)
    await storage.upgrade()
    async with storage.begin(Tenant(TEAM)) as tx:
        await tx.deals.add(Deal(deal_name(0)))
    await storage.close()


def _like(columns: Sequence[str], first: Sequence[Any], numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Rows like the first deal's, for the deals of these numbers."""
    told = dict(zip(columns, first, strict=True))
    for number in numbers:
        name = deal_name(number)
        own = {"id": told["id"] + number, "name": name, "deal_key": name.lower()}
        yield tuple((told | own).values())


def _filed(numbers: Iterable[int]) -> Iterator[tuple[str, int, str]]:
    """The rows of the card index under which the deals of these numbers are found."""
    for number in numbers:
        key = deal_name(number).lower()
        yield from ((TEAM, entry, key) for entry in sorted(entries_of(key)))


def _batches(deals: int) -> Iterator[range]:
    return (range(start, min(start + _BATCH, deals)) for start in range(1, deals, _BATCH))
