"""When a replay looks at people's deals: between its events, at the hours at which the bot would have looked.

And which weekly digest they had before: it is not told, but what it asked of a deal rests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coaching.business_days import BusinessDays
from coaching.digest_week import Schedule
from coaching.message import Person, Tenant
from coaching.preferences import Preferences
from coaching.timed.look_time import next_look
from handlers.digests.planning import note_of
from handlers.digests.weekly import DIGEST
from handlers.notes import CLOCKS_APART
from handlers.slack_ts import ts_of
from handlers.timed.gathering import Owner
from storage import UnitOfWork

LONGEST = timedelta(days=366)
"""After a year without any event nothing new comes up, however long a recording then stands still."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the deals of a person that is due at this moment (aware UTC)."""

    due: datetime
    tenant: Tenant
    user: str


def any_look_between(since: datetime, until: datetime, zones: Iterable[str], calendar: BusinessDays) -> bool:
    """Whether anybody in these zones may be looked at in between; most events follow upon one another too soon."""
    return any(next_look(ZoneInfo(zone), since, calendar) <= until for zone in zones)


def looks_between(
    since: datetime, until: datetime, tenant: Tenant, owner: Person, calendar: BusinessDays
) -> Iterable[Look]:
    """Each look at the deals of `owner` after `since` and up to `until`, but for those after a year."""
    due, last = since, min(until, since + LONGEST)
    while (due := next_look(ZoneInfo(owner.tz), due, calendar)) <= last:
        yield Look(due, tenant, owner.id)


async def note_digest(owner: Owner, calendar: BusinessDays, tx: UnitOfWork) -> None:
    """Keep that the owner's last weekly digest was sent when it was due, by a schedule that nobody has changed."""
    due = Schedule(Preferences(), owner.zone, calendar).last(owner.now)
    if due is not None:
        await tx.notes.add(note_of(DIGEST, owner.person.id, due), ts_of(due.at - CLOCKS_APART))
