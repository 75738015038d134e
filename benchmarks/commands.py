"""How long a person waits when twenty use commands and menus at the same time: until Slack has its acknowledgement."""

import time
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager

from benchmarks.bots import Place
from benchmarks.burst import told
from benchmarks.client import deliver
from benchmarks.databases import Database
from benchmarks.process import BotProcess
from benchmarks.table import Table
from benchmarks.workspace import commands_and_clicks

AT_ONCE = 20
REQUESTS = 500
WARMING = 40
STORED_DEALS = 1_000
_PATIENCE_SECONDS = 120.0


async def measure_commands(place: Place, databases: Iterable[Database]) -> Table:
    """The table of acknowledgements of commands and clicks."""
    rows = [await _row("bare echo", place.bare_echo(), place)]
    for database in databases:
        url = await database.copied(await database.filled(STORED_DEALS))
        rows.append(await _row(f"ours, {database.name}", place.ours(url), place))
    note = (
        f"{REQUESTS} requests, {AT_ONCE} at once, {STORED_DEALS:,} deals stored: half are `/deal show`, the others"
        " `/deal list mine` and a choice in a menu. The answer follows the acknowledgement; a second: how many were"
        " answered, until the last was. Aim: p99 of the acknowledgements within 100 ms."
    )
    columns = ["bot", "p50", "p99", "longest", "over 3 s", "not 200", "answered", "a second"]
    return Table("Commands and clicks", note, columns, rows)


async def _row(name: str, bots: AbstractAsyncContextManager[list[BotProcess]], place: Place) -> list[str]:
    slack = place.slack
    async with bots as running:
        addresses = [bot.address for bot in running]
        for count in (WARMING, REQUESTS):
            before, begun = slack.responses, time.perf_counter()
            requests = list(commands_and_clicks(count, STORED_DEALS, lambda: slack.response_url))
            acks = await deliver(requests, addresses, AT_ONCE)
            await slack.until_answered(before + count, _PATIENCE_SECONDS)
            elapsed = time.perf_counter() - begun
    answered = slack.responses - before
    return [name, *told(acks), f"{answered}/{count}", f"{answered / elapsed:.0f}"]
