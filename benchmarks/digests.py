"""What the weekly digests of up to ten thousand reps cost, all due at once, beside the bare SQL that reads the same."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

import asyncpg

from benchmarks.composing import Composed, compose_with_others
from benchmarks.databases import PostgresDatabases
from benchmarks.recording import Statement
from benchmarks.sales_teams import DEALS_OF_A_REP, UPDATES_OF_A_DEAL, ZONES, Teams, fill
from benchmarks.table import Table, times

SIZES = (100, 1_000, 10_000)
_COLUMNS = (
    *("reps", "processes", "digests", "time", "CPU", "CPU a digest", "to the first"),
    *("SQL a batch", "bare SQL", "to it", "memory of each"),
)


async def measure_digests(databases: PostgresDatabases, most: int, processes: int) -> Table:
    """The table of composing, for sizes up to `most` reps, by one process and by several side by side."""
    rows = []
    first: float | None = None
    for reps in (size for size in SIZES if size <= most):
        for side_by_side in sorted({1, processes}):
            teams, url = Teams(reps), databases.empty()
            await fill(url, teams)
            parts = await _compose(url, teams, side_by_side)
            digests = await _count_of_digests(url)
            bare = await _read_bare(url, (read for part in parts for read in part.sent.reads))
            cpu = sum(part.cpu for part in parts)
            first = first or cpu / digests
            rows.append([f"{reps:,}", f"{side_by_side}", f"{digests:,}", *_told(parts, cpu / digests, first, bare)])
    note = (
        f"Postgres; {DEALS_OF_A_REP} deals a rep with {UPDATES_OF_A_DEAL} updates each, {len(ZONES)} time zones, 34"
        " reps to a workspace; composed, laid into the outbox and planned anew, until committed, by one process and by"
        " several that claim from the same database. The bare SQL is what we asked, sent again by the driver alone, one"
        " after the other. CPU is that of our processes together, without Postgres. Aim: 10,000 within 30 s on two"
        " cores, the cost of one digest the same for all sizes, memory bounded."
    )
    return Table("Weekly digests", note, list(_COLUMNS), rows)


def _told(parts: list[Composed], each: float, first: float, bare: float) -> list[str]:
    """The columns about what was measured."""
    seconds = max(part.ended for part in parts) - min(part.begun for part in parts)
    sql, memory = max(part.sent.most for part in parts), max(part.memory for part in parts)
    spent = [f"{seconds:.1f} s", f"{sum(part.cpu for part in parts):.1f} s", f"{each * 1000:.2f} ms"]
    return [*spent, times(each, first), f"{sql}", f"{bare:.1f} s", times(seconds, bare), f"{memory:.0f} MiB"]


async def _compose(url: str, teams: Teams, processes: int) -> list[Composed]:
    """Compose and lay out all digests in so many processes, each a bot of its own that has loaded before they begin."""
    spawned, loop = multiprocessing.get_context("spawn"), asyncio.get_running_loop()
    with spawned.Manager() as shared, ProcessPoolExecutor(processes, spawned) as pool:
        together = shared.Barrier(processes)
        begun = [loop.run_in_executor(pool, compose_with_others, url, teams, together) for _ in range(processes)]
        return await asyncio.gather(*begun)


async def _read_bare(url: str, reads: Iterable[Statement]) -> float:
    """Send what was read again, by the driver alone; the seconds that took."""
    connection = await asyncpg.connect(url)
    begun = time.perf_counter()
    for statement in reads:
        await connection.fetch(statement.sql, *statement.values)
    seconds = time.perf_counter() - begun
    await connection.close()
    return seconds


async def _count_of_digests(url: str) -> int:
    connection = await asyncpg.connect(url)
    count = await connection.fetchval("SELECT count(*) FROM notes")
    await connection.close()
    return int(count)
