"""Which of Bolt's listeners are at work: Bolt runs each as a task that nobody keeps, so we count them."""

import asyncio
import logging

from slack_bolt.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncCustomListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncCustomListenerStartHandler


class ListenersUnderWay:
    """The listeners of `app` that have begun and not ended; make it once, before the app gets its first request."""

    def __init__(self, app: AsyncApp) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()
        log = logging.getLogger("slack_bolt")
        app.listener_runner.listener_start_handler = AsyncCustomListenerStartHandler(log, self._begun)
        app.listener_runner.listener_completion_handler = AsyncCustomListenerCompletionHandler(log, self._ended)

    async def until_none(self) -> None:
        """Wait until all have ended; call it when no more requests come."""
        await asyncio.sleep(0)  # a listener whose request has just been answered begins first
        await self._none.wait()

    async def _begun(self) -> None:
        self._count += 1
        self._none.clear()

    async def _ended(self) -> None:
        self._count -= 1
        if not self._count:
            self._none.set()
