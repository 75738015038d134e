"""The reps' weekly digest: planned for everybody who owns a deal, sent once a week, planned again."""

import re
from typing import TYPE_CHECKING

from handlers.blocks.digest import digest_message
from handlers.digests.composing import gather_digest
from handlers.digests.planning import is_paused, note_of, owed, plan, replan, schedule_of, time_for
from handlers.digests.rest import rest_later
from handlers.managers.due import MANAGERS_DIGEST
from handlers.notes import post_note

if TYPE_CHECKING:
    from coaching.digest import Digest
    from coaching.digest_week import Schedule
    from coaching.message import Tenant
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Claim, DueRow

DIGEST = "digest"
"""The kind of due thing; its row as in `handlers.digests.planning`."""
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


async def plan_digests(tenant: "Tenant", desk: "Desk") -> int:
    """Let a digest wait for everybody who owns a deal and for whom none waits; for how many there is one now."""
    async with desk.storage.begin(tenant) as tx:
        owners = {owner for owner in await tx.deals.owners() if _MEMBER.fullmatch(owner)}
        missing = owners - await tx.due.keys(DIGEST)
    for user in sorted(missing):
        person = await desk.person(user)
        async with desk.storage.begin(tenant) as tx:
            if user not in await tx.due.keys(DIGEST):
                await plan(DIGEST, user, await schedule_of(person, tx, desk), desk.clock(), tx)
    return len(missing)


async def replan_digests(user: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Somebody has chosen another day or hour: their digests are planned anew, a manager's too."""
    await replan(DIGEST, user, desk.clock(), tx)
    if await tx.managers.get(user) is not None:
        await replan(MANAGERS_DIGEST, user, desk.clock(), tx)


async def work_digest(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """A digest may be due: it is sent if it is owed, and the next one planned, where the person is by now.

    Slack is asked how the person is only when there is something to say. When it then tells of another time zone than
    we knew, all begins anew.
    """
    user, tenant = claim.row.key, claim.tenant
    person, now = await desk.person(user), time_for(claim.row, desk.clock())
    async with desk.storage.begin(tenant) as tx:
        schedule = await schedule_of(person, tx, desk)
        due = await owed(claim.row, schedule, now, tx)
    digest = await gather_digest(person, schedule.zone, due.at, tenant, desk) if due else None
    away = digest is not None and not digest.is_empty and await desk.is_away(user)
    if await desk.person(user) != person:
        await work_digest(claim, desk)
        return
    async with desk.storage.begin(tenant, finishing=claim) as tx:
        if due and digest and not digest.is_empty and not away and not await is_paused(user, tx):
            await _send(digest, note_of(DIGEST, user, due), schedule, tx, desk)
        await plan(DIGEST, user, schedule, now, tx)


async def _send(digest: "Digest", key: str, schedule: "Schedule", tx: "UnitOfWork", desk: "Desk") -> None:
    """Send it, unless its week has one already; what found no room in it follows in its thread."""
    message = digest_message(digest, schedule.zone, desk.catalogue, desk.play_to_try(digest), in_thread=True)
    if await post_note(key, digest.person.id, message, desk.clock(), tx):
        await rest_later(key, digest, schedule.zone, tx, desk)
