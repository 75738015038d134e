"""Each cause holds from its limit on and not a day before, and is silent where something has answered it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.facts import STAGES, Stage
from coaching.timed.causes import CAUSES, Band, CauseName, band_of, find_cause
from coaching.timed.example import DealExample
from coaching.timed.seen import Seen, see
from coaching.told import Passage


def everywhere(limit: int) -> dict[Band, int]:
    return {"early": limit, "middle": limit, "late": limit}


def found(cause: CauseName, limit: int = 5, **deal: Any) -> bool:
    return find_cause(cause, DealExample.model_validate(deal).seen(), everywhere(limit)) is not None


@pytest.mark.parametrize(
    ("cause", "at_the_limit", "just_before"),
    [
        ("no_update", {"updated": 5}, {"updated": 4}),
        ("buyer_silent", {"chased": 5}, {"chased": 4}),
        ("buyer_silent", {"stage": "proposal", "stage_since": 5}, {"stage": "proposal", "stage_since": 4}),
        ("stage_unchanged", {"stage": "demo", "stage_since": 5}, {"stage": "demo", "stage_since": 4}),
        ("next_step_overdue", {"updated": 9, "next_step": -5}, {"updated": 9, "next_step": -4}),
        ("close_date_passed", {"close_date": -5}, {"close_date": -4}),
        ("close_date_moved", {"close_date": 9, "close_moves": 5}, {"close_date": 9, "close_moves": 4}),
        ("proposal_unreviewed", {"stage": "proposal", "stage_since": 5}, {"stage": "proposal", "stage_since": 4}),
        (
            "single_threaded",
            {"stage": "proposal", "stage_since": 5, "people": 1},
            {"stage": "proposal", "stage_since": 4, "people": 1},
        ),
        ("no_decision_maker", {"stage": "negotiation", "stage_since": 5}, {"stage": "negotiation", "stage_since": 4}),
        ("price_unmentioned", {"close_date": 5}, {"close_date": 6}),
        ("meeting_tomorrow", {"next_step": 5}, {"next_step": 6}),
    ],
)
def test_a_cause_holds_from_its_limit_on(
    cause: CauseName, at_the_limit: dict[str, Any], just_before: dict[str, Any]
) -> None:
    assert found(cause, **at_the_limit)
    assert not found(cause, **just_before)


@pytest.mark.parametrize(
    ("cause", "deal"),
    [
        ("buyer_silent", {"chased": 9, "replied": 2}),
        ("buyer_silent", {"stage": "proposal", "stage_since": 9, "review_booked": 9}),
        ("stage_unchanged", {"updated": 30}),
        ("next_step_overdue", {"next_step": 1, "updated": 3}),
        ("proposal_unreviewed", {"stage": "proposal", "stage_since": 9, "review_booked": 2}),
        ("proposal_unreviewed", {"stage": "negotiation", "stage_since": 9}),
        ("single_threaded", {"stage": "proposal", "stage_since": 9, "people": 2}),
        ("single_threaded", {"stage": "proposal", "stage_since": 9}),
        ("no_decision_maker", {"stage": "negotiation", "stage_since": 9, "decision_maker": True}),
        ("price_unmentioned", {"close_date": 3, "amount": 0}),
        ("price_unmentioned", {"close_date": -1}),
        ("close_date_moved", {"close_date": 9, "close_moves": 7, "updated": 6}),
        ("meeting_tomorrow", {"next_step": 1, "step": "send the paper"}),
        ("meeting_tomorrow", {"next_step": 0}),
    ],
)
def test_a_cause_is_silent_where_something_has_answered_it(cause: CauseName, deal: dict[str, Any]) -> None:
    assert not found(cause, **deal)


def test_an_update_after_the_day_of_the_step_tells_what_became_of_it() -> None:
    told_later = see_twice(DealExample(next_step=-5, updated=9), 4)
    told_before = see_twice(DealExample(next_step=-5, updated=9), 6)

    assert find_cause("next_step_overdue", told_later, everywhere(5)) is None
    assert find_cause("next_step_overdue", told_before, everywhere(5)) is not None


def see_twice(example: DealExample, days_ago: int) -> Seen:
    """The deal with one more update of so many business days ago that says nothing new."""
    seen = example.seen()
    at = seen.updates[-1].at.replace(year=2026)
    day = seen.calendar.away(seen.today, -days_ago)
    again = replace(DealExample(updated=days_ago).seen().updates[-1], at=datetime.combine(day, at.timetz()), ts="2.1")
    return see("Acme", (*seen.updates, again), seen.today, seen.zone, seen.calendar)


@pytest.mark.parametrize("item", ["money", "problem"])
def test_a_budget_that_was_told_is_a_price_that_was_spoken_of(item: str) -> None:
    seen = DealExample(close_date=3).seen()
    told = replace(seen.updates[-1], told={item: Passage(0, 1, by_buyer=False)})
    again = see("Acme", (*seen.updates[:-1], told), seen.today, seen.zone, seen.calendar)

    assert (find_cause("price_unmentioned", again, everywhere(5)) is None) == (item == "money")


@pytest.mark.parametrize("cause", CAUSES)
def test_a_closed_deal_and_a_band_without_a_limit_give_no_cause(cause: CauseName) -> None:
    deal = DealExample(stage="negotiation", stage_since=30, chased=20, close_date=-5, next_step=-5, people=1, updated=9)

    assert find_cause(cause, deal.seen(), {"early": 1, "middle": 1}) is None
    assert not found(cause, 1, **{**deal.model_dump(exclude_unset=True), "stage": "won"})


stages: st.SearchStrategy[Stage | None] = st.sampled_from([None, *STAGES])
ago = st.none() | st.integers(0, 60)
examples = st.builds(
    DealExample,
    stage=stages,
    stage_since=ago,
    updated=st.integers(0, 60),
    chased=ago,
    replied=ago,
    next_step=st.none() | st.integers(-60, 60),
    close_date=st.none() | st.integers(-60, -1),
    people=st.integers(0, 3),
)
GROWING: tuple[CauseName, ...] = (
    "no_update",
    "buyer_silent",
    "stage_unchanged",
    "next_step_overdue",
    "close_date_passed",
    "proposal_unreviewed",
    "single_threaded",
    "no_decision_maker",
)


@given(examples, st.sampled_from(GROWING), st.integers(1, 30), st.integers(0, 40))
def test_what_waits_for_something_does_not_end_by_waiting_longer(
    example: DealExample, cause: CauseName, limit: int, days: int
) -> None:
    seen, limits = example.seen(), everywhere(limit)
    later = replace(seen, today=seen.today + timedelta(days))

    now, then = find_cause(cause, seen, limits), find_cause(cause, later, limits)

    assert now is None or (then is not None and then.over >= now.over)


@given(examples, st.sampled_from(GROWING), st.integers(1, 30))
def test_a_lower_limit_never_makes_a_cause_vanish(example: DealExample, cause: CauseName, limit: int) -> None:
    low, high = everywhere(limit), everywhere(limit + 1)

    assert find_cause(cause, example.seen(), high) is None or find_cause(cause, example.seen(), low) is not None


def test_what_is_seen_names_the_day() -> None:
    seen = find_cause("no_update", DealExample(updated=5).seen(), everywhere(5))

    assert seen is not None
    assert (seen.day, seen.over, seen.count) == (date(2026, 2, 23), 0, 5)


def test_every_stage_has_its_band() -> None:
    bands = [band_of(stage) for stage in (None, "prospecting", "discovery", "demo", "proposal", "negotiation")]

    assert bands == ["early", "early", "early", "middle", "late", "late"]
