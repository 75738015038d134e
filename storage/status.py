"""How the database is, in one look: for `dealcoach doctor` and the metrics."""

import time

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.claims import DUE, INBOX, KINDS, OUTBOX, depth_of, tenant_of
from storage.database_clock import DatabaseNow, off_clock
from storage.records import Failure, StorageStatus
from storage.schema import find_revision
from storage.tables import inbox

_SHOWN = 5
"""So many of the latest failures are told."""
_VERSION = {"sqlite": text("SELECT sqlite_version()"), "postgresql": text("SHOW server_version")}


async def read_status(connection: AsyncConnection) -> StorageStatus:
    """The state of the database behind an open transaction."""
    before = time.time()
    now = int((await connection.execute(select(DatabaseNow()))).scalar_one())
    ours = (before + time.time()) / 2
    dialect = connection.dialect.name
    last = (await connection.execute(select(inbox.c.created_at).order_by(inbox.c.id.desc()).limit(1))).scalar()
    return StorageStatus(
        dialect=dialect,
        server_version=str((await connection.execute(_VERSION[dialect])).scalar()),
        revision=await connection.run_sync(find_revision),
        clock_ahead_seconds=now / 1000 - ours,
        inbox=await depth_of(connection, INBOX.table),
        outbox=await depth_of(connection, OUTBOX.table),
        due=await depth_of(connection, DUE.table),
        last_event_at=off_clock(last) if last is not None else None,
        failures=await _failures(connection),
    )


async def _failures(connection: AsyncConnection) -> tuple[Failure, ...]:
    """The latest rows of all queues that were given up, the last one first."""
    found: list[Failure] = []
    for kind in KINDS.values():
        table = kind.table
        failed = select(table).where(table.c.state == "failed")
        rows = (await connection.execute(failed.order_by(table.c.ended_at.desc()).limit(_SHOWN))).mappings()
        found += [
            Failure(kind.name, tenant_of(row["tenant"]), row["id"], row["why"] or "", off_clock(row["ended_at"]))
            for row in rows
        ]
    return tuple(sorted(found, key=lambda failure: failure.at, reverse=True)[:_SHOWN])
