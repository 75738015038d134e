"""Does now and then what nobody asks for: clears away what has served its time, and plans what falls due."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from storage import Storage, StorageError

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)
"""How long a row of a queue is kept after its end: much longer than Slack repeats an event (5 minutes)."""
BETWEEN = timedelta(hours=1)
"""The time between two purges of the queues, or plans, and after a failure. Several processes may share a database."""
DAILY = timedelta(days=1)
"""The time between two looks for words that have expired; the first is at the start."""


async def keep_house(
    storage: Storage, words_kept: timedelta, clock: Callable[[], datetime], plan: Callable[[], Awaitable[object]]
) -> None:
    """Every hour purge the queues' ended rows and `plan`, every day forget words older than `words_kept`."""

    async def purge() -> None:
        log.debug("ended rows purged", rows=await storage.purge(KEPT))

    async def expire() -> None:
        log.debug("old texts forgotten", texts=await storage.expire_words(clock() - words_kept))

    async with asyncio.TaskGroup() as chores:
        chores.create_task(_every(BETWEEN, purge))
        chores.create_task(_every(BETWEEN, plan))
        chores.create_task(_every(DAILY, expire))


async def _every(pause: timedelta, do: Callable[[], Awaitable[object]]) -> None:
    """Do it at once and after each pause; after a failure in an hour."""
    while True:
        wait = pause
        try:
            await do()
        except StorageError as error:
            log.warning("what is done now and then could not be done", why=str(error))
            wait = BETWEEN
        await asyncio.sleep(wait.total_seconds())
