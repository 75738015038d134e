"""The load client: delivers a bounded number of signed events and notes how long each acknowledgement took."""

import asyncio
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

import aiohttp

from benchmarks.workspace import Delivery

SLACK_WAITS_SECONDS = 3.0
"""Slack takes an event that is not acknowledged in this time for undelivered."""


@dataclass(frozen=True, slots=True)
class Acks:
    """How long the acknowledgements took, in seconds, sorted; and how many answers were no 200."""

    seconds: tuple[float, ...]
    refused: int

    def percentile(self, share: float) -> float:
        """The time within which this share of the events was acknowledged."""
        return self.seconds[min(len(self.seconds) - 1, math.ceil(share * len(self.seconds)) - 1)]

    @property
    def late(self) -> int:
        """How many took longer than Slack waits."""
        return sum(second > SLACK_WAITS_SECONDS for second in self.seconds)


async def deliver(events: Iterable[Delivery], addresses: list[str], at_once: int) -> Acks:
    """Send all `events`, the next whenever one of `at_once` is answered, to the bots at `addresses` in turn."""
    waiting = enumerate(iter(events))
    seconds: list[float] = []
    refused = 0
    connections = aiohttp.TCPConnector(limit=0)

    async def send_on(session: aiohttp.ClientSession) -> None:
        nonlocal refused
        for number, event in waiting:
            begun = time.perf_counter()
            address = addresses[number % len(addresses)]
            async with session.post(address, data=event.body, headers=event.headers) as answer:
                await answer.read()
                refused += answer.status != 200
            seconds.append(time.perf_counter() - begun)

    async with aiohttp.ClientSession(connector=connections, timeout=aiohttp.ClientTimeout(total=120)) as session:
        await asyncio.gather(*(send_on(session) for _ in range(at_once)))
    return Acks(tuple(sorted(seconds)), refused)
