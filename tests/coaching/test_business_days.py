"""Working days: counted, added and found, with holidays."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coaching.business_days import add_workdays, is_workday, workday_of_week, workdays_between

FRIDAY = date(2026, 4, 3)
EASTER = {FRIDAY, date(2026, 4, 6)}
days = st.dates(date(2025, 1, 1), date(2028, 1, 1))
holidays = st.sets(st.dates(date(2025, 1, 1), date(2028, 1, 1)), max_size=30)


def test_weekends_and_holidays_are_not_worked() -> None:
    week = [date(2026, 3, 30) + timedelta(days=day) for day in range(9)]

    assert [day.day for day in week if is_workday(day, EASTER)] == [30, 31, 1, 2, 7]


def test_days_are_added_over_weekends_and_holidays_and_taken_off() -> None:
    assert add_workdays(date(2026, 4, 2), 1, EASTER) == date(2026, 4, 7)
    assert add_workdays(date(2026, 4, 7), -1, EASTER) == date(2026, 4, 2)
    assert add_workdays(date(2026, 4, 2), 5) == date(2026, 4, 9)
    assert add_workdays(FRIDAY, 0, EASTER) == FRIDAY


def test_the_day_that_stands_for_a_day_is_the_next_of_its_week_else_the_one_before() -> None:
    assert workday_of_week(date(2026, 4, 6), EASTER) == date(2026, 4, 7)
    assert workday_of_week(FRIDAY, EASTER) == date(2026, 4, 2)
    assert workday_of_week(date(2026, 4, 5), EASTER) == date(2026, 4, 2)
    assert workday_of_week(date(2026, 4, 5)) == FRIDAY
    assert workday_of_week(FRIDAY, {date(2026, 3, 30) + timedelta(days=day) for day in range(5)}) is None


@given(days, days, holidays)
def test_days_between_are_those_that_are_worked_one_by_one(since: date, until: date, free: set[date]) -> None:
    one_by_one = (since + timedelta(days=day) for day in range(1, (until - since).days + 1))

    assert workdays_between(since, until, free) == sum(is_workday(day, free) for day in one_by_one)


@given(days, st.integers(1, 300), holidays)
def test_what_was_added_is_between(day: date, count: int, free: set[date]) -> None:
    later = add_workdays(day, count, free)

    assert is_workday(later, free)
    assert workdays_between(day, later, free) == count
