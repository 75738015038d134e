"""Moves all data into another, empty database: in batches that survive a kill, and proven by counts and checksums."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import copy_progress
from storage.errors import StorageError
from storage.plain_rows import Key, Summing, TableSum, key_of, read_batches, write_rows
from storage.schema import find_schema_problem
from storage.sequences import last_number, number_after, numbered_tables
from storage.tables import metadata

if TYPE_CHECKING:
    from storage.engine import Storage

BATCH = 500
"""Rows that are moved in one transaction."""

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dealcoach'"
    " AND datname = current_database() AND pid <> pg_backend_pid()"
)
_LOOKS, _LOOK_SECONDS = 8, 0.25
"""How often and when somebody is looked for: what was killed a moment ago is still seen for a while."""

Tell = Callable[[str, int, int], None]
"""Hears what is being done, how many rows are through, and how many there are; each row goes through three times."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table that source and target hold alike."""

    name: str
    sum: TableSum


def _tell_nobody(what: str, done: int, of: int) -> None:
    """Keep it to oneself."""


async def copy_data(
    source: "Storage", target: "Storage", tell: Tell = _tell_nobody, anew: bool = False, batch: int = BATCH
) -> tuple[CopiedTable, ...]:
    """Copy everything in `source` into the empty `target`, which gets its tables when it has none; what was copied.

    A copy that was interrupted goes on where it stopped; `anew` drops what that had copied and begins again. No bot
    starts on the target before the copy is finished. Raises `StorageError`, which says what to do, when the source is
    in use or of another version, when the target holds other data, and when the two differ at the end.
    """
    if source.place == target.place:
        raise StorageError(f"{source.place} cannot be copied to itself: name another database.")
    await source.check()
    async with source.hold_for_running():
        await _refuse_while_used(source)
        if await target.revision() is None:
            await target.upgrade()
        await _refuse_while_used(target)
        async with target.hold_for_running(), _snapshot(source) as reading:
            return await _Copy(reading, source.place, target, tell, batch).run(anew)


class _Copy:
    """One run of a copy, from a transaction of the source in which nothing changes."""

    def __init__(self, reading: AsyncConnection, place: str, target: "Storage", tell: Tell, batch: int) -> None:
        self._reading, self._place, self._target, self._batch = reading, place, target, batch
        self._tell, self._done, self._steps = tell, 0, 0

    async def run(self, anew: bool) -> tuple[CopiedTable, ...]:
        """Move, compare, and only then call it finished."""
        reached = await self._begin(anew)
        tables = metadata.sorted_tables
        self._steps = 3 * sum([await _count(self._reading, table) for table in tables])
        for table in tables:
            await self._move(table, reached[table.name])
        copied = tuple([await self._compare(table) for table in tables])
        await self._finish()
        return copied

    async def _begin(self, anew: bool) -> Mapping[str, Key | None]:
        """Behind which key each table goes on; the target is marked as unfinished from now on."""
        async with self._target._transaction() as writing:
            self._refuse_for(await writing.run_sync(find_schema_problem))
            begun = await copy_progress.is_begun(writing)
            if begun and anew:
                await _empty(writing)
                begun = False
            if not begun:
                self._refuse_for(await _find_data(writing))
                await copy_progress.begin(writing, self._place, metadata.tables)
            of, reached = await copy_progress.read(writing)
            other = f"holds an unfinished copy of {of}: finish that one, or begin again with --anew"
            self._refuse_for(other if of != self._place else None)
        return reached

    def _refuse_for(self, problem: str | None) -> None:
        """Raise `StorageError` when there is a problem with the target."""
        if problem:
            raise StorageError(f"The database at {self._target.place} {problem}.")

    async def _move(self, table: Table, reached: Key | None) -> None:
        """Move the rows behind `reached`; each batch commits together with how far it went."""
        moved = 0
        async for rows in read_batches(self._reading, table, self._batch, reached):
            async with self._target._transaction() as writing:
                await write_rows(writing, table, rows)
                await copy_progress.note(writing, table.name, key_of(table, rows[-1]))
            moved += len(rows)
            self._step(f"Copying {table.name}", len(rows))
        async with self._target._transaction() as writing:
            await _let_plan(writing, table)
        if reached is not None:
            self._step(f"Going on after {table.name}", await _count(self._reading, table) - moved)

    async def _compare(self, table: Table) -> CopiedTable:
        """What both hold in `table`; raises `StorageError` when it is not the same."""
        there = await self._sum(self._reading, table)
        async with _snapshot(self._target) as reading:
            here = await self._sum(reading, table)
        if here != there:
            raise StorageError(
                f"The copy differs from the source in {table.name} ({here.rows:,} rows for {there.rows:,}, checksum"
                f" {here.checksum[:8]} for {there.checksum[:8]}), because one of them was changed meanwhile: stop"
                " whatever changes it, and copy again with --anew."
            )
        return CopiedTable(table.name, here)

    async def _sum(self, connection: AsyncConnection, table: Table) -> TableSum:
        summing = Summing(table)
        async for rows in read_batches(connection, table, self._batch):
            summing.add(rows)
            self._step(f"Verifying {table.name}", len(rows))
        return summing.result

    async def _finish(self) -> None:
        """Let new rows be numbered after the last one that the source ever numbered, and take the mark away."""
        async with self._target._transaction() as writing:
            for table in numbered_tables():
                await number_after(writing, table, await last_number(self._reading, table))
            await copy_progress.end(writing)

    def _step(self, what: str, done: int) -> None:
        self._done += done
        self._tell(what, self._done, self._steps)


async def _refuse_while_used(storage: "Storage") -> None:
    """Raise `StorageError` when another process of ours stays connected to a database on a server."""
    for _ in range(_LOOKS):
        async with storage._transaction() as connection:
            if connection.dialect.name == "sqlite":
                return
            others: Any = await connection.scalar(_OTHERS)
        if not others:
            return
        await asyncio.sleep(_LOOK_SECONDS)
    raise StorageError(f"The database at {storage.place} is in use by another dealcoach: stop the bot first.")


@asynccontextmanager
async def _snapshot(storage: "Storage") -> AsyncIterator[AsyncConnection]:
    """A transaction that sees one state of the database; on SQLite nobody else may write meanwhile."""
    async with storage._transaction() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            await connection.execute(
                text("SET LOCAL idle_in_transaction_session_timeout = 0")
            )  # it waits for the other
        yield connection


async def _let_plan(connection: AsyncConnection, table: Table) -> None:
    """Let Postgres look at a filled table at once: until then it would seek the rows that a key points at slowly."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"ANALYZE {table.name}"))


async def _find_data(connection: AsyncConnection) -> str | None:
    """What the database holds, for the end of a sentence; None when all our tables are empty."""
    for table in metadata.sorted_tables:
        if rows := await _count(connection, table):
            return f"holds data already ({rows:,} rows in {table.name}): name an empty one"
    return None


async def _empty(connection: AsyncConnection) -> None:
    """Drop what an unfinished copy had copied, and its mark."""
    for table in reversed(metadata.sorted_tables):
        await connection.execute(table.delete())
    await copy_progress.end(connection)


async def _count(connection: AsyncConnection, table: Table) -> int:
    counted: Any = await connection.scalar(select(func.count()).select_from(table))
    return int(counted)
