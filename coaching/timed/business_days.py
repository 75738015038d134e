"""Business days: Monday to Friday, but for the holidays that a team names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """Which days are worked; `holidays` are days off beside the weekends."""

    holidays: Collection[date] = frozenset()

    def includes(self, day: date) -> bool:
        """Whether this day is worked."""
        return day.weekday() <= _FRIDAY and day not in self.holidays

    def between(self, since: date, until: date) -> int:
        """How many business days come after `since`, up to and with `until`; none when `until` is not later."""
        if until <= since:
            return 0
        weeks, rest = divmod((until - since).days, 7)
        odd_days = (since + timedelta(days=number) for number in range(1, rest + 1))
        weekdays = weeks * 5 + sum(day.weekday() <= _FRIDAY for day in odd_days)
        return weekdays - sum(since < day <= until and day.weekday() <= _FRIDAY for day in set(self.holidays))

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
