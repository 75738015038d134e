"""Deals are looked at at ten of each business day on whatever clock the owner lives by, through all its changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from coaching.business_days import BusinessDays
from coaching.timed.look_time import LOOK_AT, may_speak, next_look

ZONES = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Niue",
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(ZONES).map(ZoneInfo)


@given(moments, zones)
def test_the_next_look_is_the_first_ten_oclock_of_a_business_day(after: datetime, zone: ZoneInfo) -> None:
    due = next_look(zone, after, BusinessDays())

    local = due.astimezone(zone)
    assert due > after
    assert local.time() == LOOK_AT
    assert local.weekday() < 5
    assert may_speak(local, BusinessDays())
    assert due - after <= timedelta(days=4)


@given(moments, zones, st.timedeltas(timedelta(seconds=1), timedelta(days=4)))
def test_none_is_left_out(after: datetime, zone: ZoneInfo, sooner: timedelta) -> None:
    due = next_look(zone, after, BusinessDays())

    assert next_look(zone, after + sooner, BusinessDays()) == due or after + sooner >= due


def test_holidays_are_passed_over() -> None:
    friday = datetime(2026, 12, 24, 12, tzinfo=UTC)
    calendar = BusinessDays({friday.date() + timedelta(days=1)})

    assert next_look(UTC, friday, calendar) == datetime(2026, 12, 28, 10, tzinfo=UTC)


def test_a_look_speaks_until_six() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    hours = {hour: may_speak(noon.replace(hour=hour), BusinessDays()) for hour in (9, 10, 17, 18, 23)}

    assert hours == {9: False, 10: True, 17: True, 18: False, 23: False}
    assert time(10) == LOOK_AT
