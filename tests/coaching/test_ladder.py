"""The commitment ladder: which rungs are reached, and since which update."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Update
from coaching.facts import Contact, Facts
from coaching.ladder import climb, is_reached
from coaching.told import RUNGS, Passage, Rung

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
REPS = Passage(0, 5, by_buyer=False)


def update(day: int, *rungs: Rung, facts: Facts | None = None, **more: object) -> Update:
    plain = {"source": "person", "told": dict.fromkeys(rungs, REPS), **more}
    at = START + timedelta(days=day)
    return Update("C1", f"{day}.0", None, "U1", at=at, facts=facts or Facts(), **plain)  # type: ignore[arg-type]


def days(*updates: Update) -> dict[Rung, int]:
    return {rung: (first.at - START).days for rung, first in climb(updates).items()}


def test_of_a_deal_without_updates_no_rung_is_reached() -> None:
    assert climb([]) == {}


def test_a_rung_counts_from_its_first_update_on_and_the_rungs_stand_in_their_order() -> None:
    told = days(update(5, "decision"), update(3, "time", "proposal_reviewed"), update(1, "time"))

    assert list(told.items()) == [("time", 1), ("proposal_reviewed", 3), ("decision", 5)]


def test_what_the_buyer_said_of_the_problem_means_that_they_shared_it() -> None:
    said, believed = ({"problem": Passage(0, 5, by_buyer)} for by_buyer in (True, False))

    assert days(update(1, told=said)) == {"problem_shared": 1}
    assert days(update(1, told=believed)) == {}


def test_a_decision_maker_whom_we_have_met_is_involved_but_not_one_in_a_form() -> None:
    met, unmet = (Facts(contacts=(Contact("Mara", "CFO", "decision_maker", met=met),)) for met in (True, False))

    assert days(update(1, facts=met)) == {"decision_maker_involved": 1}
    assert days(update(1, facts=unmet), update(2, facts=met, source="form")) == {}


def test_a_won_deal_was_decided_and_a_booked_review_is_time() -> None:
    assert days(update(1, facts=Facts(stage="won"), signals={"review_booked": "x"})) == {"time": 1, "decision": 1}


def test_a_lost_deal_is_no_decision_for_us() -> None:
    assert days(update(1, facts=Facts(stage="lost"))) == {}


def test_a_form_adds_rungs_and_takes_them_back_and_leaves_the_others_alone() -> None:
    form = update(4, "proposal_reviewed", source="form", sets=("proposal_reviewed", "decision"))

    assert days(update(1, "time", "decision"), form) == {"time": 1, "proposal_reviewed": 4}
    assert days(update(1, "time"), form, update(6, "decision"))["decision"] == 6


def test_what_a_form_says_of_a_rung_counts_more_than_what_its_stage_implies() -> None:
    assert days(update(1, facts=Facts(stage="won"), source="form", sets=("decision",))) == {}


@given(st.lists(st.tuples(st.integers(0, 30), st.sets(st.sampled_from(RUNGS))), unique_by=lambda told: told[0]))
def test_the_same_updates_give_the_same_ladder_in_any_order(told: list[tuple[int, set[Rung]]]) -> None:
    updates = [update(day, *rungs) for day, rungs in told]

    assert climb(updates) == climb(reversed(updates))


@given(st.lists(st.tuples(st.sets(st.sampled_from(RUNGS)), st.sets(st.sampled_from(RUNGS))), max_size=4))
def test_one_rung_is_reached_when_it_stands_on_the_ladder(told: list[tuple[set[Rung], set[Rung]]]) -> None:
    updates = [update(day, *rungs, sets=tuple(sets), source="form") for day, (rungs, sets) in enumerate(told)]

    assert [rung for rung in RUNGS if is_reached(rung, updates)] == list(climb(updates))
