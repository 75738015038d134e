"""How far an unfinished copy has come, kept in its target: no bot starts there before the copy is finished."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Column, MetaData, String, Table, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.plain_rows import Key

_progress = Table(
    "copy_progress",
    MetaData(),
    Column("table_name", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("after_key", String),
)
"""A row for each table: what it is copied from, and behind which key it goes on (as JSON; none: from the start)."""


async def is_begun(connection: AsyncConnection) -> bool:
    """Whether this database holds an unfinished copy."""
    return await connection.run_sync(lambda opened: inspect(opened).has_table(_progress.name))


async def find_unfinished_copy(connection: AsyncConnection) -> str | None:
    """What to do about a copy that was begun into this database, for the end of a sentence; None when there is none."""
    if not await is_begun(connection):
        return None
    return "holds an unfinished copy: run the same `dealcoach db copy` again, which goes on where it stopped"


async def begin(connection: AsyncConnection, source: str, tables: Iterable[str]) -> None:
    """Mark that a copy of `source` begins."""
    await connection.run_sync(_progress.create)
    await connection.execute(_progress.insert(), [{"table_name": name, "source": source} for name in tables])


async def read(connection: AsyncConnection) -> tuple[str, Mapping[str, Key | None]]:
    """What is being copied, and behind which key each table goes on."""
    rows = (await connection.execute(select(_progress))).all()
    return rows[0].source, {row.table_name: row.after_key and tuple(json.loads(row.after_key)) for row in rows}


async def note(connection: AsyncConnection, table: str, key: Key) -> None:
    """All rows of `table` up to `key` are there, once this transaction has committed."""
    here = _progress.update().where(_progress.c.table_name == table)
    await connection.execute(here.values(after_key=json.dumps(key)))


async def end(connection: AsyncConnection) -> None:
    """Take the mark away."""
    await connection.run_sync(_progress.drop)
