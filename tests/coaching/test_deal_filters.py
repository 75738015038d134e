"""Which open deals a filter picks, by the reader's own calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Deal
from coaching.deal_filters import FILTERS, DealFilter, pick_deals, stands_since

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)  # a Thursday
TODAY = NOW.date()
FRESH = Deal("Acme", stage="demo", opened_at=NOW - timedelta(days=9), updated_at=NOW, updates=2)


def picked(only: DealFilter | None, now: datetime = NOW, **known: Any) -> bool:
    """Whether the filter picks a deal like this."""
    return bool(pick_deals([replace(FRESH, **known)], only, now))


@pytest.mark.parametrize("only", FILTERS)
@pytest.mark.parametrize("stage", ["won", "lost"])
def test_no_filter_picks_a_closed_deal(only: DealFilter, stage: str) -> None:
    long_ago = NOW - timedelta(days=300)

    assert not picked(only, stage=stage, opened_at=long_ago, updated_at=long_ago)
    assert not picked(None, stage=stage)


@pytest.mark.parametrize(
    ("day", "needed"), [(None, True), (TODAY - timedelta(days=1), True), (TODAY, False), (date(2026, 4, 1), False)]
)
def test_a_deal_needs_a_step_when_none_is_dated_today_or_later(day: date | None, needed: bool) -> None:
    assert picked("needs_step", next_step="call", next_step_date=day) == needed


@pytest.mark.parametrize(
    ("updated", "silent"),
    [
        (date(2026, 2, 26), True),  # Thursday two weeks ago: ten working days
        (date(2026, 2, 27), False),
        (date(2026, 3, 1), False),
        (date(2020, 1, 1), True),
        (date(2026, 3, 12), False),
    ],
)
def test_a_deal_is_silent_after_ten_working_days(updated: date, silent: bool) -> None:
    at = datetime(updated.year, updated.month, updated.day, 8, tzinfo=UTC)

    assert picked("silent", updated_at=at) == silent


def test_an_update_on_a_weekend_is_silent_ten_working_days_later() -> None:
    saturday, friday = datetime(2026, 2, 28, 12, tzinfo=UTC), datetime(2026, 3, 13, 12, tzinfo=UTC)

    assert picked("silent", friday, updated_at=saturday)
    assert not picked("silent", friday - timedelta(days=1), updated_at=saturday)


def test_a_deal_whose_next_step_lies_ahead_is_not_silent() -> None:
    told = {"updated_at": NOW - timedelta(days=40)}

    assert not picked("silent", next_step_date=TODAY, **told)
    assert picked("silent", next_step_date=TODAY - timedelta(days=1), **told)


def test_a_deal_of_which_nothing_is_known_is_neither_silent_nor_stalled() -> None:
    assert not picked("silent", opened_at=None, updated_at=None)
    assert not picked("stalled", opened_at=None, updated_at=None)


@pytest.mark.parametrize(("days", "stalled"), [(20, False), (21, True), (400, True)])
def test_a_deal_stalls_at_the_same_stage_for_21_days_updates_or_not(days: int, stalled: bool) -> None:
    assert picked("stalled", stage_since=NOW - timedelta(days=days)) == stalled


def test_a_deal_whose_stage_is_of_an_unknown_day_stands_since_it_was_opened() -> None:
    opened = NOW - timedelta(days=30)

    assert picked("stalled", opened_at=opened)
    assert not picked("stalled", opened_at=opened, stage_since=NOW - timedelta(days=3))
    assert stands_since(replace(FRESH, opened_at=opened)) == opened


@pytest.mark.parametrize(
    ("stage", "day", "closing"),
    [
        ("negotiation", None, True),
        ("negotiation", date(2026, 1, 1), True),
        ("proposal", TODAY, True),
        ("proposal", TODAY + timedelta(days=14), True),
        ("proposal", TODAY + timedelta(days=15), False),
        ("proposal", TODAY - timedelta(days=1), False),
        ("proposal", None, False),
        ("demo", TODAY, False),
        (None, TODAY, False),
    ],
)
def test_a_deal_is_closing_in_negotiation_or_with_a_near_step_at_the_proposal(
    stage: str | None, day: date | None, closing: bool
) -> None:
    assert picked("closing", stage=stage, next_step_date=day) == closing


@pytest.mark.parametrize(("days", "closing"), [(-400, True), (0, True), (14, True), (15, False), (300, False)])
@pytest.mark.parametrize("stage", [None, "demo", "negotiation"])
def test_a_deal_with_a_close_date_is_closing_when_that_is_near_or_past(days: int, closing: bool, stage: str) -> None:
    assert picked("closing", stage=stage, close_date=TODAY + timedelta(days=days)) == closing


def test_days_are_those_of_the_reader() -> None:
    late_in_new_york = datetime(2026, 3, 12, 23, 30, tzinfo=ZoneInfo("America/New_York"))

    there = picked("needs_step", late_in_new_york, next_step_date=TODAY)
    in_utc = picked("needs_step", late_in_new_york.astimezone(UTC), next_step_date=TODAY)

    assert (there, in_utc) == (False, True)


times = st.datetimes(datetime(2024, 1, 1), datetime(2026, 3, 12), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    st.builds(
        Deal,
        st.just("Acme"),
        stage=st.sampled_from([None, "demo", "proposal", "negotiation", "won", "lost"]),
        next_step_date=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
        opened_at=st.none() | times,
        updated_at=st.none() | times,
        stage_since=st.none() | times,
    )
)
def test_a_silent_deal_also_needs_a_step_and_each_filter_picks_among_the_open(deal: Deal) -> None:
    chosen = {only: bool(pick_deals([deal], only, NOW)) for only in FILTERS}

    assert chosen["needs_step"] or not chosen["silent"]
    assert deal.state == "open" or not any(chosen.values())
