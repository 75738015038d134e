"""One web socket to Slack: opened at an address of its own, read until it ends, answered on."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from aiohttp import ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import refusal_of

log = structlog.get_logger(__name__)

CLOSING_SECONDS = 2.0
"""How long closing waits for Slack to close its end; whatever matters has been said by then."""

Take = Callable[["Link", SocketModeRequest], Awaitable[None]]
"""Called with each envelope, one after the other; returns quickly."""


class LinkError(Exception):
    """Why no link could be opened; `wait` is how many seconds Slack asks us to stay away, 0 if it does not say."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


class Link:
    """An open web socket; `take` gets what comes over it. Make it with `open_link`."""

    def __init__(self, socket: ClientWebSocketResponse, take: Take) -> None:
        loop = asyncio.get_running_loop()
        self._socket, self._take = socket, take
        self._opened_at = loop.time()
        self.greeted: asyncio.Future[None] = loop.create_future()
        self.leaving: asyncio.Future[str] = loop.create_future()
        self._reading = asyncio.create_task(self._read())

    @property
    def works(self) -> bool:
        """Whether the socket is open, said hello, and was not told to end."""
        return self.greeted.done() and not self.leaving.done() and not self._socket.closed

    @property
    def age(self) -> float:
        """Seconds since it was opened."""
        return asyncio.get_running_loop().time() - self._opened_at

    async def until_closed(self, seconds: float) -> None:
        """Wait until Slack has closed it, `seconds` at most."""
        await asyncio.wait({self._reading}, timeout=seconds)

    async def send(self, frame: Mapping[str, Any]) -> bool:
        """Send a frame; False when the socket does not take it any more."""
        try:
            await self._socket.send_json(frame)
        except (ConnectionError, aiohttp.ClientError):
            return False
        return True

    def read_no_more(self) -> None:
        """Leave what comes from now on unread; answers can still be sent."""
        self._reading.cancel()

    async def close(self) -> None:
        """Close the socket."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._socket.close()

    async def _read(self) -> None:
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    await self._take_frame(_parsed(frame.data))
        finally:
            self._leave(f"closed ({self._socket.close_code})")

    async def _take_frame(self, frame: Mapping[str, Any]) -> None:
        if frame.get("type") == "hello" and not self.greeted.done():
            self.greeted.set_result(None)
        elif frame.get("type") == "disconnect":
            self._leave(str(frame.get("reason")))
        elif isinstance(frame.get("payload"), dict):
            request = SocketModeRequest.from_dict(dict(frame))
            if request is not None:
                await self._take(self, request)

    def _leave(self, why: str) -> None:
        if not self.leaving.done():
            self.leaving.set_result(why)


async def open_link(client: AsyncWebClient, app_token: str, take: Take, *, ping: float, within: float) -> Link:
    """Ask Slack for an address, connect there and wait for its hello, `within` so many seconds; raises `LinkError`.

    Each call asks for a new address, since an address is good once. A link that is silent for one and a half times
    `ping` seconds, though pinged, ends.
    """
    link: Link | None = None
    try:
        async with asyncio.timeout(within):
            link = Link(await _connected(client, await _address(client, app_token), ping), take)
            either: set[asyncio.Future[Any]] = {link.greeted, link.leaving}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    except TimeoutError as error:
        raise LinkError(f"no hello within {within:.0f} seconds") from error
    else:
        if link.greeted.done():
            return link
        raise LinkError(f"no hello but {link.leaving.result()}")
    finally:
        if link is not None and not link.greeted.done():
            await link.close()


async def _address(client: AsyncWebClient, app_token: str) -> str:
    try:
        return str((await client.apps_connections_open(app_token=app_token))["url"])
    except SlackApiError as error:
        refusal = refusal_of(error)
        raise LinkError(f"apps.connections.open: {refusal.code}", refusal.retry_after or 0.0) from error
    except (aiohttp.ClientError, OSError, AttributeError, TypeError, ValueError, KeyError) as error:
        # The SDK meets an answer that is no JSON object with an AttributeError or a TypeError.
        raise LinkError(f"apps.connections.open: {type(error).__name__}") from error


async def _connected(client: AsyncWebClient, address: str, ping: float) -> ClientWebSocketResponse:
    session = client.session
    assert session is not None, "the client has the process's session"  # noqa: S101  a mistake in the wiring
    try:
        return await session.ws_connect(
            address,
            heartbeat=ping,
            timeout=ClientWSTimeout(ws_close=CLOSING_SECONDS),
            proxy=client.proxy,
            ssl=client.ssl if client.ssl is not None else True,
            max_msg_size=0,
        )
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise LinkError(f"the web socket: {type(error).__name__}") from error


def _parsed(text: str) -> Mapping[str, Any]:
    """A frame; an empty one for what is not JSON, such as the words that Slack sends now and then."""
    try:
        frame = json.loads(text)
    except ValueError:
        return {}
    return frame if isinstance(frame, dict) else {}
