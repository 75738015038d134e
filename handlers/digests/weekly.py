"""The reps' weekly digest: planned for everybody who owns a deal, sent once a week, planned again; many at a time."""

from typing import TYPE_CHECKING

from handlers.blocks.digest import digest_message
from handlers.digests.composing import Wanted, gather_digests
from handlers.digests.planning import note_of, owed_among, plan_all, replan, schedules_of, time_for
from handlers.digests.rest import rest_later
from handlers.managers.due import MANAGERS_DIGEST
from handlers.notes import post_notes
from handlers.owners import owners_to_somebody

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coaching.digest import Digest
    from coaching.digest_week import Schedule
    from coaching.message import Tenant
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Claim, DueRow

DIGEST = "digest"
"""The kind of due thing; its row as in `handlers.digests.planning`."""


async def plan_digests(tenant: "Tenant", desk: "Desk") -> int:
    """Let a digest wait for everybody who may own a deal and for whom none waits; for how many there is one now."""
    async with desk.storage.begin(tenant) as tx:
        missing = await owners_to_somebody(tx) - await tx.due.keys(DIGEST)
    people, now = await desk.all_people(sorted(missing)), desk.clock()
    async with desk.storage.begin(tenant, alone=True) as tx:
        waiting = await tx.due.keys(DIGEST)
        schedules = await schedules_of(people.values(), tx, desk)
        await plan_all(DIGEST, {user: (schedules[user], now) for user in missing - waiting}, tx)
    return len(missing)


async def replan_digests(user: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Somebody has chosen another day or hour: their digests are planned anew, a manager's too."""
    await replan(DIGEST, user, desk.clock(), tx)
    if await tx.managers.get(user) is not None:
        await replan(MANAGERS_DIGEST, user, desk.clock(), tx)


async def work_digests(claims: "Sequence[Claim[DueRow]]", desk: "Desk") -> None:
    """Digests of a workspace may be due: those that are owed are sent, and the next ones planned.

    Slack is asked how people are only when there is something to say to them. Those of whom it then tells another time
    zone than we knew begin anew.
    """
    tenant, now = claims[0].tenant, desk.clock()
    people = await desk.all_people([claim.row.key for claim in claims])
    async with desk.storage.begin(tenant) as tx:
        schedules = await schedules_of(people.values(), tx, desk)
        due = await owed_among([claim.row for claim in claims], schedules, now, tx)
    wanted = [Wanted(people[user], schedules[user].zone, scheduled.at) for user, scheduled in due.items()]
    digests = [each for each in await gather_digests(wanted, tenant, desk) if not each.is_empty]
    away = {each.person.id for each in digests if await desk.is_away(each.person.id)}
    known = await desk.all_people([each.person.id for each in digests])
    moved = {user for user, person in known.items() if person != people[user]}
    ready = {note_of(DIGEST, each.person.id, due[each.person.id]): each for each in digests}
    staying = [claim for claim in claims if claim.row.key not in moved]
    async with desk.storage.begin_together(tenant, staying) as (tx, ours):
        times = {claim.row.key: (schedules[claim.row.key], time_for(claim.row, now)) for claim in ours}
        sent = {key: each for key, each in ready.items() if each.person.id in times.keys() - away}
        await _send(sent, schedules, tx, desk)
        await plan_all(DIGEST, times, tx)
    if moved:
        await work_digests([claim for claim in claims if claim.row.key in moved], desk)


async def _send(
    digests: "Mapping[str, Digest]", schedules: "Mapping[str, Schedule]", tx: "UnitOfWork", desk: "Desk"
) -> None:
    """Send those whose week has none yet, by the keys of their notes; what found no room follows in their threads."""
    paused = await tx.hushes.paused({each.person.id for each in digests.values()})
    told = {
        key: (each, schedules[each.person.id].zone) for key, each in digests.items() if each.person.id not in paused
    }
    messages = {
        key: (each.person.id, digest_message(each, zone, desk.catalogue, desk.play_to_try(each), in_thread=True))
        for key, (each, zone) in told.items()
    }
    new = await post_notes(messages, desk.clock(), tx)
    await rest_later({key: told[key] for key in new}, tx, desk)
