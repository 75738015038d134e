"""What waits between a Bolt listener and the work: events in the order in which they came, done one at a time."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

log = structlog.get_logger(__name__)

Body = Mapping[str, Any]
"""One `event_callback` as Slack delivers it."""


class WorkQueue:
    """Events that were taken and not worked yet; `work` does one of them, `after` is told each time."""

    def __init__(self, work: Callable[[Body], Awaitable[object]], after: Callable[[], None]) -> None:
        self._work, self._after = work, after
        self._waiting: asyncio.Queue[Body] = asyncio.Queue()

    async def take(self, body: Body) -> None:
        """Put an event at the end."""
        await self._waiting.put(body)

    @property
    def left(self) -> int:
        """How many events wait."""
        return self._waiting.qsize()

    async def run(self) -> None:
        """Work one event after the other, until cancelled; an event that fails is logged and does not stop the next."""
        while True:
            body = await self._waiting.get()
            try:
                await self._work(body)
            except Exception:
                log.exception("an event failed", failure=uuid.uuid4().hex[:8], event_id=body.get("event_id"))
            finally:
                self._waiting.task_done()
            self._after()

    async def drain(self) -> None:
        """Wait until everything that was taken has been worked."""
        await self._waiting.join()
