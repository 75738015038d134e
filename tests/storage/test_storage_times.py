"""Times: aware going in, aware UTC coming out, the same moment; Slack's ts compare as numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage_examples import ACME_TEAM, NOON, posted, update

from storage import Storage
from storage.slack_ts import moment_of, time_of

pytest_plugins = ("storage_databases",)

any_moment = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
    allow_imaginary=False,
)
numbers = st.integers(min_value=0, max_value=10**12 - 1)
micros = st.integers(min_value=0, max_value=999_999)


@given(at=any_moment)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_moment_comes_back_as_the_same_moment_in_utc(storage: Storage, at: datetime) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.updates.put(update(at=at), None)
        kept = await tx.updates.get("C1", update().ts)

    assert kept is not None
    assert kept.update.at == at.astimezone(UTC)
    assert kept.update.at.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(storage: Storage) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.inbox.take("Ev1", NOON.replace(tzinfo=None))


@given(numbers, micros, numbers, micros)
def test_ts_order_as_numbers(seconds: int, micro: int, other_seconds: int, other_micro: int) -> None:
    first, second = f"{seconds}.{micro:06}", f"{other_seconds}.{other_micro:06}"

    ordered = moment_of(first) < moment_of(second)

    assert ordered == ((seconds, micro) < (other_seconds, other_micro))


def test_ts_is_seconds_since_1970_with_fractions_of_any_length() -> None:
    assert moment_of("10.5") == 10_500_000 > moment_of("9.5")
    assert moment_of("1700000000") == moment_of("1700000000.000000")
    assert time_of("1700000000.000100") == datetime(2023, 11, 14, 22, 13, 20, 100, tzinfo=UTC)


@pytest.mark.parametrize("ts", ["", "soon", "-1.0", "1.2.3", "1e9", "17000000000000.1"])
async def test_what_is_no_ts_is_refused(storage: Storage, ts: str) -> None:
    with pytest.raises(ValueError, match="not a Slack message timestamp"):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.messages.put(posted(ts=ts))


async def test_a_period_is_measured_in_moments_not_in_clock_faces(storage: Storage) -> None:
    """13:30 in Kolkata is 08:00 in UTC, whatever the digits say."""
    from zoneinfo import ZoneInfo

    from storage_examples import say_nudge

    start = NOON.astimezone(ZoneInfo("Asia/Kolkata"))

    async with storage.begin(ACME_TEAM) as tx:
        await say_nudge(tx, 0)
        counted = await tx.nudges.count_for_person("U1", start, start + timedelta(seconds=1))

    assert counted == 1
