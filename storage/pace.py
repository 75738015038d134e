"""How fast we may speak: a second for each message in a channel, a few messages a second in a workspace.

Slots are reserved per channel when a message is written, so that a long line of one channel holds up no other; whether
one may begin is checked again when it is claimed, on the database's clock, so that processes share one pace.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import RowMapping, bindparam, case, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.claims import OUTBOX, Door, Queue
from storage.database_clock import DatabaseNow, in_milliseconds
from storage.records import Claim, OutboxRow
from storage.store import Insert
from storage.tables import outbox, pace
from storage.wake_ups import WakeUps

CHANNEL_SPACING = 1000
"""Milliseconds between two messages in a channel: Slack allows about one a second."""
WORKSPACE_BURST = 1000
"""Milliseconds by which a workspace may be ahead of its pace: a quiet bot answers a few people at once."""
_WORKSPACE = ""
_begin_later = (
    update(outbox)
    .where(outbox.c.id == bindparam("id_"))
    .values(state="pending", owner=None, attempts=outbox.c.attempts - 1, due_at=bindparam("at_"))
)
_begun = (
    update(pace)
    .where(pace.c.tenant == bindparam("tenant_"), pace.c.channel == bindparam("channel_"))
    .values(begun_to=bindparam("to_"))
)


def insert_pace(connection: AsyncConnection) -> Insert:
    """An insert into the paces, in the database's own dialect."""
    return postgresql.insert(pace) if connection.dialect.name == "postgresql" else sqlite.insert(pace)


async def reserve_slot(connection: AsyncConnection, tenant: str, channel: str) -> int:
    """Give away the next free second of the channel; when it begins, on the database's clock."""
    return (await reserve_slots(connection, tenant, [channel]))[channel]


async def reserve_slots(connection: AsyncConnection, tenant: str, channels: Collection[str]) -> dict[str, int]:
    """Give away the next free second of each of these channels; when it begins, on the database's clock."""
    new = [{"channel": channel} for channel in sorted(channels)]
    first = insert_pace(connection).values(tenant=tenant, reserved_to=DatabaseNow() + CHANNEL_SPACING)
    free_from = case((pace.c.reserved_to > DatabaseNow(), pace.c.reserved_to), else_=DatabaseNow())
    taken = first.on_conflict_do_update(
        index_elements=["tenant", "channel"], set_={"reserved_to": free_from + CHANNEL_SPACING}
    )
    given = await connection.execute(taken.returning(pace.c.channel, pace.c.reserved_to), new)
    return {channel: int(until) - CHANNEL_SPACING for channel, until in given}


class PacedQueue(Queue[OutboxRow]):
    """The outbox: claimed no faster than Slack wants to hear from us, all processes together."""

    def __init__(self, door: Door, wake_ups: WakeUps, workspace_per_second: float) -> None:
        super().__init__(OUTBOX, door, wake_ups)
        self._spacing = round(1000 / workspace_per_second)

    async def release(self, claim: Claim[OutboxRow], after: timedelta, why: str, whole_channel: bool = False) -> bool:
        """Give the row back; with `whole_channel` nothing else of its channel begins before `after` either."""
        if whole_channel:
            until = DatabaseNow() + in_milliseconds(after)
            async with self._door() as connection:
                held = insert_pace(connection).values(
                    tenant=claim.tenant.key, channel=claim.row.channel, begun_to=until
                )
                await connection.execute(
                    held.on_conflict_do_update(index_elements=["tenant", "channel"], set_={"begun_to": until})
                )
        return await super().release(claim, after, why)

    async def _let_begin(self, connection: AsyncConnection, rows: list[RowMapping]) -> list[RowMapping]:
        """The rows whose channel and workspace are not ahead of their pace; the others wait until they may begin."""
        if not rows:
            return rows
        begun = await self._begun(connection, rows)
        now = int((await connection.execute(select(DatabaseNow()))).scalar_one())
        may, later = list[RowMapping](), list[dict[str, Any]]()
        for row in rows:
            channel, workspace = (row["tenant"], row["channel"]), (row["tenant"], _WORKSPACE)
            at = max(begun[channel], begun[workspace] - WORKSPACE_BURST)
            if at > now:
                later.append({"id_": row["id"], "at_": at})
                continue
            may.append(row)
            begun[channel] = now + CHANNEL_SPACING
            begun[workspace] = max(begun[workspace], now) + self._spacing
        if later:
            await connection.execute(_begin_later, later)
        if may:
            steps = [{"tenant_": tenant, "channel_": channel, "to_": to} for (tenant, channel), to in begun.items()]
            await connection.execute(_begun, steps)
        return may

    async def _begun(self, connection: AsyncConnection, rows: Iterable[RowMapping]) -> dict[tuple[str, str], int]:
        """Until when each channel and workspace has spoken; locked, in one order, until this transaction ends."""
        keys = sorted({(row["tenant"], key) for row in rows for key in (row["channel"], _WORKSPACE)})
        wanted = select(pace).where(tuple_(pace.c.tenant, pace.c.channel).in_(keys))
        locked = wanted.order_by(pace.c.tenant, pace.c.channel).with_for_update()
        found = (await connection.execute(locked)).mappings().all()
        if len(found) < len(keys):
            new = [{"tenant": tenant, "channel": channel} for tenant, channel in keys]
            await connection.execute(insert_pace(connection).on_conflict_do_nothing(), new)
            found = (await connection.execute(locked)).mappings().all()
        return {(row["tenant"], row["channel"]): row["begun_to"] for row in found}
