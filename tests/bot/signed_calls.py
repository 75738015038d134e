"""Slack's side of HTTP mode: calls that are signed as Slack signs them, and such that are not."""

import io
import json
import socket
import time
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
import stub_payloads as shape
from slack_sdk.signature import SignatureVerifier

SECRET = "0123456789abcdef0123456789abcdef"


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


NONE: Mapping[str, str] = MappingProxyType({})


class Caller:
    """Calls the bot at a port; each method gives back the status and the words of the answer."""

    def __init__(self, port: int, secret: str = SECRET) -> None:
        self.port = port
        self._root = f"http://127.0.0.1:{port}"
        self._secret = secret
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def event(self, event: dict[str, Any], **headers: str) -> tuple[int, str]:
        """Deliver an event for the first time."""
        return await self.json(shape.event_callback(event), **headers)

    async def json(self, body: Any, **headers: str) -> tuple[int, str]:
        """Deliver a body of the Events API."""
        return await self.raw(json.dumps(body).encode(), "application/json", headers)

    async def form(self, body: dict[str, Any]) -> tuple[int, str]:
        """Deliver a slash command."""
        return await self.raw(urlencode(body).encode(), "application/x-www-form-urlencoded")

    async def raw(
        self, body: bytes, kind: str, headers: Mapping[str, str] = NONE, *, age: float = 0.0
    ) -> tuple[int, str]:
        """Deliver bytes signed `age` seconds ago; `headers` replace Slack's own, with _ for -."""
        at = str(int(time.time() - age))
        signature = SignatureVerifier(self._secret).generate_signature(timestamp=at, body=body.decode("latin-1"))
        slacks = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": str(signature), "Content-Type": kind}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self._session.post(
            f"{self._root}/slack/events", data=io.BytesIO(body), headers=slacks | given
        ) as answer:
            return answer.status, await answer.text()

    async def look(self, page: str) -> tuple[int, str]:
        """Look at a page, such as /readyz."""
        async with self._session.get(self._root + page) as answer:
            return answer.status, await answer.text()
