"""The endpoint is asked so often a day and no more, and is left alone for a while after it has failed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.llm.allowance import LONGEST_REST_SECONDS, REST_SECONDS, Allowance
from bot.llm.outcome import NotReadError


class Clock:
    """A clock that stands still until it is set forward."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def outcome_of(allowance: Allowance) -> str:
    try:
        allowance.spend()
    except NotReadError as failure:
        return failure.outcome
    return "asked"


def test_a_day_has_so_many_requests_and_the_next_one_as_many_again() -> None:
    clock = Clock()
    allowance = Allowance(2, clock)

    first = [outcome_of(allowance) for _ in range(3)]
    clock.forward(3600)
    second = [outcome_of(allowance) for _ in range(3)]

    assert first == second == ["asked", "asked", "budget_spent"]


def test_without_a_budget_nothing_is_asked() -> None:
    assert outcome_of(Allowance(0, Clock())) == "budget_spent"


@pytest.mark.parametrize(
    ("wanted", "rests"),
    [(None, REST_SECONDS), (2, REST_SECONDS), (90, 90), (10**9, LONGEST_REST_SECONDS), (-5, REST_SECONDS)],
)
def test_after_a_failure_it_is_left_alone_as_long_as_it_asks_within_reason(wanted: float | None, rests: float) -> None:
    clock = Clock()
    allowance = Allowance(5, clock)

    allowance.rest(wanted)
    clock.forward(rests - 1)
    before = outcome_of(allowance)
    clock.forward(1)

    assert (before, outcome_of(allowance)) == ("resting", "asked")


def test_a_pause_costs_nothing_of_the_days_requests() -> None:
    clock = Clock()
    allowance = Allowance(1, clock)
    allowance.rest()

    paused = outcome_of(allowance)
    clock.forward(REST_SECONDS)

    assert (paused, outcome_of(allowance)) == ("resting", "asked")
