"""How long Slack waits for its acknowledgement when many events come together."""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager

from benchmarks.bots import Place
from benchmarks.client import Acks, deliver
from benchmarks.databases import Database
from benchmarks.load import Load
from benchmarks.process import BotProcess
from benchmarks.table import Table, milliseconds
from benchmarks.workspace import deal_updates

BURST = 1000
WARMING = 50
_CONNECTIONS = (50, BURST)


async def measure_bursts(place: Place, load: Load, databases: Iterable[Database]) -> Table:
    """The table of acknowledgements in a burst."""
    rows = [await _row("bare echo", at_once, place.bare_echo(), load) for at_once in _CONNECTIONS]
    for database in databases:
        filled = await database.filled(BURST + WARMING)
        for processes in (1, 2) if database.name == "Postgres" else (1,):
            name = f"ours, {database.name}" + (", two processes" if processes > 1 else "")
            for at_once in _CONNECTIONS:
                ours = place.ours(await database.copied(filled), processes=processes)
                rows.append(await _row(name, at_once, ours, load))
    note = (
        f"{BURST:,} deal updates, the trivial reader; the work on the first ones goes on while the last ones arrive."
        " 50 connections: the next event goes out when one is acknowledged. 1,000 connections: all go out at the same"
        " moment, over new connections. Aims: all within 3 s, p99 within 250 ms."
    )
    columns = ["bot", "connections", "p50", "p99", "longest", "over 3 s", "not 200"]
    return Table("Acknowledgements in a burst", note, columns, rows)


async def _row(name: str, at_once: int, bots: AbstractAsyncContextManager[list[BotProcess]], load: Load) -> list[str]:
    """Burst upon bots that are warm; what they have left to do afterwards is not waited for."""
    async with bots as running:
        await load.put(deal_updates(WARMING, "W", BURST), running)
        acks = await deliver(list(deal_updates(BURST, "B")), [bot.address for bot in running], at_once)
        for bot in running:
            bot.kill()
    return [name, str(at_once), *told(acks)]


def told(acks: Acks) -> list[str]:
    """The median, the 99th percentile and the longest wait, how many were too late, and how many refused."""
    waits = (acks.percentile(0.5), acks.percentile(0.99), acks.seconds[-1])
    return [*(milliseconds(wait) for wait in waits), str(acks.late), str(acks.refused)]
