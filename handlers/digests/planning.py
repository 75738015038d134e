"""Weekly digests in their time, reps' and managers' alike: what a due row waits for and owes, and the next one planned.

The row's key is the person's user id. Its body holds since when the schedule is known to hold, and when the next digest
is planned, for which week.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from coaching.digest_week import Awaited, Schedule, Scheduled, await_next, owed_digest

if TYPE_CHECKING:
    from coaching.message import Person
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import DueRow

_CLOCKS_APART = timedelta(minutes=5)
"""How far our clock may be behind the database's, by which the row has fallen due."""


async def schedules_of(people: Iterable["Person"], tx: "UnitOfWork", desk: "Desk") -> dict[str, Schedule]:
    """When these people's digests come, by what they have chosen and where they are; by their ids."""
    zones = {person.id: ZoneInfo(person.tz) for person in people}
    chosen = await tx.preferences.of(zones)
    return {user: Schedule(chosen[user], zone, desk.bench.coach.calendar) for user, zone in zones.items()}


async def schedule_of(person: "Person", tx: "UnitOfWork", desk: "Desk") -> Schedule:
    """The same for one person."""
    return (await schedules_of([person], tx, desk))[person.id]


async def plan_all(kind: str, schedules: Mapping[str, tuple[Schedule, datetime]], tx: "UnitOfWork") -> None:
    """Let the next digests of the kind, later than a moment for each person, wait for their time."""
    awaited = {user: await_next(schedule, after) for user, (schedule, after) in schedules.items()}
    planned = {user: (each.planned.at, _as_body(each)) for user, each in awaited.items() if each.planned}
    await tx.due.put_all(kind, planned)


async def replan(kind: str, user: str, now: datetime, tx: "UnitOfWork") -> None:
    """Somebody has chosen another day or hour: their digest is planned anew; one that has fallen due is still owed."""
    waiting = await tx.due.waiting(kind, user)
    awaited = _awaited(waiting, now).chosen_anew(now) if waiting else Awaited(now)
    await tx.due.put(kind, user, now, _as_body(awaited))


def time_for(row: "DueRow", now: datetime) -> datetime:
    """The time now, or when the row was planned for if our clock is a little behind the one that found it due."""
    awaited = _awaited(row.body, now)
    planned = awaited.planned.at if awaited.planned else now
    return planned if now < planned <= now + _CLOCKS_APART else now


async def owed_among(
    rows: Iterable["DueRow"], schedules: Mapping[str, Schedule], now: datetime, tx: "UnitOfWork"
) -> dict[str, Scheduled]:
    """The digests that these rows owe now, by person; none for what was sent already, or is only to be planned."""
    found = {row.key: (row.kind, _owed(row, schedules[row.key], now)) for row in rows}
    keys = {user: note_of(kind, user, digest) for user, (kind, digest) in found.items() if digest}
    said = await tx.notes.said_among(set(keys.values()))
    return {user: digest for user, (_, digest) in found.items() if digest and keys[user] not in said}


def _owed(row: "DueRow", schedule: Schedule, now: datetime) -> Scheduled | None:
    return owed_digest(schedule, _awaited(row.body, now), time_for(row, now))


def note_of(kind: str, user: str, digest: Scheduled) -> str:
    """The key of the note that a digest is: one for each kind, person and week."""
    return key_of_week(kind, user, digest.week)


def key_of_week(kind: str, user: str, week: str) -> str:
    """The same for the digest of an ISO week."""
    return f"{kind}/{user}/{week}"


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
