"""The inbox: Slack's events, kept before Slack is told that we have them; a second delivery has no second effect."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from coaching.message import Tenant
from storage.claims import Door
from storage.database_clock import DatabaseNow, on_clock
from storage.errors import StorageAwayError
from storage.slack_ts import moment_of
from storage.store import Store
from storage.tables import inbox
from storage.wake_ups import WakeUps


class Inbox(Store):
    """Events taken, by Slack's event id."""

    async def take(self, event_id: str, at: datetime) -> bool:
        """Take the event that arrived `at` and work it in this transaction; False when it was taken before."""
        told = {"kind": "", "thread": "", "moment": 0, "body": {}, "state": "done", "attempts": 1}
        done = self._insert(inbox, event_id=event_id, **told, created_at=on_clock(at), ended_at=DatabaseNow())
        return await self._value(done.on_conflict_do_nothing().returning(inbox.c.event_id)) is not None


@dataclass(slots=True)
class _Arrived:
    """An event that is to be kept, and whom to tell whether it is new."""

    row: dict[str, Any]
    new: "asyncio.Future[bool]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def answer(self, new: bool) -> None:
        if not self.new.done():
            self.new.set_result(new)

    def fail(self, error: BaseException) -> None:
        if not self.new.done():
            self.new.set_exception(error)


class Intake:
    """Keeps events; those that arrive while a transaction is on its way share the next one."""

    def __init__(self, door: Door, wake_ups: WakeUps) -> None:
        self._door, self._wake_ups = door, wake_ups
        self._arrived: list[_Arrived] = []
        self._keeping: asyncio.Task[None] | None = None

    async def keep(
        self, tenant: Tenant, event_id: str, kind: str, thread: str, moment: Decimal | str, body: Mapping[str, Any]
    ) -> bool:
        """Keep an event, durably before this returns; False when it was kept before."""
        row = {"tenant": tenant.key, "event_id": event_id, "kind": kind, "thread": thread}
        event = _Arrived(row | {"moment": moment_of(str(moment)), "body": dict(body)})
        self._arrived.append(event)
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_all())
        return await event.new

    async def _keep_all(self) -> None:
        """Keep what has arrived, group by group, until nothing is left."""
        try:
            while self._arrived:
                group, self._arrived = self._arrived, []
                await self._keep_group(group)
        finally:
            self._keeping = None

    async def _keep_group(self, group: list[_Arrived]) -> None:
        """One transaction for a group; one for each event when not the database failed but an event was refused."""
        try:
            async with self._door() as connection:
                kept = await _insert(connection, [event.row for event in group])
                await self._wake_ups.notify(connection, "inbox")
        except Exception as error:
            if len(group) > 1 and not isinstance(error, StorageAwayError):
                for event in group:
                    await self._keep_group([event])
                return
            for event in group:
                event.fail(error)
            return
        self._wake_ups.wake("inbox")
        for event in group:
            key = (event.row["tenant"], event.row["event_id"])
            event.answer(key in kept)
            kept.discard(key)


async def _insert(connection: AsyncConnection, rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Insert what is not there yet; the tenants and event ids of what is new."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    fixed = {"state": "pending", "due_at": DatabaseNow(), "created_at": DatabaseNow()}
    new = dialect.insert(inbox).values(fixed).on_conflict_do_nothing().returning(inbox.c.tenant, inbox.c.event_id)
    unique: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        unique.setdefault((row["tenant"], row["event_id"]), row)
    return {(tenant, event_id) for tenant, event_id in await connection.execute(new, list(unique.values()))}
