"""Where Slack reaches us, a socket or a door over HTTP, and the pages of state beside it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.connection import Connection
from bot.http_server import HttpServer
from bot.listeners_under_way import ListenersUnderWay
from bot.metrics import Metrics
from bot.settings import Settings
from bot.slack_door import SlackDoor
from bot.state_pages import StatePages
from storage import Storage

if TYPE_CHECKING:
    from aiohttp import web


class Front:
    """What is open to the outside, as the settings want it; `worker_runs` says whether events are worked now."""

    def __init__(
        self,
        settings: Settings,
        app: AsyncApp,
        client: AsyncWebClient,
        storage: Storage,
        metrics: Metrics,
        worker_runs: Callable[[], bool],
    ) -> None:
        self._listeners = ListenersUnderWay(app)
        self._worker_runs = worker_runs
        self._stopping = False
        self._connection: Connection | None = None
        pages: list[web.RouteDef] = []
        if settings.mode == "socket":
            self._connection = Connection(app, client, settings.app_token.get_secret_value(), metrics)
        else:
            pages += SlackDoor(app, settings.signing_secret.get_secret_value()).pages()
        if settings.shows_state:
            pages += StatePages(storage, metrics, self.missing).pages()
        self._server = HttpServer(settings.http_host, settings.http_port, pages) if pages else None

    def missing(self) -> list[str]:
        """What does not work in this process now, a phrase each."""
        connected = self._connection is None or self._connection.connected
        wrong = {
            "the bot is stopping": self._stopping,
            "slack is not connected": not connected,
            "the worker does not run": not self._worker_runs(),
        }
        return [phrase for phrase, holds in wrong.items() if holds]

    async def open(self) -> None:
        """Listen, where the settings want it; raises `ServerError`."""
        if self._server:
            await self._server.open()

    async def run(self) -> None:
        """Stay reachable until cancelled."""
        if self._connection:
            await self._connection.run()
        else:
            await asyncio.Event().wait()

    async def drain(self) -> None:
        """Take nothing more from Slack, which sends it again, and end what was begun; cancel `run` first."""
        self._stopping = True
        if self._connection:
            await self._connection.drain()
        if self._server:
            await self._server.close()
        await self._listeners.until_none()
