"""What time brings up and nobody has said of a deal stands for its owner's digest, as far as wishes and sight allow."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from coached import shipped_content

from coaching.deal import Update
from coaching.facts import Facts
from coaching.hush import Hush
from coaching.situation import Said
from coaching.timed.example import EXAMPLES_DAY, DealExample
from coaching.timed.unsaid import OpenDeal, find_unsaid

NOW = datetime.combine(EXAMPLES_DAY, time(9), UTC)
COACH = shipped_content().coach
QUIET_PROPOSAL = DealExample(stage="proposal", stage_since=9, updated=9, people=1)


def unsaid(deal: DealExample = QUIET_PROPOSAL, **known: Any) -> str | None:
    opened = replace(OpenDeal("Acme", deal.seen().updates), **known)
    cause = find_unsaid(opened, NOW, UTC, COACH)
    return cause.play.id if cause else None


def test_the_most_pressing_cause_that_was_not_said_is_told() -> None:
    lately = (Said("proposal_unreviewed", NOW - timedelta(days=5)),)
    long_ago = (Said("proposal_unreviewed", NOW - timedelta(days=15)),)

    assert (unsaid(), unsaid(said=lately), unsaid(said=long_ago)) == (
        "proposal_unreviewed",
        "single_threaded",
        "proposal_unreviewed",
    )


def test_another_nudge_of_the_same_day_takes_nothing_from_the_digest() -> None:
    assert unsaid(said=(Said("propose_next_step", NOW - timedelta(hours=1)),)) == "proposal_unreviewed"


@pytest.mark.parametrize(
    ("hush", "told"),
    [
        (Hush("person", "U0ANA", "U0ANA", NOW, play="proposal_unreviewed"), "single_threaded"),
        (Hush("channel", "C0DEALS", "U0BEN", NOW, play="proposal_unreviewed"), "single_threaded"),
        (Hush("deal", "1", "U0ANA", NOW, until=NOW + timedelta(days=1)), None),
        (Hush("deal", "1", "U0ANA", NOW - timedelta(days=2), until=NOW), "proposal_unreviewed"),
        (Hush("deal", "1", "U0ANA", NOW - timedelta(days=2), wake="update"), None),
    ],
)
def test_what_is_muted_or_snoozed_is_left_out(hush: Hush, told: str | None) -> None:
    assert unsaid(hushes=(hush,)) == told


def test_what_was_misread_is_left_out_and_a_one_off_purchase_hears_only_what_fits_it() -> None:
    assert unsaid(misread=frozenset({"proposal_unreviewed"})) == "single_threaded"
    assert unsaid(QUIET_PROPOSAL.model_copy(update={"transactional": True})) == "buyer_silent"


@pytest.mark.parametrize(
    "deal",
    [
        DealExample(stage="demo", next_step=1),  # a talk to prepare
        DealExample(stage="demo", updated=6, next_step=-3),  # a step that is overdue
        DealExample(stage="demo", updated=9),  # nothing but silence
        DealExample(stage="lost", stage_since=40),
    ],
)
def test_what_a_digest_says_of_itself_is_not_said_twice(deal: DealExample) -> None:
    assert unsaid(deal) is None


def test_news_in_a_channel_that_the_owner_is_not_in_silences_and_is_not_told() -> None:
    known = QUIET_PROPOSAL.seen().updates
    booked = Update("C0BOARD", "9.9", None, "U0BEN", "person", NOW, Facts(), {"review_booked": "", "buyer_replied": ""})
    named = replace(booked, signals={}, facts=Facts(stage="negotiation"))

    told = find_unsaid(OpenDeal("Acme", (*known, named), frozenset({"C0BOARD"})), NOW, UTC, COACH)

    assert unsaid(updates=(*known, booked), hidden=frozenset({"C0BOARD"})) == "single_threaded"
    assert told is None  # by all that is known it came to its stage today
    assert unsaid(updates=(booked,), hidden=frozenset({"C0BOARD"})) is None


def test_as_of_a_moment_later_updates_and_nudges_are_not_there() -> None:
    known = QUIET_PROPOSAL.seen().updates
    later = Update("C0DEALS", "9.9", None, "U0ANA", "person", NOW + timedelta(days=1), Facts(stage="won"))
    opened = OpenDeal("Acme", (*known, later), said=(Said("proposal_unreviewed", NOW + timedelta(days=2)),))

    cause = find_unsaid(opened.before(NOW), NOW, UTC, COACH)

    assert cause is not None
    assert cause.play.id == "proposal_unreviewed"
