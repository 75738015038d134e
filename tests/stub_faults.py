"""What can go wrong with a call of the stub Slack's Web API: refusals, lost answers, slowness, limits of pace."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web
from stub_payloads import Payload

LONGEST_HOLD = 30.0
"""Seconds after which even an answer that is held back is given."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a call gets instead of its answer.

    `error` is Slack's error code and `status` the HTTP status, with Retry-After where `retry_after` is given. `dropped`
    closes the connection without an answer; `held` waits with the answer until the client has hung up; `gate` lets the
    call through once it is opened. With `effect_first` the call takes effect all the same: only its answer is lost.
    """

    error: str = ""
    status: int = 200
    retry_after: int | None = None
    extra: Payload = field(default_factory=dict)
    effect_first: bool = False
    dropped: bool = False
    held: bool = False
    gate: asyncio.Event | None = None

    async def answer(self, request: web.Request) -> web.Response:
        """The answer, or what is left of it."""
        if self.held:
            await _until_hung_up(request)
        if self.dropped and request.transport:
            request.transport.abort()
        return self._response()

    def _response(self) -> web.Response:
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.status >= 500:
            return web.Response(status=self.status, text="upstream error", headers=headers)
        return web.json_response({"ok": False, "error": self.error, **self.extra}, status=self.status, headers=headers)


RATE_LIMITED = Fault("ratelimited", status=429, retry_after=0)
RATE_LIMITED_AS_JSON = Fault("rate_limited")
DROPPED_BEFORE = Fault(dropped=True)
DROPPED_AFTER = Fault(dropped=True, effect_first=True)
HELD_BEFORE = Fault(held=True)
HELD_AFTER = Fault(held=True, effect_first=True)


class PaceLimit:
    """Slack's limit of posts: one per channel in so many seconds, the next too early is refused with Retry-After."""

    def __init__(self, seconds: float, retry_after: int = 1) -> None:
        self.refused = 0
        self._seconds = seconds
        self._fault = Fault("ratelimited", status=429, retry_after=retry_after)
        self._free_at: dict[str, float] = {}

    def refusal(self, channel: str) -> Fault | None:
        """The refusal of a post to `channel` now; None when it may pass, which then counts."""
        now = asyncio.get_running_loop().time()
        if now < self._free_at.get(channel, 0.0):
            self.refused += 1
            return self._fault
        self._free_at[channel] = now + self._seconds
        return None


async def _until_hung_up(request: web.Request) -> None:
    """Wait until the client has closed the connection, for so long at most that no test hangs."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_HOLD):
            while request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110  no event tells
                await asyncio.sleep(0.01)
