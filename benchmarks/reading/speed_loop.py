"""How long the event loop is held up while a worker thread reads, by a coroutine that ticks beside it.

A thread that computes gives up Python's lock only when it is asked to, after `sys.getswitchinterval()` (5 ms), and only
between two bytecodes: one long call into C, such as a regular expression on a long text, holds it to its end. So each
tick may come some 5 ms late whatever the thread computes, as the row of a thread that only counts shows.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from benchmarks.reading.speed_texts import Message
from benchmarks.table import Table, milliseconds
from bot.chosen_reader import ThreadedReader
from bot.content import Content

TICK = 0.001
AIM = 0.05
READ_AGAIN = 3
"""How often each of the messages that held the loop up longest is read again, alone, to tell them from noise."""
COLUMNS = ["while", "at once", "messages", "p99 of ticks", "longest block", "over 50 ms"]
AGAIN_COLUMNS = ["message", "characters", "first time", "again, least", "again, most", "reading"]

Read = Callable[[Message], Awaitable[object]]


@dataclass(slots=True)
class Ticks:
    """How late the ticks of a coroutine came, in seconds."""

    late: list[float] = field(default_factory=list)
    unread: int = 0

    def longest_since_asked(self) -> float:
        """How late the latest tick came since this was asked before."""
        late = max(self.late[self.unread :], default=0.0)
        self.unread = len(self.late)
        return late


@asynccontextmanager
async def ticking() -> AsyncIterator[Ticks]:
    """Tick every millisecond for as long as the block lasts, and one tick more."""
    ticks, over = Ticks(), False

    async def tick() -> None:
        while not over:
            due = time.perf_counter() + TICK
            await asyncio.sleep(TICK)
            ticks.late.append(time.perf_counter() - due)

    task = asyncio.create_task(tick())
    await asyncio.sleep(0)
    try:
        yield ticks
    finally:
        over = True
        await task


async def measure_blocks(content: Content, kinds: Sequence[tuple[str, Sequence[Message]]]) -> tuple[Table, Table]:
    """The table of ticks by what is read, and that of the messages that held the loop up longest, read again."""
    reader = ThreadedReader(content.reader, content.coach.recognise)

    async def read(message: Message) -> object:
        return await reader.read(message.text, message.today, about_deal=message.about_deal)

    rows = [await _row("nothing is read", _rest), await _row("a thread only counts", _count)]
    worst: list[tuple[float, Message]] = []
    for name, messages in kinds:
        await read(messages[0])
        async with ticking() as ticks:
            found = [(await _block_of(message, read, ticks), message) for message in messages]
        rows.append([f"{name} are read", "1", f"{len(messages):,}", *_figures(ticks)])
        worst += sorted(found, key=lambda one: -one[0])[:3]
        async with ticking() as ticks:
            await _read_together([message.anew(4) for message in messages], read, 4)
        rows.append([f"{name} are read", "4", f"{len(messages):,}", *_figures(ticks)])
    note = (
        f"A coroutine sleeps {TICK * 1000:.0f} ms again and again while threads read (`asyncio.to_thread`); a block is"
        " what it wakes up too late. The bot works one event at a time on SQLite, four on Postgres. Python hands its"
        f" lock over every {sys.getswitchinterval() * 1000:.0f} ms to whoever waits, so a thread that only counts makes"
        f" ticks late, too. Aim: {AIM * 1000:.0f} ms at most."
    )
    return Table("The event loop while threads read", note, COLUMNS, rows), await _read_again(worst, read)


async def _block_of(message: Message, read: Read, ticks: Ticks) -> float:
    """How long the loop was held up at most while this message was read."""
    ticks.longest_since_asked()
    await read(message)
    await asyncio.sleep(2 * TICK)
    return ticks.longest_since_asked()


async def _read_together(messages: Iterable[Message], read: Read, at_once: int) -> None:
    waiting = iter(messages)

    async def one_after_the_other() -> None:
        for message in waiting:
            await read(message)

    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))


async def _read_again(worst: Iterable[tuple[float, Message]], read: Read) -> Table:
    rows = []
    for first, message in sorted(worst, key=lambda one: -one[0]):
        async with ticking() as ticks:
            begun = time.perf_counter()
            blocks = [await _block_of(message.anew(number), read, ticks) for number in range(READ_AGAIN)]
            reading = (time.perf_counter() - begun) / READ_AGAIN - 2 * TICK
        shown = (first, min(blocks), max(blocks), reading)
        rows.append([message.id, f"{len(message.text):,}", *map(milliseconds, shown)])
    note = (
        f"The three of each kind with the longest blocks, each read {READ_AGAIN} times more by one thread. What blocks"
        " long every time does so by itself; what does only once was noise of the machine."
    )
    return Table("The messages that held the loop up longest", note, AGAIN_COLUMNS, rows)


async def _row(name: str, work: Callable[[], Awaitable[object]]) -> list[str]:
    async with ticking() as ticks:
        await work()
    return [name, "-", "-", *_figures(ticks)]


def _figures(ticks: Ticks) -> list[str]:
    late = sorted(ticks.late)
    shown = (late[len(late) * 99 // 100], late[-1])
    return [*map(milliseconds, shown), str(sum(block > AIM for block in late))]


async def _rest() -> None:
    await asyncio.sleep(2)


async def _count() -> None:
    await asyncio.to_thread(_count_for, 2.0)


def _count_for(seconds: float) -> int:
    until, counted = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        counted += 1
    return counted
