"""The stub Slack of the benchmarks: a Web API that answers at once and counts what was posted."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Callable
from typing import Self

from aiohttp import web

from benchmarks.workspace import BOT, BOT_USER, TEAM


class StubSlack:
    """The Web API on a loopback port; `async with StubSlack() as slack`."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.responses = 0
        self._numbers = itertools.count(1)
        self._called = asyncio.Event()
        self._address = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._answer)
        app.router.add_post("/response/{number}", self._take_response)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=2048).start()
        self._address = "{}:{}".format(*self._runner.addresses[0])
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """Where the Web API is: SLACK_API_URL."""
        return f"http://{self._address}/api/"

    @property
    def posted(self) -> int:
        """How many messages were posted so far."""
        return self.calls["chat.postMessage"]

    @property
    def response_url(self) -> str:
        """Where commands and clicks are answered."""
        return f"http://{self._address}/response/{next(self._numbers)}"

    async def until_posted(self, count: int, within: float) -> bool:
        """Wait until `count` messages were posted; False when that took longer than `within` seconds."""
        return await self._until(lambda: self.posted >= count, within)

    async def until_answered(self, count: int, within: float) -> bool:
        """Wait until `count` commands and clicks were answered; False when that took longer than `within` seconds."""
        return await self._until(lambda: self.responses >= count, within)

    async def _until(self, reached: Callable[[], bool], within: float) -> bool:
        try:
            async with asyncio.timeout(within):
                while not reached():
                    self._called.clear()
                    await self._called.wait()
        except TimeoutError:
            return False
        return True

    async def _take_response(self, request: web.Request) -> web.Response:
        await request.read()
        self.responses += 1
        self._called.set()
        return web.Response(text="ok")

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        await request.read()
        self.calls[method] += 1
        self._called.set()
        return web.json_response(self._told(method, request.query.get("user", "")))

    def _told(self, method: str, user: str) -> dict[str, object]:
        match method:
            case "chat.postMessage" | "chat.update":
                return {"ok": True, "channel": "C0DEALS0000", "ts": f"1.{next(self._numbers):06d}", "message": {}}
            case "auth.test":
                us = {"team": "Bench", "team_id": TEAM, "user": "coach", "user_id": BOT_USER, "bot_id": BOT}
                return {"ok": True, "url": "https://bench.slack.com/", **us}
            case "users.info":
                return {"ok": True, "user": {"id": user or "U0", "name": "rep", "tz": "Europe/Madrid", "profile": {}}}
            case _:
                return {"ok": True, "messages": [], "url": "ws://127.0.0.1:9/none"}
