"""What a database holds beside and after a run, read table by table past our own storage."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import func, make_url, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.tables import metadata

Row = dict[str, Any]
_QUEUES = tuple(metadata.tables[name] for name in ("inbox", "outbox"))


class Ledger:
    """A reader of the database that the bot works in."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def rows(self, table: str) -> list[Row]:
        """All rows of a table, in the order of their numbers where they have one."""
        source = metadata.tables[table]
        async with self._engine.connect() as connection:
            found = (await connection.execute(select(source))).mappings().all()
        return sorted((dict(row) for row in found), key=lambda row: int(row.get("id", 0)))

    async def unfinished(self) -> Counter[str]:
        """How many rows of the inbox and the outbox have not ended."""
        async with self._engine.connect() as connection:
            found = {
                queue.name: (
                    await connection.execute(select(func.count()).select_from(queue).where(queue.c.ended_at.is_(None)))
                ).scalar_one()
                for queue in _QUEUES
            }
        return +Counter(found)


@asynccontextmanager
async def open_ledger(url: str) -> AsyncIterator[Ledger]:
    """A ledger of the database at this address."""
    address = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    engine = create_async_engine(address.set(drivername=drivers[address.get_backend_name()]))
    try:
        yield Ledger(engine)
    finally:
        await engine.dispose()
