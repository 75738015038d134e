"""When a person's weekly digest is due: at an hour of a working day, on the clock of wherever they are."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from coaching.business_days import BusinessDays
from coaching.preferences import Preferences

STILL_WELCOME = timedelta(days=1)
"""A digest that comes later than this after its time helps nobody; the next week's is waited for instead."""
_WEEK = timedelta(days=7)
_LOOKED_AHEAD, _LOOKED_BACK = 54, 3
"""So many weeks are looked at for one in which there is work."""
_YEARS = range(2000, 3000)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A digest that is due `at` a moment (aware UTC), for the ISO `week` of that day where the person is: 2026-W10."""

    at: datetime
    week: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """One person's digests: what they have chosen, where they are, and the days that are worked there."""

    chosen: Preferences
    zone: tzinfo
    days: BusinessDays = field(default_factory=BusinessDays)

    def next(self, after: datetime) -> Scheduled | None:
        """The first digest later than `after`; None for who wants none.

        Where the clock jumps over the hour, the digest comes as much later as the clock jumped; where an hour is lived
        twice, in the first of the two.
        """
        monday = monday_of(after.astimezone(self.zone).date()) - _WEEK
        for _ in range(_LOOKED_AHEAD):
            found = self.in_week(monday)
            if found is not None and found.at > after:
                return found
            monday += _WEEK
        return None

    def last(self, now: datetime) -> Scheduled | None:
        """The latest digest up to `now`, this week's or the last; None where there was none."""
        monday = monday_of(now.astimezone(self.zone).date())
        weeks = (self.in_week(monday - back * _WEEK) for back in range(_LOOKED_BACK))
        return next((found for found in weeks if found is not None and found.at <= now), None)

    def in_week(self, monday: date) -> Scheduled | None:
        """The digest of the week that begins on `monday`; None for who wants none, and where nobody works."""
        if self.chosen.digest_day is None:
            return None
        day = self.days.for_day(monday + timedelta(days=self.chosen.digest_day))
        if day is None:
            return None
        at = datetime.combine(day, self.chosen.digest_at, self.zone).astimezone(UTC)
        return Scheduled(at, week_of(day))


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is waited for on behalf of a person: the schedule holds `since` a moment, and a digest was `planned` by it.

    Nothing is planned yet by one that was just chosen, but for what had fallen due before and is still to be sent.
    """

    since: datetime
    planned: Scheduled | None = None

    def chosen_anew(self, now: datetime) -> "Awaited":
        """The person has chosen another schedule: it holds from `now` on."""
        return Awaited(now, self.planned if self.planned is not None and self.planned.at <= now else None)


def await_next(schedule: Schedule, now: datetime) -> Awaited:
    """The next digest is waited for; none for who wants none."""
    return Awaited(now, schedule.next(now))


def owed_digest(schedule: Schedule, awaited: Awaited, now: datetime) -> Scheduled | None:
    """The digest that is to be sent `now`, at most a day after it was due; None when it is not time.

    What fell due by the schedule since it holds is owed. So is what was planned and has fallen due, whatever was chosen
    since, unless its week's digest is still to come: who has moved west is not served in the night. Of two weeks at
    once the later is owed.
    """
    if schedule.chosen.digest_day is None:
        return None
    last, ahead, planned = schedule.last(now), schedule.next(now), awaited.planned
    if planned is not None and planned.at > now:
        planned = None
    if planned and last and last.week == planned.week:
        planned = max(planned, last, key=lambda each: each.at)
    elif planned and ahead and ahead.week == planned.week:
        planned = None
    fallen_due = last if last and last.at > awaited.since else None
    welcome = [each for each in (fallen_due, planned) if each and now - each.at <= STILL_WELCOME]
    return max(welcome, key=lambda each: each.at, default=None)


def monday_of(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> str:
    """The ISO week of a day: "2026-W10"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of_week(week: str) -> date | None:
    """The Monday of an ISO week as `week_of` writes it; None for what is none, or lies before or after all of ours."""
    year, _, number = week.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
    return monday if monday.year in _YEARS else None
