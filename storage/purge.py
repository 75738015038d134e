"""Purging: what has ended is forgotten once Slack cannot deliver it again; what failed stays a week to be looked at."""

from datetime import timedelta

from sqlalchemy import Table, delete, select, update

from storage.chosen_ids import IsChosen
from storage.claims import KINDS, Door
from storage.database_clock import DatabaseNow, in_milliseconds
from storage.tables import pace

FAILED_KEPT = timedelta(days=7)
"""How long a row that was given up is kept, without its words."""
_AT_ONCE = 1000
"""Rows removed in one transaction, so that nobody waits long."""


async def purge_ended(door: Door, older_than: timedelta) -> int:
    """Remove what ended longer ago than `older_than`, and empty what failed; how many rows were removed."""
    removed = 0
    for kind in KINDS.values():
        removed += await _purge_table(door, kind.table, older_than)
    ago = DatabaseNow() - in_milliseconds(older_than)
    async with door() as connection:
        await connection.execute(delete(pace).where(pace.c.reserved_to < ago, pace.c.begun_to < ago))
    return removed


async def _purge_table(door: Door, table: Table, older_than: timedelta) -> int:
    """Remove the old rows of one queue, some at a time."""
    old = table.c.ended_at < DatabaseNow() - in_milliseconds(older_than)
    older = table.c.ended_at < DatabaseNow() - in_milliseconds(max(older_than, FAILED_KEPT))
    some = select(table.c.id).where((old & (table.c.state != "failed")) | older).limit(_AT_ONCE)
    removed, last = 0, _AT_ONCE
    while last == _AT_ONCE:
        async with door() as connection:
            last = (await connection.execute(delete(table).where(IsChosen(table.c.id, some)))).rowcount
        removed += last
    async with door() as connection:
        await connection.execute(update(table).where(old, table.c.state == "failed").values(body={}))
    return removed
