"""A lesson is as of a moment: nothing that is told then or later changes it, and words may be gone."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from lost_deals import BUYER, CFO, NOW, REP, RULES, START, closed, open_deal, past, said

from coaching.deal import LossReview, Update
from coaching.facts import Facts, Stage
from coaching.lessons.choice import lesson_of_week, lesson_on
from coaching.lessons.past import ToldDeal

stages = st.sampled_from([None, "discovery", "demo", "proposal", "negotiation", "won", "lost"])
people = st.lists(st.sampled_from([CFO, BUYER, replace(CFO, met=True)]), max_size=2).map(tuple)
reviews = st.none() | st.builds(LossReview, why=st.just("Price"), told_by_buyer=st.booleans(), differently=st.text())
owners = st.sampled_from([None, None, REP, "U0BEN"])
facts = st.builds(Facts, stage=stages, contacts=people, owner=owners, competitors=st.sampled_from([(), ("Northwind",)]))
endings: st.SearchStrategy[Stage] = st.sampled_from(get_args(Stage))
MIDDLE, LOSSES = 30, 3


def told_on(days: st.SearchStrategy[float]) -> st.SearchStrategy[list[Update]]:
    some = st.builds(said, days, facts, review=reviews, source=st.sampled_from(["person", "form", "crm"]))
    return st.lists(some, max_size=5)


before, after = told_on(st.floats(0, MIDDLE, exclude_max=True)), told_on(st.floats(MIDDLE, 60))


@st.composite
def deals(draw: st.DrawFn) -> list[tuple[ToldDeal, ToldDeal]]:
    """Deals, each as told in the first half of the time, with one or another second half; the first ones are losses.

    One is open by then and lacks what they lacked, so that there mostly is a lesson.
    """
    found = []
    for number in range(draw(st.integers(4, 9))):
        how: Stage = draw(endings) if number > LOSSES else "demo" if number == LOSSES else "lost"
        told = draw(before) if number > LOSSES else []
        first = [said(number, Facts(stage="demo")), *told, said(MIDDLE - 1, Facts(stage=how))]
        one, two = draw(after), draw(after)
        name = f"Deal {number}"
        found.append((ToldDeal(number, name, (*first, *one)), ToldDeal(number, name, (*first, *two))))
    return found


@given(deals())
def test_what_is_told_at_the_moment_or_later_changes_nothing(told: list[tuple[ToldDeal, ToldDeal]]) -> None:
    as_of = START + timedelta(days=MIDDLE)
    one, two = (
        [replace(pair[which], updates=tuple(reversed(pair[which].updates))) for pair in told] for which in (0, 1)
    )

    lessons = [
        [lesson_on(deal, past(*some, as_of=as_of), RULES) for deal in some]
        + [lesson_of_week(some, past(*some, as_of=as_of), START, RULES)]
        for some in (one, two)
    ]

    assert lessons[0] == lessons[1]
    assert any(lessons[0]) or len(one) > LOSSES + 1


def test_a_loss_counts_from_the_moment_after_it() -> None:
    losses = [closed(1), closed(2), closed(3)]
    lost_at = losses[2].updates[-1].at
    opened = ToldDeal(100, "Open", (said(0, Facts(stage="demo")),))

    assert lesson_on(opened, past(*losses, as_of=lost_at), RULES) is None
    assert lesson_on(opened, past(*losses, as_of=lost_at + timedelta(microseconds=1)), RULES) is not None


def test_a_review_counts_from_the_moment_after_it() -> None:
    review = LossReview("Price", False, "Meet the CFO first")
    late = said(50, Facts(stage="lost"), source="form", review=review)
    losses = [closed(1), closed(2), replace(closed(3), updates=(*closed(3).updates, late))]
    opened = ToldDeal(100, "Open", (said(0, Facts(stage="demo")),))

    then, afterwards = (lesson_on(opened, past(*losses, as_of=as_of), RULES) for as_of in (late.at, NOW))

    assert then is not None
    assert afterwards is not None
    assert (then.teaching.review, afterwards.teaching.review) == (None, review)


def test_a_deal_that_came_back_to_life_is_no_loss() -> None:
    revived = replace(closed(3), updates=(*closed(3).updates, said(20, Facts(stage="demo"))))

    assert lesson_on(open_deal(), past(closed(1), closed(2), revived), RULES) is None
