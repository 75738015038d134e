"""When a weekly digest is due, over whole years, in all kinds of time zones."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.digest_week import last_digest, next_digest, week_of
from coaching.preferences import Preferences

ZONES = ["Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]
USUAL = Preferences()


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_over_a_year_there_is_one_each_week_at_nine_where_the_person_is(zone: str, year: int) -> None:
    local, due = ZoneInfo(zone), at(f"{year}-01-01T00:00")
    seen = []
    while (found := next_digest(USUAL, local, due)) is not None and found < at(f"{year + 1}-01-01T00:00"):
        seen.append(found)
        due = found

    assert 52 <= len(seen) <= 53
    assert {(moment.astimezone(local).weekday(), moment.astimezone(local).time()) for moment in seen} == {(0, time(9))}
    assert len({week_of(moment, local) for moment in seen}) == len(seen)


def test_where_the_clock_jumps_over_the_hour_the_digest_comes_after_the_jump_and_twice_lived_hours_count_once() -> None:
    madrid, early = ZoneInfo("Europe/Madrid"), Preferences(digest_day=6, digest_at=time(2, 30))

    spring = next_digest(early, madrid, at("2026-03-28T12:00"))
    autumn = next_digest(early, madrid, at("2026-10-24T12:00"))

    assert spring == at("2026-03-29T01:30")
    assert spring.astimezone(madrid).time() == time(3, 30)
    assert autumn == at("2026-10-25T00:30")
    assert next_digest(early, madrid, autumn) == at("2026-11-01T01:30")


def test_who_wants_none_gets_none() -> None:
    never = Preferences(digest_day=None)

    assert next_digest(never, UTC, at("2026-03-12T09:00")) is None
    assert last_digest(never, UTC, at("2026-03-12T09:00")) is None


def test_a_week_at_the_turn_of_a_year_belongs_to_the_year_of_its_thursday() -> None:
    assert week_of(at("2027-01-01T09:00"), UTC) == "2026-W53"
    assert week_of(at("2026-12-28T00:30"), ZoneInfo("America/New_York")) == "2026-W52"
    assert week_of(at("2026-03-02T09:00"), UTC) == "2026-W10"


moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
choices = st.builds(Preferences, digest_day=st.integers(0, 6), digest_at=st.times().map(lambda t: t.replace(second=0)))


@given(choices, st.sampled_from(ZONES), moments)
def test_the_next_is_within_eight_days_and_the_last_is_the_one_before_it(
    chosen: Preferences, zone: str, now: datetime
) -> None:
    local = ZoneInfo(zone)
    following, last = next_digest(chosen, local, now), last_digest(chosen, local, now)

    assert following is not None
    assert last is not None
    assert now < following <= now + timedelta(days=8)
    assert last <= now
    assert next_digest(chosen, local, last) == following
