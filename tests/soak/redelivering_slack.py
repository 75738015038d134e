"""A Slack that delivers again what was not acknowledged, as the real one does, but on a clock of seconds."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Literal

import stub_payloads as shape
from aiohttp import web
from sales_story import CHANNELS, PEOPLE, Delivery, chance_of
from stub_faults import Fault
from stub_payloads import Payload
from stub_slack import StubSlack

RETRIES = (0.2, 4.0, 20.0)
"""Seconds before each repetition: Slack's "at once", one minute and five minutes, with four seconds for a minute."""
PATIENCE = 3.0
"""Seconds that Slack waits for an acknowledgement."""
WEATHER = (
    Fault("ratelimited", status=429, retry_after=1),
    Fault(status=503),
    Fault(status=503, effect_first=True),
    Fault(dropped=True),
    Fault(dropped=True, effect_first=True),
)
"""What befalls calls in bad weather, with and without the call's effect."""


class RedeliveringSlack(StubSlack):
    """The stub with the story's channels and people; each event goes to any one of the sockets that are open.

    `acked` holds the ids of the events that were acknowledged, at whatever attempt and however late; `given_up` those
    that nobody acknowledged in time; `told` counts the envelopes sent; `log` holds for each envelope sent, and each
    acknowledgement, what it was and of which event, in their order. `weather` is how many of a hundred messages to us
    end in a fault.
    """

    def __init__(self, seed: int, weather: int = 0) -> None:
        super().__init__()
        self.users = dict(PEOPLE)
        self.messages = {channel: {} for channel in CHANNELS}
        self.acked: Counter[str] = Counter()
        self.given_up: set[str] = set()
        self.told: Counter[str] = Counter()
        self.log: list[tuple[Literal["told", "acked"], str]] = []
        self.weather = weather
        self._chance = chance_of(seed)
        self._sent_over: dict[object, list[asyncio.Future[Payload]]] = defaultdict(list)
        self._caught, self._released = asyncio.Event(), asyncio.Event()
        self._released.set()

    async def tell_all(self, deliveries: Iterable[Delivery], at_once: int) -> None:
        """Deliver everything, so many at once; what shares a lane in its order, each after the one before has ended."""
        room = asyncio.Semaphore(at_once)
        last: dict[str | None, asyncio.Task[None]] = {}
        under_way: set[asyncio.Task[None]] = set()
        for delivery in deliveries:
            await room.acquire()
            before = last.get(delivery.lane) if delivery.lane else None
            task = asyncio.create_task(self._tell_after(before, delivery.body, room))
            last[delivery.lane] = task
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    async def echoes_told(self) -> None:
        """Wait until what the bot hears of its own messages has been delivered too."""
        while self._background:
            await asyncio.gather(*self._background)

    async def deliver_event(self, event: Payload) -> None:
        """Deliver an event until it is acknowledged or Slack gives it up."""
        await self.tell(shape.event_callback(event))

    async def tell(self, body: Payload) -> None:
        """Deliver a body until it is acknowledged or Slack gives it up."""
        event_id = body["event_id"]
        for attempt, wait in enumerate((0.0, *RETRIES)):
            await asyncio.sleep(wait)
            if await self._acknowledged(body, attempt):
                return
        if not self.acked[event_id]:
            self.given_up.add(event_id)

    def lost_by_slack(self) -> set[str]:
        """The events given up that no late acknowledgement and no second delivery has saved."""
        return {event_id for event_id in self.given_up if not self.acked[event_id]}

    def messages_of_nudges(self) -> dict[int, list[Payload]]:
        """Our messages that stand in Slack now, by the number of their nudge."""
        found: dict[int, list[Payload]] = defaultdict(list)
        for channel in self.messages.values():
            for message in channel.values():
                found[int(message["metadata"]["event_payload"]["nudge_id"])].append(message)
        return found

    @asynccontextmanager
    async def next_post_held(self, within: float) -> AsyncIterator[None]:
        """The block runs while a post has been made whose answer is held back; or after so many seconds without one."""
        self._caught.clear()
        self._released.clear()
        try:
            async with asyncio.timeout(within):
                await self._caught.wait()
        except TimeoutError:
            pass
        try:
            yield
        finally:
            self._released.set()

    async def _answer(self, request: web.Request) -> web.Response:
        answer = await super()._answer(request)
        if request.match_info["method"] == "chat.postMessage" and not self._released.is_set():
            self._caught.set()
            await self._released.wait()
        return answer

    async def _tell_after(self, before: asyncio.Task[None] | None, body: Payload, room: asyncio.Semaphore) -> None:
        try:
            if before:
                await asyncio.wait([before])
            await self.tell(body)
        finally:
            room.release()

    async def _acknowledged(self, body: Payload, attempt: int) -> bool:
        """One delivery; whether it was acknowledged in time."""
        if not self.sockets:
            return False
        place = self._chance.randrange(len(self.sockets))
        socket = self.sockets[place]
        self.told["again" if attempt else "first"] += 1
        self.log.append(("told", body["event_id"]))
        try:
            ack = await self.send("events_api", body, socket=place, attempt=attempt)
        except ConnectionError:
            return False
        self._sent_over[socket].append(ack)
        ack.add_done_callback(lambda ended: self._count_ack(body["event_id"], ended))
        await asyncio.wait([ack], timeout=PATIENCE)
        return ack.done() and ack.exception() is None

    def _count_ack(self, event_id: str, ack: "asyncio.Future[Payload]") -> None:
        if not ack.cancelled() and ack.exception() is None:
            self.acked[event_id] += 1
            self.log.append(("acked", event_id))

    async def _serve_socket(self, request: web.Request) -> web.WebSocketResponse:
        """As the stub; what was sent over a socket that closes will not be acknowledged any more."""
        socket = await super()._serve_socket(request)
        for ack in self._sent_over.pop(socket, []):
            if not ack.done():
                ack.set_exception(ConnectionResetError())
        return socket

    def _next_fault(self, method: str, args: Payload) -> Fault | None:
        asked_for = super()._next_fault(method, args)
        bad = method.startswith("chat.") and self._chance.randrange(100) < self.weather
        if asked_for or not bad:
            return asked_for
        self.counts["bad weather"] += 1
        return self._chance.choice(WEATHER)
