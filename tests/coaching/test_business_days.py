"""Business days are Monday to Friday without the holidays, whichever way they are counted."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coaching.business_days import BusinessDays

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
spans = st.integers(min_value=0, max_value=400)
calendars = st.frozensets(days, max_size=8).map(BusinessDays)
FRIDAY = date(2026, 3, 6)


def near(day: date) -> st.SearchStrategy[BusinessDays]:
    """Holidays around a day, where they count."""
    return st.frozensets(st.integers(0, 30).map(lambda ahead: day + timedelta(ahead)), max_size=8).map(BusinessDays)


@given(days, spans, st.data())
def test_counting_is_the_same_as_looking_at_every_day(since: date, span: int, data: st.DataObject) -> None:
    calendar = data.draw(near(since))

    counted = calendar.between(since, since + timedelta(span))

    assert counted == sum(calendar.includes(since + timedelta(day)) for day in range(1, span + 1))


@given(days, spans, spans, calendars)
def test_two_spans_one_after_the_other_add_up(since: date, one: int, two: int, calendar: BusinessDays) -> None:
    middle, end = since + timedelta(one), since + timedelta(one + two)

    assert calendar.between(since, middle) + calendar.between(middle, end) == calendar.between(since, end)


@given(days, days, calendars)
def test_it_never_counts_backwards_and_grows_with_time(since: date, until: date, calendar: BusinessDays) -> None:
    assert 0 <= calendar.between(since, until) <= calendar.between(since, until + timedelta(1))


@given(days, st.integers(min_value=1, max_value=60), calendars)
def test_a_day_so_many_business_days_away_is_worked_and_lies_that_far(
    day: date, count: int, calendar: BusinessDays
) -> None:
    later, earlier = calendar.away(day, count), calendar.away(day, -count)

    assert calendar.includes(later)
    assert calendar.includes(earlier)
    assert calendar.between(day, later) == count
    assert calendar.between(earlier, day) == count - (not calendar.includes(day))


def test_a_weekend_and_a_holiday_do_not_count() -> None:
    assert BusinessDays().between(FRIDAY, FRIDAY + timedelta(3)) == 1
    assert BusinessDays({FRIDAY + timedelta(3)}).between(FRIDAY, FRIDAY + timedelta(3)) == 0
    assert BusinessDays({FRIDAY + timedelta(3)}).away(FRIDAY, 1) == FRIDAY + timedelta(4)


def test_the_day_that_stands_for_a_day_is_the_next_of_its_week_else_the_one_before() -> None:
    good_friday, easter = date(2026, 4, 3), BusinessDays({date(2026, 4, 3), date(2026, 4, 6)})

    assert easter.for_day(date(2026, 4, 6)) == date(2026, 4, 7)
    assert easter.for_day(good_friday) == date(2026, 4, 2)
    assert easter.for_day(date(2026, 4, 5)) == date(2026, 4, 2)
    assert BusinessDays().for_day(date(2026, 4, 5)) == good_friday
    assert BusinessDays({date(2026, 3, 30) + timedelta(day) for day in range(5)}).for_day(good_friday) is None
