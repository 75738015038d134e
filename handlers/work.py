"""The one path that every event takes, live and in a replay alike: read, decide, remember, speak."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from coaching.message import Deleted, Person, Posted
from coaching.outcome import Outcome
from handlers.answering import answer
from handlers.deal_memory import forget_update, link_update
from handlers.envelope import event_id, tenant_of
from handlers.intake import understand
from handlers.speaking import Speech, withdraw

if TYPE_CHECKING:
    from handlers.bench import Bench
    from storage import UnitOfWork


async def work(body: Mapping[str, Any], bench: "Bench") -> list[Outcome]:
    """Take one `event_callback` body through the path; what came of it, in order.

    Everything that it changes commits together, and what is to be said lies in the outbox then. An event that was
    taken before, or is none of our business, changes nothing. Raises `StorageError` when the database fails.
    """
    happening = understand(body, bench.own, bench.crm_apps)
    if happening is None:
        return []
    author = await _author(happening, bench)
    tenant = tenant_of(body)
    async with bench.storage.begin(tenant) as tx:
        if not await tx.inbox.take(event_id(body), happening.at):
            return []
        if isinstance(happening, Deleted):
            return await _work_deletion(happening, bench, tx)
        return await _work_message(happening, author, bench, tx)


async def _author(happening: Posted | Deleted, bench: "Bench") -> Person:
    if isinstance(happening, Posted) and happening.source == "person":
        return await bench.person(happening.author)
    name = happening.author if isinstance(happening, Posted) else ""
    return Person(name, name)


async def _work_message(posted: Posted, author: Person, bench: "Bench", tx: "UnitOfWork") -> list[Outcome]:
    seen = await tx.messages.get(posted.channel, posted.ts)
    if (seen is not None and not posted.edited) or not await tx.messages.put(posted):
        return []
    about_deal = posted.source == "crm" or posted.thread_ts is not None
    reading = bench.reader.read(posted.text, local_date(posted, author), about_deal=about_deal)
    reading = bench.coach.recognise(reading)
    if posted.source == "crm":
        reading = replace(reading, is_deal_update=reading.facts.company is not None)
    linked = await link_update(posted, reading, tx)
    return await answer(posted, author, linked, bench, tx)


async def _work_deletion(deleted: Deleted, bench: "Bench", tx: "UnitOfWork") -> list[Outcome]:
    nudge = await tx.nudges.on_message(deleted.channel, deleted.ts)
    deal = await forget_update(deleted, tx)
    await tx.messages.forget(deleted.channel, deleted.ts, deleted.at)
    if nudge is None:
        return []
    speech = Speech(bench, tx, deleted.at, deleted.cause_ts)
    return [await withdraw(nudge, "deleted", "deleted", deal, speech)]


def local_date(posted: Posted, author: Person) -> date:
    """The author's calendar day when the message was first posted: what "Thursday" in it counts from."""
    return posted.posted_at.astimezone(ZoneInfo(author.tz)).date()
