"""Socket Mode of the stub Slack: envelopes over web sockets, and the ways in which sockets misbehave."""

import asyncio
import json
from collections import deque
from typing import Any, Literal

import stub_payloads as shape
from aiohttp import WSMsgType, web
from stub_payloads import Payload
from stub_web_api import StubWebApi

SocketFault = Literal["dead address", "refused", "no hello", "too many", "link disabled", "half open", "junk first"]
"""What the next socket does instead of working.

`dead address`: nobody listens there; `refused`: the handshake gets a 503; `no hello`: it opens and says nothing; `too
many` and `link disabled`: it is told to end at once; `half open`: it says hello, then neither reads nor answers a ping;
`junk first`: words that are no envelope come before the hello, and then it works.
"""
_REASONS = {"too many": "too_many_websockets", "link disabled": "link_disabled"}


class StubSockets(StubWebApi):
    """Sockets over which the bot gets its envelopes; `sockets` are those that work, the oldest first.

    `retries` holds the attempt of every envelope sent, so that a test can tell first deliveries from repeated ones.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sockets: list[web.WebSocketResponse] = []
        self.retries: list[int] = []
        self._acks: dict[str, asyncio.Future[Payload]] = {}
        self._socket_faults: deque[SocketFault] = deque()
        self._ending = asyncio.Event()

    # --- what a test asks ---------------------------------------------------------------------------------------

    def fail_sockets(self, *faults: SocketFault) -> None:
        """Let the next sockets be so, one each."""
        self._socket_faults.extend(faults)

    async def announce_end(self, reason: str = "warning", *, socket: int = -1) -> None:
        """Tell the bot that a socket will be closed, as Slack does about ten seconds before it does so."""
        await self.sockets[socket].send_json({"type": "disconnect", "reason": reason, "debug_info": {}})

    async def close_socket(self, *, socket: int = -1) -> None:
        """Close a socket."""
        await self.sockets[socket].close()

    async def deliver_event(self, event: Payload) -> None:
        """Send an event to the bot and wait for its acknowledgement."""
        await self.deliver("events_api", shape.event_callback(event))

    async def deliver(self, kind: str, payload: Payload, *, accepts_response: bool = False) -> Payload:
        """Send an envelope over one socket, as Slack does, and give back what came with the acknowledgement."""
        await self.until(lambda: self.sockets)
        ack = await self.send(kind, payload, accepts_response=accepts_response)
        async with asyncio.timeout(30):
            return await ack

    async def send(
        self, kind: str, payload: Payload, *, socket: int = -1, attempt: int = 0, accepts_response: bool = False
    ) -> "asyncio.Future[Payload]":
        """Send an envelope over one socket; what comes with its acknowledgement. `attempt` counts the repetitions."""
        envelope_id = shape.new_id("envelope-")
        ack = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        frame: Payload = {"envelope_id": envelope_id, "type": kind, "payload": payload}
        frame |= {"accepts_response_payload": accepts_response}
        if kind == "events_api":
            frame |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        self.retries.append(attempt)
        await self.sockets[socket].send_json(frame)
        return ack

    async def deliver_until_acknowledged(self, event: Payload, *, waits: tuple[float, ...] = (0.3, 0.6, 1.2)) -> int:
        """Deliver one event again and again, as Slack does after 0, 1 and 5 minutes, here after `waits` seconds.

        Gives back at which attempt it was acknowledged, the first being 0; TimeoutError when at none.
        """
        body = shape.event_callback(event)
        for attempt, wait in enumerate(waits):
            await self.until(lambda: self.sockets)
            ack = await self.send("events_api", body, attempt=attempt)
            await asyncio.wait([ack], timeout=wait)
            if ack.done():
                return attempt
        raise TimeoutError

    # --- the sockets --------------------------------------------------------------------------------------------

    async def _apps_connections_open(self, _args: Payload) -> Payload:
        ticket = shape.new_id("ticket-")
        if self._socket_faults and self._socket_faults[0] == "dead address":
            self._socket_faults.popleft()
            return {"url": f"ws://127.0.0.1:9/socket?ticket={ticket}"}
        return {"url": f"ws://{self._address}/socket?ticket={ticket}"}

    async def _serve_socket(self, request: web.Request) -> web.WebSocketResponse:
        self.counts["sockets"] += 1
        fault = self._socket_faults.popleft() if self._socket_faults else None
        if fault == "refused":
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(autoping=fault != "half open")
        await socket.prepare(request)
        if fault in ("no hello", "half open"):
            await self._say_no_more(socket, greet=fault == "half open")
        elif fault in _REASONS:
            await socket.send_json({"type": "disconnect", "reason": _REASONS[fault], "debug_info": {}})
            await socket.close()
        else:
            await self._serve_well(socket, junk=fault == "junk first")
        return socket

    async def _say_no_more(self, socket: web.WebSocketResponse, *, greet: bool) -> None:
        """Hold the socket open until the stub ends; nothing is read, so that no ping gets its pong."""
        if greet:
            await socket.send_json(_HELLO)
        self._changed.set()
        await self._ending.wait()

    async def _serve_well(self, socket: web.WebSocketResponse, *, junk: bool) -> None:
        if junk:
            for words in ("not json", "[]", '"words"', '{"type": "something new"}', "null"):
                await socket.send_str(words)
        await socket.send_json(_HELLO)
        self.sockets.append(socket)
        self._changed.set()
        try:
            async for frame in socket:
                if frame.type == WSMsgType.TEXT:
                    self._take_ack(json.loads(frame.data))
        finally:
            self.sockets.remove(socket)
            self._changed.set()

    def _take_ack(self, frame: Payload) -> None:
        self.counts["acks"] += 1
        if (ack := self._acks.pop(frame.get("envelope_id", ""), None)) and not ack.done():
            ack.set_result(frame.get("payload") or {})
        self._changed.set()

    async def _close_sockets(self) -> None:
        self._ending.set()
        for socket in tuple(self.sockets):
            await socket.close()


_HELLO: dict[str, Any] = {
    "type": "hello",
    "num_connections": 1,
    "connection_info": {"app_id": shape.APP},
    "debug_info": {"approximate_connection_time": 3600},
}
