"""Whether the bot's memory stays flat over a hundred thousand events."""

import asyncio

from benchmarks.bots import Place
from benchmarks.client import deliver
from benchmarks.databases import Database
from benchmarks.process import cpu_seconds, resident_mib
from benchmarks.table import Table, milliseconds
from benchmarks.workspace import everyday_talk

DEALS = 1000
STEP = 10_000


async def measure_memory(place: Place, database: Database, events: int) -> Table:
    """The table of memory by events worked, one row every 10,000."""
    url = await database.filled(DEALS)
    rows = []
    async with place.ours(url) as (bot,):
        rows.append(["0", f"{resident_mib(bot.pid):.1f} MiB", "-", "-"])
        for done in range(0, events, STEP):
            before = cpu_seconds(bot.pid)
            acks = await deliver(everyday_talk(STEP, f"M{done}", DEALS), [bot.address], at_once=20)
            await _until_quiet(bot.pid)
            spent = (cpu_seconds(bot.pid) - before) / STEP
            told = [f"{resident_mib(bot.pid):.1f} MiB", milliseconds(spent), milliseconds(acks.percentile(0.99))]
            rows.append([f"{done + STEP:,}", *told])
            print(*rows[-1], flush=True)
    note = (
        f"Everyday talk on {database.name}: of ten messages two are deal updates on {DEALS:,} deals, the rest is"
        " chatter; the trivial reader; measured when all were worked. Aim: flat."
    )
    return Table("Memory over many events", note, ["events", "resident", "CPU per event", "ack p99"], rows)


async def _until_quiet(pid: int) -> None:
    """Wait until the process has nothing more to do: less than 5 % of a CPU over half a second."""
    while True:
        before = cpu_seconds(pid)
        await asyncio.sleep(0.5)
        if cpu_seconds(pid) - before < 0.025:
            return
