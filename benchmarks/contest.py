"""What an event costs: our bot beside the bare echo and beside the same SQL sent raw, taking turns in one run."""

import asyncio
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bots import Place
from benchmarks.databases import Database
from benchmarks.load import Cost, Load, middle
from benchmarks.process import BotProcess, cpu_seconds
from benchmarks.table import Table, milliseconds, times
from benchmarks.workspace import deal_updates

STORED_DEALS = 1000
"""How many deals are stored; each gets one update, so that each update is worth a nudge."""
WARMING = 100
IDLE_SECONDS = 30.0
BARE = "bare echo"


@dataclass(slots=True)
class Contestant:
    """A bot in the contest; `raw` is the name of the one that sends the same SQL raw."""

    name: str
    raw: str | None
    bots: list[BotProcess]
    costs: list[Cost] = field(default_factory=list)
    idle: float = 0.0

    @property
    def cpu(self) -> float:
        """CPU seconds per event, the median of the rounds."""
        return middle(self.costs, lambda cost: cost.cpu)


async def hold_contest(
    place: Place, load: Load, databases: Iterable[Database], rounds: int, turn: int
) -> tuple[Table, Table]:
    """The table of costs, `rounds` rounds in which each bot gets `turn` events, and that of the same bots at rest."""
    total = WARMING + rounds * turn
    async with AsyncExitStack() as stack:
        contestants = [Contestant(BARE, None, await stack.enter_async_context(place.bare_echo()))]
        for database in databases:
            contestants += await _enter(place, load, database, total, stack)
        for number in range(-1, rounds):
            start, count = (0, WARMING) if number < 0 else (WARMING + number * turn, turn)
            for one in contestants:
                cost = await load.put(deal_updates(count, f"R{number + 1}", start), one.bots)
                one.costs += [cost] if number >= 0 else []
        await _rest(contestants)
    return _costs(contestants, rounds, turn), _idle(contestants)


async def _enter(place: Place, load: Load, database: Database, events: int, stack: AsyncExitStack) -> list[Contestant]:
    """Start the bots on a kind of database: the SQL raw, ours, ours with the real reader, and ours twice."""
    filled, name = await database.filled(STORED_DEALS), database.name
    recording = await _record(place, load, await database.copied(filled), events)
    drivers = ("asyncpg",) if name == "Postgres" else ("sqlite3", "aiosqlite")
    raw = [f"raw SQL, {name} ({driver})" for driver in drivers]
    entered: list[tuple[str, str | None, AbstractAsyncContextManager[list[BotProcess]]]] = [
        (title, None, place.raw_echo(await database.copied(filled), driver, recording, events))
        for title, driver in zip(raw, drivers, strict=True)
    ]
    entered.append((f"ours, {name}", raw[0], place.ours(await database.copied(filled))))
    entered.append((f"ours, {name}, real reader", raw[0], place.ours(await database.copied(filled), "real")))
    if name == "Postgres":
        two = place.ours(await database.copied(filled), processes=2)
        entered.append((f"ours, {name}, two processes", raw[0], two))
    return [Contestant(title, beside, await stack.enter_async_context(bots)) for title, beside, bots in entered]


async def _record(place: Place, load: Load, url: str, events: int) -> Path:
    """The SQL of all events, written down by our bot."""
    recording = place.folder / f"{abs(hash(url))}.recording"
    async with place.ours(url, recording=recording) as bots:
        await load.put(deal_updates(events, "R"), bots)
    return recording


async def _rest(contestants: list[Contestant]) -> None:
    """Leave all bots alone and see what CPU they use."""
    await asyncio.sleep(3)
    before = [sum(cpu_seconds(bot.pid) for bot in one.bots) for one in contestants]
    await asyncio.sleep(IDLE_SECONDS)
    for one, used in zip(contestants, before, strict=True):
        one.idle = (sum(cpu_seconds(bot.pid) for bot in one.bots) - used) / IDLE_SECONDS / len(one.bots)


def _costs(contestants: list[Contestant], rounds: int, turn: int) -> Table:
    named = {one.name: one for one in contestants}
    rows = []
    for one in contestants:
        raw = times(one.cpu, named[one.raw].cpu) if one.raw else "-"
        spread = f"{min(c.cpu for c in one.costs) * 1000:.2f}-{max(c.cpu for c in one.costs) * 1000:.2f}"
        done = sum(cost.posted for cost in one.costs)
        rate, bare = middle(one.costs, lambda cost: cost.per_second), times(one.cpu, named[BARE].cpu)
        rows.append([one.name, f"{rate:.0f}", milliseconds(one.cpu), spread, bare, raw, f"{done}/{rounds * turn}"])
    note = (
        f"{rounds} rounds of {turn} deal updates, each worth one message, {STORED_DEALS:,} deals stored; 20 requests"
        " at once. CPU is user and system time of the bot's process; medians of the rounds. Aims: CPU at most 4x the"
        " bare echo's and 1.5x that of the same SQL sent raw. The reader is the trivial one except where the real one"
        " is named."
    )
    columns = ["bot", "events/s", "CPU per event", "min-max, ms", "to bare echo", "to raw SQL", "posted"]
    return Table("Cost of an event", note, columns, rows)


def _idle(contestants: list[Contestant]) -> Table:
    rows = [[one.name, f"{one.idle:.2%}"] for one in contestants]
    return Table(
        "At rest", f"CPU of a process over {IDLE_SECONDS:.0f} s without events. Aim: under 1 %.", ["bot", "CPU"], rows
    )
