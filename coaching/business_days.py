"""Working days: Monday to Friday, without the holidays that a workspace names; what counts in days counts in these."""

from collections.abc import Collection
from datetime import date, timedelta

WORKDAYS = 5
"""How many days of a week are worked, from Monday on."""
NO_HOLIDAYS: frozenset[date] = frozenset()
_DAY = timedelta(days=1)


def is_workday(day: date, holidays: Collection[date] = NO_HOLIDAYS) -> bool:
    """Whether work is done on that day."""
    return day.weekday() < WORKDAYS and day not in holidays


def add_workdays(day: date, count: int, holidays: Collection[date] = NO_HOLIDAYS) -> date:
    """The `count`th working day after `day`, or before it for a negative count; for none, `day` itself."""
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day, holidays)
    return day


def workdays_between(since: date, until: date, holidays: Collection[date] = NO_HOLIDAYS) -> int:
    """How many working days come after `since`, up to and with `until`; none where that is not later."""
    if until <= since:
        return 0
    weeks, rest = divmod((until - since).days, 7)
    found = weeks * WORKDAYS + sum(is_workday(since + timedelta(days=day)) for day in range(1, rest + 1))
    return found - sum(since < day <= until and is_workday(day) for day in set(holidays))


def workday_of_week(day: date, holidays: Collection[date] = NO_HOLIDAYS) -> date | None:
    """The working day of its ISO week that stands for `day`: itself or the next, else the one before; None for none."""
    monday = day - timedelta(days=day.weekday())
    worked = [each for each in (monday + timedelta(days=n) for n in range(WORKDAYS)) if is_workday(each, holidays)]
    return next((each for each in worked if each >= day), worked[-1] if worked else None)
