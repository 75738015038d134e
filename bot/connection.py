"""The Socket Mode connection: opened once, kept by the SDK, closed without losing what was acknowledged."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

log = structlog.get_logger(__name__)

PING_SECONDS = 10.0
"""How often the SDK pings; a dead link is noticed after four silent pings at the latest."""
CLOSING_SECONDS = 3.0
"""How long closing may take: the peer may never answer, and by then everything is done."""


class Connection:
    """One socket to Slack, over which `app` gets its events, commands and clicks; make it within the event loop."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, ping_interval=PING_SECONDS)

    async def open(self) -> None:
        """Connect, however often it takes; returns once connected."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt does not say
        log.info("connected to slack")

    async def take_no_more(self, lasting: Iterable["asyncio.Task[None]"]) -> None:
        """Leave what comes from now on unacknowledged, so that Slack sends it again, and let what is taken end.

        Bolt acknowledges an event before its listener has run, as a task that it does not keep. So all tasks are waited
        for but the caller's, the `lasting` ones and those of the client itself.
        """
        client = self._handler.client
        client.socket_mode_request_listeners.clear()
        its_own = (client.message_processor, client.message_receiver, client.current_session_monitor)
        spared = {asyncio.current_task(), *lasting, *its_own}
        while under_way := asyncio.all_tasks() - spared:
            await asyncio.wait(under_way)

    async def close(self) -> None:
        """Close the socket, and give up on a peer that does not close its end."""
        client = self._handler.client
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                await self._handler.close_async()  # type: ignore[no-untyped-call]  # Bolt does not say
        await client.aiohttp_client_session.close()
