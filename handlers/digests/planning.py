"""Weekly digests in their time, reps' and managers' alike: what a due row waits for and owes, and the next one planned.

The row's key is the person's user id. Its body holds since when the schedule is known to hold, and when the next digest
is planned, for which week.
"""

from collections.abc import Mapping
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


async def schedule_of(person: "Person", tx: "UnitOfWork", desk: "Desk") -> Schedule:
    """When the person's digests come, by what they have chosen and where they are."""
    return Schedule(await tx.preferences.get(person.id), ZoneInfo(person.tz), desk.bench.coach.calendar)


async def plan(kind: str, user: str, schedule: Schedule, now: datetime, tx: "UnitOfWork") -> None:
    """Let this person's next digest of the kind wait for its time."""
    awaited = await_next(schedule, now)
    if awaited.planned is not None:
        await tx.due.put(kind, user, awaited.planned.at, _as_body(awaited))


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


async def owed(row: "DueRow", schedule: Schedule, now: datetime, tx: "UnitOfWork") -> Scheduled | None:
    """The digest that this row owes at `time_for` it; None for what is only to be planned, and when it was sent."""
    digest = owed_digest(schedule, _awaited(row.body, now), now)
    if digest is not None and await tx.notes.said(note_of(row.kind, row.key, digest)) is not None:
        return None
    return digest


async def is_paused(user: str, tx: "UnitOfWork") -> bool:
    """Whether the person wants nothing from the coach at the moment."""
    standing = await tx.hushes.standing(user, "", None)
    return any(stored.hush.place == "person" and stored.hush.play is None for stored in standing)


def note_of(kind: str, user: str, digest: Scheduled) -> str:
    """The key of the note that a digest is: one for each kind, person and week."""
    return f"{kind}/{user}/{digest.week}"


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
