"""The second yardstick: the bare echo bot that, for each event, also sends the SQL that our bot sends, and no more.

The SQL was recorded from our bot with the same events on a copy of the same database; here the driver itself sends it,
one transaction after the other. Groups and batches of several events are shared out evenly among them.
"""

import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import aiohttp
import aiosqlite
import asyncpg
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.bare_echo import echo_app, post_echo, serve
from benchmarks.recording import Transaction, read_recording


class RawDatabase(Protocol):
    """A driver's own connection."""

    async def send(self, transaction: Transaction) -> None:
        """Send one transaction."""
        ...


class RawAiosqlite:
    """SQLite over aiosqlite, the driver with a thread of its own."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def send(self, transaction: Transaction) -> None:
        """As `RawDatabase` says."""
        await self._connection.execute("BEGIN IMMEDIATE")
        for statement in transaction:
            if statement.many:
                await self._connection.executemany(statement.sql, statement.values)
            else:
                await self._connection.execute_fetchall(statement.sql, statement.values)
        await self._connection.execute("COMMIT")


class RawSqlite3:
    """SQLite over the standard library's module; what may wait, for a lock or for the disk, goes to a thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def send(self, transaction: Transaction) -> None:
        """As `RawDatabase` says."""
        await asyncio.to_thread(self._connection.execute, "BEGIN IMMEDIATE")
        for statement in transaction:
            if statement.many:
                self._connection.executemany(statement.sql, statement.values)
            else:
                self._connection.execute(statement.sql, statement.values).fetchall()
        await asyncio.to_thread(self._connection.execute, "COMMIT")


class RawPostgres:
    """Postgres over asyncpg."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def send(self, transaction: Transaction) -> None:
        """As `RawDatabase` says."""
        async with self._connection.transaction():
            for statement in transaction:
                if statement.many:
                    await self._connection.executemany(statement.sql, statement.values)
                else:
                    await self._connection.fetch(statement.sql, *statement.values)


class Replay:
    """Sends the recorded transactions, for each event its share."""

    def __init__(self, database: RawDatabase, transactions: list[Transaction], events: int) -> None:
        self._database, self._left = database, iter(transactions)
        self._share, self._owed = len(transactions) / events, 0.0
        self._turn = asyncio.Lock()

    async def send_share(self) -> None:
        """Send what one event costs."""
        async with self._turn:
            self._owed += self._share
            for transaction in self._due():
                await self._database.send(transaction)

    def _due(self) -> Iterator[Transaction]:
        while self._owed >= 1:
            self._owed -= 1
            yield from [next(self._left)]


async def open_raw(url: str, driver: str) -> RawDatabase:
    """A connection to the database at `url`; SQLite with what our bot sets on it."""
    if url.startswith("postgresql"):
        return RawPostgres(await asyncpg.connect(url))
    path = url.removeprefix("sqlite:///")
    pragmas = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
    if driver == "sqlite3":
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return RawSqlite3(connection)
    threaded = await aiosqlite.connect(path, isolation_level=None)
    for pragma in pragmas:
        await threaded.execute(f"PRAGMA {pragma}")
    return RawAiosqlite(threaded)


async def main(api_url: str, port: int, url: str, driver: str, recording: Path, events: int) -> None:
    """Run the bot: `recording` holds what `events` events cost."""
    replay = Replay(await open_raw(url, driver), read_recording(recording), events)

    async def remember_and_post(event: dict[str, Any], client: AsyncWebClient) -> None:
        await replay.send_share()
        await post_echo(event, client)

    async with aiohttp.ClientSession() as session:
        app = echo_app(session, api_url)
        app.event("message")(remember_and_post)
        await serve(app, port)


if __name__ == "__main__":
    api_url, port, url, driver, recording, events = sys.argv[1:]
    asyncio.run(main(api_url, int(port), url, driver, Path(recording), int(events)))
