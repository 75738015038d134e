"""Puts load on bots and says what it cost: events a second to the end, CPU per event, how long Slack waited."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.client import Acks, deliver
from benchmarks.process import BotProcess, cpu_seconds
from benchmarks.stub import StubSlack
from benchmarks.workspace import Delivery

SETTLING_SECONDS = 0.7
"""After the last post a bot still writes down that it was posted; this belongs to the cost of the event."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one round of events cost; CPU in seconds per event over all processes of the bot."""

    events: int
    per_second: float
    cpu: float
    acks: Acks
    posted: int


@dataclass(frozen=True, slots=True)
class Load:
    """The load that is put on every bot alike."""

    slack: StubSlack
    patience_seconds: float = 120.0

    async def put(self, events: Iterable[Delivery], bots: Sequence[BotProcess], at_once: int = 20) -> Cost:
        """Deliver events of which each is worth one message, and wait until all are posted."""
        ready = list(events)
        posted, cpu, begun = self.slack.posted, _cpu(bots), time.perf_counter()
        acks = await deliver(ready, [bot.address for bot in bots], at_once)
        await self.slack.until_posted(posted + len(ready), self.patience_seconds)
        elapsed = time.perf_counter() - begun
        await asyncio.sleep(SETTLING_SECONDS)
        spent = (_cpu(bots) - cpu) / len(ready)
        return Cost(len(ready), len(ready) / elapsed, spent, acks, self.slack.posted - posted)


def middle(costs: Sequence[Cost], figure: Callable[[Cost], float]) -> float:
    """The median of a figure over rounds."""
    return statistics.median(figure(cost) for cost in costs)


def _cpu(bots: Sequence[BotProcess]) -> float:
    return sum(cpu_seconds(bot.pid) for bot in bots)
