"""One process that composes the digests that are due, beside others that do the same; and what that took."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.process import cpu_seconds, resident_mib
from benchmarks.recording import Statement
from benchmarks.sales_teams import NOW, Teams
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


@dataclass(slots=True)
class Sent:
    """The statements that were sent: all that read, and how many for one batch at most."""

    reads: list[Statement] = field(default_factory=list)
    of_batch: int = 0
    most: int = 0

    def take(self, _connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        """Write one down."""
        self.of_batch += 1
        if sql.lstrip().startswith("SELECT") and "pg_advisory" not in sql:
            self.reads.append(Statement(sql, values, many=False))

    def end_batch(self) -> None:
        """The next statement is of another batch."""
        self.most, self.of_batch = max(self.most, self.of_batch), 0


@dataclass(frozen=True, slots=True)
class Composed:
    """When it began and ended by the machine's clock, the CPU seconds of the process, its memory, and what it sent."""

    begun: float
    ended: float
    cpu: float
    memory: float
    sent: Sent


def compose_with_others(url: str, teams: Teams, together: Barrier) -> Composed:
    """Load what a bot loads, wait until all processes have, then compose and lay out what no other has claimed."""
    content = load_offline_content(load_offline_settings())
    together.wait()
    return asyncio.run(_compose(url, teams, content))


async def _compose(url: str, teams: Teams, content: Content) -> Composed:
    storage = Storage(url)
    owner = f"bench-{os.getpid()}"
    desks = [_desk(storage, tenant, content) for tenant in teams.tenants]
    with _listening() as sent:
        begun, spent, memory = time.time(), cpu_seconds(os.getpid()), 0.0
        for tenant, desk in zip(teams.tenants, desks, strict=True):
            while claims := await storage.due.claim(owner, DUE_AT_ONCE, tenant):
                await work_digests([claim for claim in claims if claim.row.kind == "digest"], desk)
                sent.end_batch()
                memory = max(memory, resident_mib(os.getpid()))
                if len(claims) < DUE_AT_ONCE:
                    break
        ended, cpu = time.time(), cpu_seconds(os.getpid()) - spent
    await storage.close()
    return Composed(begun, ended, cpu, memory, sent)


@contextmanager
def _listening() -> Iterator[Sent]:
    sent = Sent()
    event.listen(Engine, "before_cursor_execute", sent.take)
    yield sent
    event.remove(Engine, "before_cursor_execute", sent.take)


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
