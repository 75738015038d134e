"""The Socket Mode connection: one link to Slack at all times, replaced before it ends, reopened at a sane pace."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.back_off import BackOff
from bot.metrics import Metrics
from bot.socket_link import Link, LinkError, open_link

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 1000
"""How many envelopes are answered at the same time; what comes beyond that waits in the socket."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between pings, for a link to open, and how long an old link is kept beside its successor.

    A link that ended after `steady` seconds or more was a good one: the next is opened at once. After a worse one, and
    after a failure, `back_off` says how long to wait.
    """

    ping: float = 10.0
    opening: float = 30.0
    steady: float = 30.0
    overlap: float = 30.0
    back_off: BackOff = field(default_factory=lambda: BackOff(first=1.0, most=60.0))

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""
        return self.back_off.seconds(failures) if failures else 0.0


class Connection:
    """Events, commands and clicks come to `app` over a socket that `client` asks for; make it within the event loop.

    The SDK's own client is not used: it tries a dead address for ever, comes back 300 times a second when Slack says
    too_many_websockets, and closes the old socket before it opens the new one.
    """

    def __init__(
        self, app: AsyncApp, client: AsyncWebClient, app_token: str, metrics: Metrics, pace: Pace | None = None
    ) -> None:
        self._app, self._client, self._app_token = app, client, app_token
        self._metrics, self._pace = metrics, pace or Pace()
        self._links: list[Link] = []
        self._answers: set[asyncio.Task[None]] = set()
        self._retiring: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._opened = 0

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us now."""
        return any(link.works for link in self._links)

    async def run(self) -> None:
        """Keep a link open until cancelled; the next is open before Slack closes one that it asked us to leave."""
        failures = 0
        while True:
            try:
                link = await self._open_next()
                why = await asyncio.shield(link.leaving)
                failures = 0 if link.age >= self._pace.steady else failures + 1
                wait = self._pace.wait(failures)
                log.info("a link to slack ends", why=why, after=round(link.age, 1), next_in=round(wait, 1))
            except LinkError as error:
                failures += 1
                wait = max(self._pace.wait(failures), error.wait)
                log.warning("no link to slack", why=str(error), failures=failures, next_in=round(wait, 1))
            await asyncio.sleep(wait)

    async def drain(self) -> None:
        """Read no more, so that Slack sends it again elsewhere or later; answer what was read; then close.

        Cancel `run` first.
        """
        for link in self._links:
            link.read_no_more()
        while self._answers:
            await asyncio.wait(self._answers)
        for task in self._retiring:
            task.cancel()
        await asyncio.gather(*(link.close() for link in self._links), return_exceptions=True)

    async def _open_next(self) -> Link:
        pace = self._pace
        link = await open_link(self._client, self._app_token, self._take, ping=pace.ping, within=pace.opening)
        if self._links:
            self._retire(self._links[-1])
        self._links.append(link)
        self._opened += 1
        if self._opened > 1:
            self._metrics.reconnects.inc()
        log.info("connected to slack", reconnects=self._opened - 1)
        return link

    def _retire(self, old: Link) -> None:
        """Let a link that has a successor end by itself, since Slack may still send over it; close it after a while."""

        async def wait_and_close() -> None:
            await old.until_closed(self._pace.overlap)
            await old.close()
            self._links.remove(old)

        task = asyncio.create_task(wait_and_close())
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _take(self, link: Link, request: SocketModeRequest) -> None:
        await self._room.acquire()
        task = asyncio.create_task(self._answer(link, request))
        self._answers.add(task)
        task.add_done_callback(self._answered)

    def _answered(self, task: "asyncio.Task[None]") -> None:
        self._answers.discard(task)
        self._room.release()
        if not task.cancelled() and (error := task.exception()):
            log.error("an envelope could not be answered", exc_info=error)

    async def _answer(self, link: Link, request: SocketModeRequest) -> None:
        response = await run_async_bolt_app(self._app, request)
        if response.status != 200:
            log.warning("not acknowledged, so that slack sends it again", type=request.type, status=response.status)
            return
        frame: dict[str, Any] = {"envelope_id": request.envelope_id}
        if response.body:
            frame["payload"] = _payload(response)
        for way in (link, *reversed(self._links)):
            if await way.send(frame):
                return
        log.warning("the link ended before the acknowledgement, so slack sends it again", type=request.type)


def _payload(response: BoltResponse) -> Any:
    """What goes with an acknowledgement: Bolt's JSON, or its words as a message."""
    is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
    return json.loads(response.body) if is_json else {"text": response.body}
