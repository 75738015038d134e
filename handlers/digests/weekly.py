"""The weekly digest in its time: planned for everybody who owns a deal, sent once a week, planned again."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from coaching.digest_week import Awaited, Schedule, Scheduled, await_next, owed_digest
from coaching.message import Tenant
from handlers.blocks.digest import digest_message
from handlers.digests.composing import gather_digest
from handlers.digests.rest import rest_later
from handlers.notes import post_note

if TYPE_CHECKING:
    from coaching.digest import Digest
    from coaching.message import Person
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Claim, DueRow

DIGEST = "digest"
"""The kind of due thing; its key is the person's user id.

Its body holds since when the schedule is known to hold, and when the next digest is planned, for which week.
"""
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")
_CLOCKS_APART = timedelta(minutes=5)
"""How far our clock may be behind the database's, by which the row has fallen due."""


async def plan_digests(tenant: Tenant, desk: "Desk") -> int:
    """Let a digest wait for everybody who owns a deal and for whom none waits; for how many there is one now."""
    async with desk.storage.begin(tenant) as tx:
        owners = {owner for owner in await tx.deals.owners() if _MEMBER.fullmatch(owner)}
        missing = owners - await tx.due.keys(DIGEST)
    for user in sorted(missing):
        person = await desk.person(user)
        async with desk.storage.begin(tenant) as tx:
            if user not in await tx.due.keys(DIGEST):
                await _plan(user, await schedule_of(person, tx, desk), desk.clock(), tx)
    return len(missing)


async def replan_digest(user: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Somebody has chosen another day or hour: their digest is planned anew; one that has fallen due is still owed."""
    now = desk.clock()
    waiting = await tx.due.waiting(DIGEST, user)
    awaited = _awaited(waiting, now).chosen_anew(now) if waiting else Awaited(now)
    await tx.due.put(DIGEST, user, now, _as_body(awaited))


async def work_digest(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """A digest may be due: it is sent if it is owed, and the next one planned, where the person is by now.

    Slack is asked how the person is only when there is something to say. When it then tells of another time zone than
    we knew, all begins anew.
    """
    user, tenant, awaited = claim.row.key, claim.tenant, _awaited(claim.row.body, desk.clock())
    person, now = await desk.person(user), _by_both_clocks(desk.clock(), awaited)
    async with desk.storage.begin(tenant) as tx:
        schedule = await schedule_of(person, tx, desk)
        owed = owed_digest(schedule, awaited, now)
        if owed is not None and await tx.notes.said(note_of(user, owed)) is not None:
            owed = None
    digest = await gather_digest(person, schedule.zone, owed.at, tenant, desk) if owed else None
    away = digest is not None and not digest.is_empty and await desk.is_away(user)
    if await desk.person(user) != person:
        await work_digest(claim, desk)
        return
    async with desk.storage.begin(tenant, finishing=claim) as tx:
        if digest and not digest.is_empty and owed and not away and not await is_paused(user, tx):
            await _send(digest, owed, schedule, tx, desk)
        await _plan(user, schedule, now, tx)


async def schedule_of(person: "Person", tx: "UnitOfWork", desk: "Desk") -> Schedule:
    """When the person's digests come, by what they have chosen and where they are."""
    return Schedule(await tx.preferences.get(person.id), ZoneInfo(person.tz), desk.holidays)


async def is_paused(user: str, tx: "UnitOfWork") -> bool:
    """Whether the person wants nothing from the coach at the moment."""
    standing = await tx.hushes.standing(user, "", None)
    return any(stored.hush.place == "person" and stored.hush.play is None for stored in standing)


def note_of(user: str, digest: Scheduled) -> str:
    """The key of the note that a digest is: one for each person and week."""
    return f"{DIGEST}/{user}/{digest.week}"


async def _send(digest: "Digest", owed: Scheduled, schedule: Schedule, tx: "UnitOfWork", desk: "Desk") -> None:
    """Send it, unless its week has one already; what found no room in it follows in its thread."""
    user, key = digest.person.id, note_of(digest.person.id, owed)
    message = digest_message(digest, schedule.zone, desk.catalogue, desk.play_to_try(digest), in_thread=True)
    if await post_note(key, user, message, desk.clock(), tx):
        await rest_later(key, digest, schedule.zone, tx, desk)


async def _plan(user: str, schedule: Schedule, now: datetime, tx: "UnitOfWork") -> None:
    awaited = await_next(schedule, now)
    if awaited.planned is not None:
        await tx.due.put(DIGEST, user, awaited.planned.at, _as_body(awaited))


def _by_both_clocks(now: datetime, awaited: Awaited) -> datetime:
    """The time now, or when the row was planned for if our clock is a little behind the one that found it due."""
    planned = awaited.planned.at if awaited.planned else now
    return planned if now < planned <= now + _CLOCKS_APART else now


def _as_body(awaited: Awaited) -> dict[str, str]:
    planned = awaited.planned
    named = {"planned": planned.at.isoformat(), "week": planned.week} if planned else {}
    return {"since": awaited.since.isoformat(), **named}


def _awaited(body: Mapping[str, Any], now: datetime) -> Awaited:
    """What the row waits for, as `_as_body` wrote it; a row that tells nothing waits from `now` on."""
    since = datetime.fromisoformat(body["since"]) if "since" in body else now
    if "planned" not in body or "week" not in body:
        return Awaited(since)
    return Awaited(since, Scheduled(datetime.fromisoformat(body["planned"]), body["week"]))
