"""A lesson comes back on an open deal that lacks what lost deals lacked and won ones did not, with enough support."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lost_deals import BUYER, CFO, NOW, RULES, closed, open_deal, past, said

from coaching.deal import LossReview
from coaching.facts import Contact, Facts, Stage
from coaching.lessons.choice import Lesson, lesson_of_week, lesson_on
from coaching.lessons.past import ToldDeal
from coaching.lessons.rules import LessonRules

BOTH = (CFO, BUYER)
THREE = (closed(1), closed(2, "lost", "demo", *BOTH), closed(3))
WEEK = timedelta(days=7)


def need_on(deal: ToldDeal, *closed_deals: ToldDeal) -> str | None:
    """What the lesson on the deal is about."""
    lesson = lesson_on(deal, past(*closed_deals), RULES)
    return lesson.teaching.need if lesson else None


def test_two_of_the_last_three_losses_had_no_decision_maker_at_this_point() -> None:
    lesson = lesson_on(open_deal(), past(*THREE), RULES)

    assert lesson is not None
    assert (lesson.deal, lesson.teaching.need) == ("Open 100", "decision_maker")
    assert (lesson.teaching.lacked, lesson.teaching.losses) == (2, 3)


def test_what_the_open_deal_has_is_not_held_against_it() -> None:
    assert need_on(open_deal("demo", CFO), *THREE) == "contacts"
    assert need_on(open_deal("demo", *BOTH), *THREE) is None


@pytest.mark.parametrize("losses", [(), THREE[:1], (closed(1), closed(2)), (closed(1), *(THREE[1],) * 2)])
def test_too_few_losses_teach_nothing(losses: tuple[ToldDeal, ...]) -> None:
    assert need_on(open_deal(), *losses) is None


def test_less_than_half_of_the_losses_teach_nothing() -> None:
    others = [closed(number, "lost", "demo", *BOTH) for number in (3, 4, 5)]

    assert need_on(open_deal(), closed(1), closed(2), *others[:2]) == "decision_maker"
    assert need_on(open_deal(), closed(1), closed(2), *others) is None


def test_what_won_deals_lacked_as_often_teaches_nothing() -> None:
    wins = (closed(11, "won"), closed(12, "won", "demo", CFO), closed(13, "won", "demo", CFO))

    assert need_on(open_deal(), *THREE, *wins) == "decision_maker"
    assert need_on(open_deal(), *THREE, *wins[:2]) is None  # one of two against two of three: too little to tell
    assert need_on(open_deal("demo", CFO), *THREE, *wins) is None  # no win had a second person either


def test_only_deals_that_came_as_far_are_counted() -> None:
    early = [closed(number, "lost", "discovery") for number in (4, 5, 6)]

    assert need_on(open_deal(), *early) is None
    assert need_on(open_deal("prospecting"), *THREE, *early) is None
    assert need_on(open_deal("discovery"), *THREE) == "problem"  # whoever came further also came this far


def test_what_a_deal_learnt_later_does_not_count_for_its_point() -> None:
    late = [replace(d, updates=(*d.updates, said(d.number + 0.5, Facts(contacts=BOTH)))) for d in THREE]

    assert need_on(open_deal(), *late) == "decision_maker"


def test_only_the_persons_own_losses_teach_and_only_on_their_own_deals() -> None:
    handed_over = [replace(d, updates=(*d.updates, said(9, Facts(owner="U0BEN"), source="form"))) for d in THREE]
    others = replace(open_deal(), updates=(said(59, Facts(stage="demo", owner="U0BEN")),))

    assert need_on(open_deal(), *handed_over) is None
    assert need_on(others, *THREE) is None


def test_only_the_latest_losses_are_looked_at() -> None:
    met = [closed(number, "lost", "demo", *BOTH) for number in range(20, 30)]

    assert need_on(open_deal(), *THREE, *met) is None
    assert len(past(*THREE, *met).lost) == RULES.look_back


def test_a_one_off_purchase_is_held_against_its_like_alone() -> None:
    one_off = {"transactional": "one-off"}
    opened = replace(open_deal(), updates=(said(59, Facts(stage="demo"), signals=one_off),))
    alike = [replace(deal, updates=(said(0, signals=one_off), *deal.updates)) for deal in THREE]

    assert need_on(opened, *THREE) is None
    assert need_on(open_deal(), *alike) is None
    assert need_on(opened, *alike) == "decision_maker"


@pytest.mark.parametrize(("stage", "need"), [("demo", "decision_maker"), ("negotiation", "decision_maker_met")])
def test_somebody_who_was_never_met_is_known_but_not_met(stage: Stage, need: str) -> None:
    unmet = [closed(number, "lost", "negotiation", BUYER if stage == "demo" else CFO) for number in (1, 2, 3)]

    assert need_on(open_deal(stage, BUYER if stage == "demo" else CFO), *unmet) == need
    assert (
        need_on(open_deal("negotiation", Contact("Mara Quist", "CFO", "decision_maker", met=True)), *unmet) == "rivals"
    )


def test_what_to_do_differently_comes_from_the_latest_review_of_those_that_lacked_it() -> None:
    why, better = LossReview("No budget", told_by_buyer=True), LossReview("Price", False, "Meet the CFO first")
    unrelated = closed(9, "lost", "demo", *BOTH, review=LossReview("Timing", False, "Call sooner"))
    reviewed = [closed(1, review=better), closed(2, review=replace(better, differently="Ask")), closed(3, review=why)]

    lesson = lesson_on(open_deal(), past(*reviewed, unrelated), RULES)
    without = lesson_on(open_deal(), past(closed(1), closed(2), closed(3, review=why)), RULES)

    assert lesson is not None
    assert without is not None
    assert (lesson.teaching.reviewed, lesson.teaching.review) == ("Deal 2", replace(better, differently="Ask"))
    assert (without.teaching.reviewed, without.teaching.review) == ("Deal 3", why)


def test_what_somebody_else_wrote_is_not_the_persons_review() -> None:
    review = LossReview("Price", False, "Meet the CFO first")
    by_manager = [
        replace(d, updates=(d.updates[0], replace(d.updates[1], author="U0MIA", review=review))) for d in THREE
    ]

    lesson = lesson_on(open_deal(), past(*by_manager), RULES)

    assert lesson is not None
    assert (lesson.teaching.reviewed, lesson.teaching.review) == ("", None)


def test_of_a_week_the_strongest_lesson_is_chosen_on_a_deal_with_news() -> None:
    one, two = open_deal("demo", CFO), open_deal(number=101)
    quiet = replace(two, updates=(said(40, Facts(stage="demo")),))
    three = (*THREE, closed(4, "lost", "demo", BUYER))  # all but one knew no decider, and all but one no second person

    def chosen(*deals: ToldDeal) -> Lesson | None:
        return lesson_of_week(deals, past(*three), NOW - WEEK, RULES)

    assert chosen(one, two) == lesson_on(one, past(*three), RULES)
    assert chosen(quiet) is None
    assert chosen() is None


def test_without_points_nothing_is_taught() -> None:
    assert lesson_on(open_deal(), past(*THREE, rules=LessonRules()), LessonRules()) is None
