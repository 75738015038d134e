"""When a person's weekly digest is due: at an hour of a weekday, on the clock of wherever they are."""

from datetime import UTC, datetime, timedelta, tzinfo

from coaching.preferences import Preferences

STILL_WELCOME = timedelta(days=1)
"""A digest that comes later than this after its time helps nobody; the next week's is waited for instead."""


def next_digest(chosen: Preferences, zone: tzinfo, after: datetime) -> datetime | None:
    """The first moment (aware UTC) later than `after` at which a digest is due; None for who wants none.

    Where the clock jumps over the hour, the digest comes as much later as the clock jumped; where an hour is lived
    twice, in the first of the two.
    """
    if chosen.digest_day is None:
        return None
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        due = datetime.combine(day, chosen.digest_at, zone).astimezone(UTC)
        if day.weekday() == chosen.digest_day and due > after:
            return due
        day += timedelta(days=1)


def last_digest(chosen: Preferences, zone: tzinfo, now: datetime) -> datetime | None:
    """The latest moment (aware UTC) up to `now` at which a digest was due, None for who wants none."""
    week_ago = now - timedelta(days=8)
    last = due = next_digest(chosen, zone, week_ago)
    while due is not None and due <= now:
        last, due = due, next_digest(chosen, zone, due)
    return last


def week_of(due: datetime, zone: tzinfo) -> str:
    """The ISO week of the day on which a digest is due where the person is: "2026-W10"."""
    year, week, _ = due.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"
