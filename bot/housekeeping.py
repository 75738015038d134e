"""Clears away now and then what has served its time."""

import asyncio
from datetime import timedelta

import structlog

from storage import Storage, StorageError

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)
"""How long a row of a queue is kept after its end: much longer than Slack repeats an event (5 minutes)."""
BETWEEN = timedelta(hours=1)
"""The time between two purges. Several processes may purge one database."""


async def keep_house(storage: Storage) -> None:
    """Purge the queues' ended rows every hour, until cancelled."""
    while True:
        try:
            removed = await storage.purge(KEPT)
            log.debug("ended rows purged", rows=removed)
        except StorageError as error:
            log.warning("the queues could not be purged", why=str(error))
        await asyncio.sleep(BETWEEN.total_seconds())
