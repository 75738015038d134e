"""The brief before a meeting."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from coaching.brief import QUESTIONS, TOPICS, brief_on
from coaching.deal import Deal
from coaching.facts import Contact

TODAY = date(2026, 3, 12)
KNOWN = Deal(
    "Tarnbeck",
    amount=45_000,
    contacts=(Contact("Mara Quist", "CFO", "decision_maker", met=True),),
    competitors=("Northwind",),
    next_step_date=TODAY,
    signals={"motive_known": datetime(2026, 3, 2, tzinfo=UTC)},
)


def test_of_a_new_deal_nothing_is_known_and_the_reason_to_buy_comes_first() -> None:
    brief = brief_on(Deal("Tarnbeck"), TODAY)

    assert (brief.known, brief.unknown) == ((), TOPICS)
    assert brief.questions == ("motive", "decision_maker", "money")
    assert brief.not_yet == "motive"


def test_when_all_is_known_the_questions_are_those_that_always_help() -> None:
    brief = brief_on(KNOWN, TODAY)

    assert (brief.known, brief.unknown, brief.not_yet) == (TOPICS, (), None)
    assert brief.questions == ("change", "yes", "others")


def test_a_decision_maker_who_was_never_met_is_still_to_be_met() -> None:
    unmet = replace(KNOWN, contacts=(Contact("Mara Quist", "CFO", "decision_maker"),))

    assert brief_on(unmet, TODAY).unknown == ("decision_maker",)


def test_a_next_step_that_has_passed_is_no_next_step() -> None:
    passed = replace(KNOWN, next_step_date=date(2026, 3, 11))

    assert brief_on(passed, TODAY).questions[0] == "next_step"


@given(
    st.builds(Deal, name=st.just("A"), amount=st.none() | st.integers(0, 9), competitors=st.just(()) | st.just(("B",)))
)
def test_known_and_unknown_share_out_the_topics_and_there_are_three_questions(deal: Deal) -> None:
    brief = brief_on(deal, TODAY)

    assert sorted(brief.known + brief.unknown) == sorted(TOPICS)
    assert len(set(brief.questions)) == QUESTIONS
