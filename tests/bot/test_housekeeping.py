"""Keeping house: words that are too old are forgotten by the running bot's own clock, and it goes on after trouble."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import structlog
from storage_examples import ACME_TEAM, DEALS, NOON, posted, ts_of

from bot.housekeeping import keep_house
from storage import Storage

KEPT = timedelta(days=180)


@asynccontextmanager
async def house(storage: Storage) -> AsyncIterator[list[str]]:
    """A house that is kept, at noon half a year after the first message; what was planned in it."""
    planned: list[str] = []

    async def plan() -> None:
        planned.append("digests")

    keeping = asyncio.create_task(keep_house(storage, KEPT, lambda: NOON + KEPT, plan))
    yield planned
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    await storage.close()


async def texts(storage: Storage) -> list[str | None]:
    async with storage.begin(ACME_TEAM) as tx:
        return [await tx.messages.text(DEALS, ts_of(second)) for second in (-1, 0)]


async def test_what_is_older_than_it_may_be_is_forgotten_at_the_start(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'deals.db'}")
    await storage.upgrade()
    async with storage.begin(ACME_TEAM) as tx:
        for second in (-1, 0):
            await tx.messages.put(posted(second))
            await tx.messages.remember_text(DEALS, ts_of(second), "Acme went well")

    async with house(storage) as planned, asyncio.timeout(10):
        while await texts(storage) == ["Acme went well"] * 2:  # noqa: ASYNC110  the database gives no sign
            await asyncio.sleep(0)
        left = await texts(storage)

    assert left == [None, "Acme went well"]
    assert planned == ["digests"]


async def test_a_database_that_fails_is_told_and_tried_again_later(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'nowhere' / 'deals.db'}")

    with structlog.testing.capture_logs() as logged:
        async with house(storage), asyncio.timeout(10):
            while len(logged) < 2:  # noqa: ASYNC110  a log gives no sign
                await asyncio.sleep(0)

    assert [line["log_level"] for line in logged] == ["warning", "warning"]
