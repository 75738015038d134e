"""What needs a person: one reason for a deal, the most pressing first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Deal
from coaching.needs_you import REASONS, NeedReason, find_needs

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
WELL_KEPT = Deal(
    "Tarnbeck", stage="demo", next_step_date=TODAY, updated_at=NOW, opened_at=NOW, stage_since=NOW - timedelta(days=3)
)
OVERDUE = replace(WELL_KEPT, next_step_date=TODAY - timedelta(days=1))
UNDATED = replace(WELL_KEPT, next_step_date=None)
SILENT = replace(UNDATED, updated_at=NOW - timedelta(days=20))
STALLED = replace(WELL_KEPT, stage_since=NOW - timedelta(days=30))


def reasons(*deals: Deal, asked: tuple[int, ...] = ()) -> list[NeedReason]:
    return [need.reason for need in find_needs(dict(enumerate(deals)), asked, NOW)]


@pytest.mark.parametrize(
    ("deal", "asked", "reason"),
    [
        (OVERDUE, (), "overdue"),
        (WELL_KEPT, (0,), "asked"),
        (SILENT, (), "silent"),
        (UNDATED, (), "undated"),
        (STALLED, (), "stalled"),
    ],
)
def test_each_reason(deal: Deal, asked: tuple[int, ...], reason: NeedReason) -> None:
    assert reasons(deal, asked=asked) == [reason]


def test_a_deal_with_several_reasons_tells_the_most_pressing_one() -> None:
    assert reasons(replace(SILENT, next_step_date=TODAY - timedelta(days=9)), asked=(0,)) == ["overdue"]


def test_a_well_kept_deal_needs_nobody_and_a_closed_one_neither() -> None:
    assert reasons(WELL_KEPT, replace(OVERDUE, stage="lost")) == []


def test_the_most_pressing_comes_first_and_within_a_reason_what_waits_longest() -> None:
    longer = replace(OVERDUE, name="Longer", next_step_date=TODAY - timedelta(days=9))

    needs = find_needs(dict(enumerate([STALLED, UNDATED, SILENT, OVERDUE, longer])), (), NOW)

    assert [need.reason for need in needs] == ["overdue", "overdue", "silent", "undated", "stalled"]
    assert [need.deal.name for need in needs[:2]] == ["Longer", "Tarnbeck"]


@given(
    st.lists(st.sampled_from([WELL_KEPT, OVERDUE, UNDATED, SILENT, STALLED]), max_size=12), st.sets(st.integers(0, 12))
)
def test_every_deal_is_told_once_at_most_in_the_order_of_the_reasons(deals: list[Deal], asked: set[int]) -> None:
    found = reasons(*deals, asked=tuple(asked))

    assert len(found) <= len(deals)
    assert found == sorted(found, key=REASONS.index)
