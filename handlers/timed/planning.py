"""Looks in their time: planned for everybody who owns a deal, worked at ten of each business day, planned again."""

from typing import TYPE_CHECKING

from coaching.message import Tenant
from coaching.outcome import Outcome
from coaching.timed.look_time import may_speak, next_look
from handlers.owners import owners_in
from handlers.timed.gathering import Owner, find_owner
from handlers.timed.looking import look_at_deals

if TYPE_CHECKING:
    from handlers.bench import Bench
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Claim, DueRow

TIMED = "timed"
"""The kind of due thing; its key is the person's user id."""


async def plan_looks(tenant: Tenant, desk: "Desk") -> int:
    """Let a look wait for everybody who owns a deal and for whom none waits; for how many there is one now."""
    async with desk.storage.begin(tenant) as tx:
        missing = await owners_in(tx) - await tx.due.keys(TIMED)
    people = await desk.all_people(sorted(missing))
    async with desk.storage.begin(tenant, alone=True) as tx:
        for user in sorted(missing - await tx.due.keys(TIMED)):
            await _plan(Owner(people[user], desk.clock()), desk.bench, tx)
    return len(missing)


async def work_look(claim: "Claim[DueRow]", desk: "Desk") -> list[Outcome]:
    """A look may be due: it is taken if it is, and the next one planned, where the person is by now.

    One that comes late looks at things as they are now, once, however many were missed; none speaks in the evening, in
    the night or on a day off, nor before ten where somebody has moved to.
    """
    owner = await find_owner(claim.row.key, desk.clock(), claim.tenant, desk.bench)
    async with desk.storage.begin(claim.tenant, finishing=claim) as tx:
        speaks = may_speak(owner.local, desk.bench.coach.calendar)
        outcomes = await look_at_deals(owner, desk.bench, tx) if speaks else []
        await _plan(owner, desk.bench, tx)
    return outcomes


async def _plan(owner: Owner, bench: "Bench", tx: "UnitOfWork") -> None:
    due = next_look(owner.zone, owner.now, bench.coach.calendar)
    await tx.due.put(TIMED, owner.person.id, due, {"planned": due.isoformat()})
