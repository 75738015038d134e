"""Clears away now and then what has served its time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from storage import Storage, StorageError

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)
"""How long a row of a queue is kept after its end: much longer than Slack repeats an event (5 minutes)."""
BETWEEN = timedelta(hours=1)
"""The time between two purges of the queues, and after a failure. Several processes may purge one database."""
DAILY = timedelta(days=1)
"""The time between two looks for words that have expired; the first is at the start."""


async def keep_house(storage: Storage, words_kept: timedelta, clock: Callable[[], datetime]) -> None:
    """Purge the queues' ended rows every hour, and every day words older than `words_kept`, until cancelled."""

    async def purge() -> None:
        log.debug("ended rows purged", rows=await storage.purge(KEPT))

    async def expire() -> None:
        log.debug("old texts forgotten", texts=await storage.expire_words(clock() - words_kept))

    async with asyncio.TaskGroup() as both:
        both.create_task(_every(BETWEEN, purge))
        both.create_task(_every(DAILY, expire))


async def _every(pause: timedelta, clear: Callable[[], Awaitable[None]]) -> None:
    """Clear at once and after each pause; after a failure in an hour."""
    while True:
        wait = pause
        try:
            await clear()
        except StorageError as error:
            log.warning("what has served its time could not be cleared away", why=str(error))
            wait = BETWEEN
        await asyncio.sleep(wait.total_seconds())
