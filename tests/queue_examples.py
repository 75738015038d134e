"""Rows in the queues for tests: events in threads, messages of nudges, and a way to let time pass in the database."""

import asyncio
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from storage_examples import ACME_TEAM, DEALS, say_nudge

from coaching.message import Tenant
from storage import Claim, Storage
from storage.records import ClaimedEvent, OutboxRow

PATHS = {"PYTHONPATH": ":".join(sys.path)}
"""What a process that a test starts needs to find our code."""


async def keep(
    storage: Storage, number: int, thread: str = "", moment: str = "", tenant: Tenant = ACME_TEAM, **body: Any
) -> bool:
    """Keep event `number`, by itself in a thread unless told otherwise."""
    at = moment or f"{number}.0"
    return await storage.keep_event(tenant, f"Ev{number}", "message", thread or f"{DEALS}/{number}", at, body)


async def keep_all(storage: Storage, numbers: Iterable[int], **told: Any) -> list[bool]:
    """Keep many events at once."""
    return await asyncio.gather(*(keep(storage, number, **told) for number in numbers))


async def let_say(storage: Storage, second: int, channel: str = DEALS, rows: int = 1) -> int:
    """Put the messages of a nudge into the outbox, a post and then updates; the nudge's number."""
    async with storage.begin(ACME_TEAM) as tx:
        nudge = await say_nudge(tx, second, channel=channel)
        for row in range(rows):
            await tx.outbox.add(nudge, "update" if row else "post", channel, None, {"text": "Who signs?"})
    return nudge


async def let_leases_end(storage: Storage, queue: str = "inbox") -> None:
    """Act as if fifteen seconds had passed for everything that is held."""
    await run(storage, f"UPDATE {queue} SET due_at = due_at - 15001 WHERE owner IS NOT NULL")  # noqa: S608


async def let_pass(storage: Storage, seconds: float, queue: str) -> None:
    """Act as if so many seconds had passed for a queue, whatever state its rows are in."""
    spent = f"due_at = due_at - {seconds * 1000:.0f}, ended_at = ended_at - {seconds * 1000:.0f}"
    await run(storage, f"UPDATE {queue} SET {spent}")  # noqa: S608


async def run(storage: Storage, statement: str) -> Any:
    """Run a statement as nobody in the program would; the first value it gives, if any."""
    async with storage._transaction() as connection:
        done = await connection.execute(text(statement))
        return done.scalar() if done.returns_rows else None


def numbers_of(claims: Iterable[Claim[ClaimedEvent]]) -> list[int]:
    """Which events were claimed."""
    return [int(claim.row.event_id.removeprefix("Ev")) for claim in claims]


def nudges_of(claims: Iterable[Claim[OutboxRow]]) -> list[int]:
    """Of which nudges messages were claimed."""
    return [claim.row.nudge_id or 0 for claim in claims]


def soon(year: int = 2040) -> datetime:
    """A time that will not come during the tests."""
    return datetime(year, 1, 1, tzinfo=UTC)
