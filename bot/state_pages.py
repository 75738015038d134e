"""The pages for whoever runs the bot: is the process alive, can it do its work, and its figures."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from aiohttp import web

from storage import Storage, StorageError

if TYPE_CHECKING:
    from bot.metrics import Metrics

ANSWER_SECONDS = 2.0
"""How long the database may take to answer before the bot counts as not ready."""


class StatePages:
    """/healthz, /readyz and /metrics. `missing` names what does not work in this process now, one phrase each."""

    def __init__(self, storage: Storage, metrics: "Metrics", missing: Callable[[], list[str]]) -> None:
        self._storage, self._metrics, self._missing = storage, metrics, missing

    def pages(self) -> list[web.RouteDef]:
        """What the server is to serve."""
        return [
            web.get("/healthz", self._health),
            web.get("/readyz", self._readiness),
            web.get("/metrics", self._figures),
        ]

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _readiness(self, _request: web.Request) -> web.Response:
        missing = [*self._missing(), *([] if await self._database_answers() else ["the database does not answer"])]
        return web.Response(status=503 if missing else 200, text="\n".join(missing or ["ok"]) + "\n")

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._storage.inbox.depth()
        except (StorageError, TimeoutError):
            return False
        return True

    async def _figures(self, _request: web.Request) -> web.Response:
        from bot.metrics import PAGE_TYPE, metrics_page

        page = await metrics_page(self._metrics, self._storage)
        return web.Response(body=page, headers={"Content-Type": PAGE_TYPE})
