"""The holdout: a stable draw, never of a sensitive play, decided last, and told as what it is."""

from typing import Any

import pytest
from coach_examples import coach, play, reading, situation

from coaching.coach import Coach
from coaching.decision import Nudge, Silence
from coaching.holdout import Holdout
from coaching.situation import Limits

DEALS = [f"T1//{number}" for number in range(4000)]


def drawn(percent: int, play_id: str = "ask_first") -> set[str]:
    return {deal for deal in DEALS if Holdout(percent).withholds(play(play_id), deal)}


def holding(*plays: object, percent: int = 50) -> Coach:
    known = coach(*plays)  # type: ignore[arg-type]
    return Coach(known.playbook, known.catalogue, known.limits, holdout=Holdout(percent))


@pytest.mark.parametrize("percent", [5, 20, 50])
def test_about_as_many_are_drawn_as_was_asked_for(percent: int) -> None:
    assert len(drawn(percent)) / len(DEALS) == pytest.approx(percent / 100, abs=0.025)


def test_who_was_drawn_stays_drawn_when_more_are() -> None:
    assert drawn(10) < drawn(20) < drawn(50)


def test_without_a_percentage_nobody_is_drawn() -> None:
    assert drawn(0) == set()


def test_each_play_is_drawn_for_itself() -> None:
    both = drawn(50) & drawn(50, "other_play")

    assert len(both) / len(DEALS) == pytest.approx(0.25, abs=0.03)


def test_the_draw_is_the_same_for_ever() -> None:
    """A change of the hash would move deals from one side to the other in the middle of a comparison."""
    assert [number for number in range(12) if Holdout(50).withholds(play(), f"T1/{number}")] == PINNED


PINNED = [0, 1, 4, 5, 6, 7, 9, 11]


@pytest.mark.parametrize("kept", [{"to": "dm"}, {"never_withheld": True}])
def test_a_sensitive_play_is_never_withheld(kept: dict[str, Any]) -> None:
    sensitive = play(**kept)

    assert not any(Holdout(50).withholds(sensitive, deal) for deal in DEALS)


def test_what_is_drawn_is_a_silence_that_names_its_play() -> None:
    of = min(drawn(50))

    decision = holding().decide(situation(drawn_for=of))

    assert decision == Silence("holdout", "holdout Ask first on this deal", "ask_first")


def test_what_is_not_drawn_is_said() -> None:
    of = min(set(DEALS) - drawn(50))

    assert isinstance(holding().decide(situation(drawn_for=of)), Nudge)


def test_only_what_would_be_said_is_withheld() -> None:
    silent = holding().decide(situation(reading(is_deal_update=False), drawn_for=min(drawn(50))))
    rested = Coach(coach().playbook, coach().catalogue, Limits(person_per_day=0), holdout=Holdout(50))

    over_budget = rested.decide(situation(drawn_for=min(drawn(50))))

    assert isinstance(silent, Silence)
    assert isinstance(over_budget, Silence)
    assert (silent.reason, over_budget.reason) == ("not_a_deal", "budget")


def test_no_other_play_takes_the_place_of_one_that_is_withheld() -> None:
    of = min(drawn(50) - drawn(50, "later_one"))
    two = holding(play(), play("later_one"))

    decision = two.decide(situation(drawn_for=of))

    assert isinstance(decision, Silence)
    assert (decision.reason, decision.play) == ("holdout", "ask_first")


def test_who_asks_is_told_what_was_withheld() -> None:
    decision, sure = holding().consider(situation(drawn_for=min(drawn(50))))

    assert (isinstance(decision, Nudge), sure) == (True, True)
