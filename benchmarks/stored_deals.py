"""What an event costs when a thousand deals are stored, and when it is a million."""

import time
from collections.abc import Iterable

from benchmarks.bots import Place
from benchmarks.databases import Database
from benchmarks.load import Cost, Load
from benchmarks.table import Table, milliseconds, times
from benchmarks.workspace import deal_updates

SIZES = (1_000, 10_000, 100_000, 1_000_000)
EVENTS = 300
WARMING = 20
_LONGEST_EVENT = 5.0
"""Seconds of CPU for one event; where more is to be expected, going by the size before, nothing is run."""


async def measure_stored_deals(place: Place, load: Load, databases: Iterable[Database], most: int) -> Table:
    """The table of costs by stored deals, `most` at most."""
    rows = []
    for database in databases:
        first: float | None = None
        last, size_before = 0.0, 0
        for size in (size for size in SIZES if size <= most):
            expected = last * size / size_before if size_before else 0.0
            if expected > _LONGEST_EVENT:
                rows.append([database.name, f"{size:,}", "not run", f"about {expected:.0f} s expected", "-"])
                continue
            cost, seconds = await _cost(place, load, database, size)
            first, last, size_before = first or cost.cpu, cost.cpu, size
            rows.append(
                [database.name, f"{size:,}", milliseconds(cost.cpu), times(cost.cpu, first), f"{seconds:.0f} s"]
            )
    note = (
        "Deal updates, one to a deal, the trivial reader, all deals in one workspace. Aim: at most 1.3x from a thousand"
        " to a million deals."
    )
    columns = ["database", "stored deals", "CPU per event", "to the first", "filled in"]
    return Table("Cost by stored deals", note, columns, rows)


async def _cost(place: Place, load: Load, database: Database, size: int) -> tuple[Cost, float]:
    """The cost of an event among so many deals, and how long it took to store these."""
    begun = time.perf_counter()
    url = await database.filled(size)
    filling = time.perf_counter() - begun
    async with place.ours(url) as bots:
        warm = await load.put(deal_updates(WARMING, "W"), bots, at_once=2)
        events = max(10, min(EVENTS, int(60 / max(warm.cpu, 0.001))))
        return await load.put(deal_updates(events, "M", WARMING), bots), filling
