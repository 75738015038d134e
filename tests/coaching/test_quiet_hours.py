"""Quiet hours: from an hour up to another, over midnight as well."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.preferences import Preferences

MADRID = ZoneInfo("Europe/Madrid")
hours = st.times().map(lambda at: at.replace(microsecond=0))


@pytest.mark.parametrize(
    ("start", "end", "quiet", "awake"),
    [
        (time(18), time(8), ("18:00", "23:59", "00:00", "07:59"), ("08:00", "17:59")),
        (time(12), time(13), ("12:30",), ("13:00", "11:59")),
    ],
)
def test_quiet_hours(start: time, end: time, quiet: tuple[str, ...], awake: tuple[str, ...]) -> None:
    chosen = Preferences(quiet_from=start, quiet_to=end)

    def at(clock: str) -> datetime:
        return datetime.combine(datetime(2026, 3, 12, tzinfo=MADRID), time.fromisoformat(clock), MADRID)

    assert [chosen.is_quiet(at(clock)) for clock in (*quiet, *awake)] == [True] * len(quiet) + [False] * len(awake)


@given(hours, hours, st.datetimes())
def test_one_hour_is_quiet_in_one_of_two_spans_that_fill_the_day(start: time, end: time, moment: datetime) -> None:
    there = Preferences(quiet_from=start, quiet_to=end).is_quiet(moment)
    back = Preferences(quiet_from=end, quiet_to=start).is_quiet(moment)

    assert there != back or start == end


def test_without_quiet_hours_none_is_quiet() -> None:
    assert not any(Preferences().is_quiet(datetime(2026, 3, 12, tzinfo=MADRID) + timedelta(hours=h)) for h in range(24))
