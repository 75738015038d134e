"""Business days: Monday to Friday, but for the holidays that a team names; what counts in days counts in these."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

WORKDAYS = 5
"""How many days of a week are worked, from Monday on."""


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """Which days are worked; `holidays` are days off beside the weekends."""

    holidays: Collection[date] = frozenset()

    def includes(self, day: date) -> bool:
        """Whether this day is worked."""
        return day.weekday() < WORKDAYS and day not in self.holidays

    def between(self, since: date, until: date) -> int:
        """How many business days come after `since`, up to and with `until`; none when `until` is not later."""
        if until <= since:
            return 0
        weekdays = _weekdays_until(until) - _weekdays_until(since)
        if not self.holidays:
            return weekdays
        return weekdays - sum(since < day <= until and day.weekday() < WORKDAYS for day in set(self.holidays))

    def away(self, day: date, count: int) -> date:
        """The business day that is `count` business days after `day`, or before it when `count` is negative.

        For 0 it is `day` itself.
        """
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.includes(day)
        return day

    def for_day(self, day: date) -> date | None:
        """The business day of its ISO week that stands for `day`: itself or the next, else the one before, if any."""
        monday = day - timedelta(days=day.weekday())
        worked = [each for each in (monday + timedelta(days=n) for n in range(WORKDAYS)) if self.includes(each)]
        return next((each for each in worked if each >= day), worked[-1] if worked else None)


def _weekdays_until(day: date) -> int:
    """How many Mondays to Fridays there were from the first day of the calendar, a Monday, up to and with this one."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * WORKDAYS + min(rest, WORKDAYS)
