"""`python -m benchmarks`: measure, print the tables, and with --write keep them as a dated file in `results`."""

import argparse
import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bots import Place
from benchmarks.burst import measure_bursts
from benchmarks.commands import measure_commands
from benchmarks.contest import STORED_DEALS, WARMING, hold_contest
from benchmarks.databases import Database, PostgresDatabases, SqliteFiles
from benchmarks.digests import measure_digests
from benchmarks.load import Load
from benchmarks.machine import describe_machine
from benchmarks.memory import measure_memory
from benchmarks.stored_deals import measure_stored_deals
from benchmarks.stub import StubSlack
from benchmarks.table import Table

RESULTS = Path(__file__).parent / "results"
PARTS = ("contest", "burst", "commands", "deals", "digests")
MOST_SECONDS_FOR_A_ROUND = 180.0


def main() -> None:
    """Read the command line and measure."""
    asked = _arguments()
    begun, machine = datetime.now(UTC), describe_machine()
    told = f"# Benchmarks, {begun:%Y-%m-%d %H:%M} UTC\n\n{machine}\n"
    print(told, flush=True)
    told += asyncio.run(_measure(asked))
    if asked.write:
        file = RESULTS / f"{begun:%Y-%m-%d-%H%M}.md"
        file.write_text(told, "utf-8")
        print(f"Written to {file}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join((*PARTS, 'memory'))}; all but memory when left out")
    parser.add_argument("--on", choices=["sqlite", "postgres", "both"], default="both", help="which databases")
    parser.add_argument("--rounds", type=int, default=3, help="how often each bot takes its turn in the contest")
    parser.add_argument("--turn", type=int, default=300, help="how many events a bot gets in its turn")
    parser.add_argument("--deals", type=int, default=1_000_000, help="how many deals are stored at most")
    parser.add_argument("--reps", type=int, default=10_000, help="for how many reps digests are composed at most")
    parser.add_argument("--processes", type=int, default=2, help="how many processes compose digests side by side")
    parser.add_argument("--events", type=int, default=100_000, help="how many events the memory is watched for")
    parser.add_argument("--write", action="store_true", help="keep the tables in benchmarks/results")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - {*PARTS, "memory"}:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join((*PARTS, 'memory'))}")
    if asked.rounds * asked.turn > STORED_DEALS - WARMING:
        parser.error(f"rounds times turn must not exceed {STORED_DEALS - WARMING}: each event is about another deal")
    return asked


async def _measure(asked: argparse.Namespace) -> str:
    """The tables of all parts that were asked for, each printed as soon as it is known."""
    told = ""
    if here := asyncio.current_task():  # so that bots and servers are ended, too
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, here.cancel)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dealcoach-bench-")))
        slack = await stack.enter_async_context(StubSlack())
        databases: list[Database] = [SqliteFiles(folder)] if asked.on != "postgres" else []
        if asked.on != "sqlite":
            databases.append(await stack.enter_async_context(PostgresDatabases.running()))
        place, load = Place(slack, folder), Load(slack, MOST_SECONDS_FOR_A_ROUND)
        async for table in _tables(asked, place, load, databases):
            print(f"\n{table}", flush=True)
            told += f"\n{table}"
    return told


async def _tables(
    asked: argparse.Namespace, place: Place, load: Load, databases: list[Database]
) -> AsyncIterator[Table]:
    parts = asked.parts or PARTS
    if "contest" in parts:
        for table in await hold_contest(place, load, databases, asked.rounds, asked.turn):
            yield table
    if "burst" in parts:
        yield await measure_bursts(place, load, databases)
    if "commands" in parts:
        yield await measure_commands(place, databases)
    if "deals" in parts:
        yield await measure_stored_deals(place, load, databases, asked.deals)
    postgres = next((each for each in databases if isinstance(each, PostgresDatabases)), None)
    if "digests" in parts and postgres:
        yield await measure_digests(postgres, asked.reps, asked.processes)
    if "memory" in parts:
        yield await measure_memory(place, databases[0], asked.events)


if __name__ == "__main__":
    main()
