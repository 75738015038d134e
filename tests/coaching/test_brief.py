"""The brief before a meeting: what the checklist leaves unknown is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from coaching.brief import QUESTIONS, TOPICS, Brief, brief_on
from coaching.deal import Update, rebuild_deal
from coaching.facts import Contact, Facts
from coaching.record import Record
from coaching.told import Passage

TODAY = date(2026, 3, 12)
TOLD = Update(
    "C1",
    "1.0",
    None,
    "U1",
    "person",
    datetime(2026, 3, 2, tzinfo=UTC),
    Facts(
        amount=45_000,
        contacts=(Contact("Mara Quist", "CFO", "decision_maker", met=True),),
        competitors=("Northwind",),
        next_step_date=TODAY,
        close_date=TODAY,
        motive="the audit",
    ),
    told={"problem": Passage(0, 9, by_buyer=False)},
)


def brief(*told: Update) -> Brief:
    return brief_on(rebuild_deal("Tarnbeck", told), Record(told), TODAY)


def told(**facts: object) -> Update:
    return replace(TOLD, facts=replace(TOLD.facts, **facts))  # type: ignore[arg-type]


def test_of_a_new_deal_nothing_is_known_and_what_hurts_comes_first() -> None:
    new = brief()

    assert (new.known, new.unknown) == ((), TOPICS)
    assert new.questions == ("problem", "motive", "decision_maker")
    assert new.not_yet == "problem"


def test_when_all_is_known_the_questions_are_those_that_always_help() -> None:
    full = brief(TOLD)

    assert (full.known, full.unknown, full.not_yet) == (TOPICS, (), None)
    assert full.questions == ("change", "yes", "others")


def test_a_decision_maker_who_was_never_met_is_still_to_be_met() -> None:
    assert brief(told(contacts=(Contact("Mara Quist", "CFO", "decision_maker"),))).unknown == ("decision_maker",)


def test_a_next_step_that_has_passed_is_no_next_step() -> None:
    assert brief(told(next_step_date=date(2026, 3, 11))).questions[0] == "next_step"


def test_what_the_checklist_does_not_know_is_asked() -> None:
    assert brief(told(close_date=None, motive=None)).unknown == ("motive", "timing")


@given(st.none() | st.integers(0, 9), st.just(()) | st.just(("B",)), st.booleans())
def test_known_and_unknown_share_out_the_topics_and_there_are_three_questions(
    amount: int | None, competitors: tuple[str, ...], spoken_of: bool
) -> None:
    some = brief(*[told(amount=amount, competitors=competitors)] * spoken_of)

    assert sorted(some.known + some.unknown) == sorted(TOPICS)
    assert len(set(some.questions)) == QUESTIONS
