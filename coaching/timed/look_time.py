"""When deals are looked at because of the time: at ten of each business day, on the owner's own clock."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from coaching.business_days import BusinessDays

LOOK_AT = time(10)
SPEAKS_UNTIL = time(18)
"""A look that comes late on its day may still speak; in the evening, in the night and on a day off none does."""


def next_look(zone: tzinfo, after: datetime, calendar: BusinessDays) -> datetime:
    """The first moment (aware UTC) later than `after` at which deals are looked at.

    Where the clock jumps over the hour, it comes as much later as the clock jumped; where an hour is lived twice, in
    the first of the two.
    """
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        due = datetime.combine(day, LOOK_AT, zone).astimezone(UTC)
        if calendar.includes(day) and due > after:
            return due
        day += timedelta(days=1)


def may_speak(local: datetime, calendar: BusinessDays) -> bool:
    """Whether this moment, in the owner's zone, is one at which a look may lead to a word."""
    return calendar.includes(local.date()) and LOOK_AT <= local.time() < SPEAKS_UNTIL
