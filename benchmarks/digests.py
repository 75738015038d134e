"""What the weekly digests of up to ten thousand reps cost, all due at once, beside the bare SQL that reads the same."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from sqlalchemy import Engine, event

from benchmarks.databases import PostgresDatabases
from benchmarks.process import cpu_seconds, resident_mib
from benchmarks.recording import Statement
from benchmarks.sales_teams import DEALS_OF_A_REP, NOW, UPDATES_OF_A_DEAL, ZONES, Teams, fill
from benchmarks.table import Table, times
from bot.content import Content
from bot.offline import load_offline_content, load_offline_settings
from bot.people import People
from bot.run import DUE_AT_ONCE
from coaching.message import Tenant
from handlers.bench import Bench
from handlers.desk import Desk
from handlers.digests.weekly import work_digests
from handlers.messages.intake import OwnIds
from storage import Storage

SIZES = (100, 1_000, 10_000)


@dataclass(slots=True)
class _Sent:
    """The statements that were sent: all that read, how many in all, and how many for one batch at most."""

    reads: list[Statement] = field(default_factory=list)
    total: int = 0
    of_batch: int = 0
    most: int = 0

    def take(self, _connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        """Write one down."""
        self.total += 1
        self.of_batch += 1
        if sql.lstrip().startswith("SELECT") and "pg_advisory" not in sql:
            self.reads.append(Statement(sql, values, many=False))

    def end_batch(self) -> None:
        """The next statement is of another batch."""
        self.most, self.of_batch = max(self.most, self.of_batch), 0


async def measure_digests(databases: PostgresDatabases, most: int) -> Table:
    """The table of composing, for sizes up to `most` reps."""
    rows = []
    first: float | None = None
    for size in (size for size in SIZES if size <= most):
        teams = Teams(size)
        url = databases.empty()
        await fill(url, teams)
        with _listening() as sent:
            seconds, cpu, digests, memory = await _compose(url, teams, sent)
        bare = await _read_bare(url, sent.reads)
        each = seconds / digests
        first = first or each
        told = [f"{digests:,}", f"{seconds:.1f} s", f"{cpu:.1f} s", f"{each * 1000:.2f} ms", times(each, first)]
        rows.append([f"{size:,}", *told, f"{sent.most}", f"{bare:.1f} s", times(seconds, bare), f"{memory:.0f} MiB"])
    note = (
        f"Postgres; {DEALS_OF_A_REP} deals a rep with {UPDATES_OF_A_DEAL} updates each, {len(ZONES)} time zones, 34"
        " reps to a workspace; composed, laid into the outbox and planned anew, until committed. The bare SQL is what"
        " we asked, sent again by the driver alone, one after the other. CPU is that of our process. Aim: 10,000"
        " within 30 s on two cores, the cost of one digest the same for all sizes, memory bounded."
    )
    columns = [
        "reps",
        "digests",
        "time",
        "CPU",
        "a digest",
        "to the first",
        "SQL a batch",
        "bare SQL",
        "to it",
        "memory",
    ]
    return Table("Weekly digests", note, columns, rows)


@contextmanager
def _listening() -> Iterator[_Sent]:
    sent = _Sent()
    event.listen(Engine, "before_cursor_execute", sent.take)
    yield sent
    event.remove(Engine, "before_cursor_execute", sent.take)


async def _compose(url: str, teams: Teams, sent: _Sent) -> tuple[float, float, int, float]:
    """Compose and lay out all digests; the seconds that took, those of CPU, how many there are, and the memory held."""
    storage = Storage(url)
    content = load_offline_content(load_offline_settings())
    desks = [_desk(storage, tenant, content) for tenant in teams.tenants]
    begun, spent, memory = time.perf_counter(), cpu_seconds(os.getpid()), 0.0
    for tenant, desk in zip(teams.tenants, desks, strict=True):
        while claims := await storage.due.claim("bench", DUE_AT_ONCE, tenant):
            await work_digests([claim for claim in claims if claim.row.kind == "digest"], desk)
            sent.end_batch()
            memory = max(memory, resident_mib(os.getpid()))
            if len(claims) < DUE_AT_ONCE:
                break
    seconds, cpu = time.perf_counter() - begun, cpu_seconds(os.getpid()) - spent
    await storage.close()
    return seconds, cpu, await _count_of_digests(url), memory


def _desk(storage: Storage, tenant: Tenant, content: Content) -> Desk:
    """The desk of one workspace's bot, whose Slack is never asked: everybody is known, and nobody away."""
    people = People(_NoSlack(), storage, tenant, lambda: NOW)  # type: ignore[arg-type]

    async def is_member(user: str, _channel: str) -> bool:
        return int(user[1:]) % 2 == 0

    coach = content.coach
    return Desk(
        storage=storage,
        playbook=coach.playbook,
        signals=content.signals,
        catalogue=coach.catalogue,
        clock=lambda: NOW,
        person=people.person,
        people=people.people,
        is_member=is_member,
        lessons=content.lessons,
        bench=Bench(storage, content.reader, coach, people.person, OwnIds()),
    )


class _NoSlack:
    """A client that must not be called."""


async def _read_bare(url: str, reads: Sequence[Statement]) -> float:
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
