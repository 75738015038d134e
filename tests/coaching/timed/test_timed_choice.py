"""Of the causes that hold the most pressing is said, held back by what holds every nudge back, and once a week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from coached import shipped_content

from coaching.business_days import BusinessDays
from coaching.deal import Update
from coaching.decision import Nudge, Silence
from coaching.facts import Facts
from coaching.hush import Hush
from coaching.play import Playbook
from coaching.situation import Limits, Said, Situation
from coaching.timed.choice import NOTHING_READ, choose_timed, find_standing, still_holds
from coaching.timed.example import EXAMPLES_DAY, DealExample
from coaching.timed.seen import see, waits_until

NOW = datetime.combine(EXAMPLES_DAY, time(10), UTC)
COACH = shipped_content().coach
QUIET_PROPOSAL = DealExample(stage="proposal", stage_since=9, updated=9, people=1)


def choice(deal: DealExample = QUIET_PROPOSAL, **held: Any) -> tuple[str, str | None] | None:
    """The play that is chosen, and why it is not said."""
    seen = deal.seen()
    situation = Situation(NOTHING_READ, seen.today, NOW, deal=seen.deal, by_clock=True)
    chosen = choose_timed(seen, replace(situation, **held), COACH)
    if chosen is None:
        return None
    cause, decision = chosen
    return cause.play.id, decision.reason if isinstance(decision, Silence) else None


def test_the_most_pressing_cause_is_said_and_the_others_stand_for_the_digest() -> None:
    standing = find_standing(QUIET_PROPOSAL.seen(), COACH)

    assert choice() == ("proposal_unreviewed", None)
    assert [cause.play.id for cause in standing] == [
        "proposal_unreviewed",
        "single_threaded",
        "buyer_silent",
        "no_update",
    ]
    assert standing[-1].evidence == "last update on 17 February"


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ({"quiet_hours": True}, "quiet_hours"),
        ({"said_to_person": 3}, "budget"),
        ({"said_in_channel": 20}, "budget"),
        ({"said": (Said("propose_next_step", NOW - timedelta(hours=3)),)}, "rest"),
        ({"said": (Said("no_update", NOW - timedelta(days=6)),)}, "rest"),
        ({"hushes": (Hush("person", "U0ANA", "U0ANA", NOW),)}, "paused"),
        ({"hushes": (Hush("deal", "1", "U0ANA", NOW, until=NOW + timedelta(days=1)),)}, "snoozed"),
        ({"hushes": (Hush("deal", "1", "U0ANA", NOW - timedelta(days=9), wake="update"),)}, "snoozed"),
        ({"in_shadow": True}, "shadow"),
    ],
)
def test_what_holds_other_nudges_back_holds_these_back(held: dict[str, Any], reason: str) -> None:
    assert choice(**held) == ("proposal_unreviewed", reason)


def test_a_mute_lets_the_next_cause_speak_and_a_week_later_the_deal_may_hear_again() -> None:
    muted = (Hush("person", "U0ANA", "U0ANA", NOW, play="proposal_unreviewed"),)
    week_ago = (Said("no_update", NOW - timedelta(days=7)),)

    assert choice(hushes=muted) == ("single_threaded", None)
    assert choice(said=week_ago) == ("proposal_unreviewed", None)


def test_a_dated_step_ahead_and_a_closed_deal_leave_nothing_to_say() -> None:
    assert choice(QUIET_PROPOSAL.model_copy(update={"next_step": 4})) is None
    assert choice(QUIET_PROPOSAL.model_copy(update={"stage": "lost"})) is None


def test_a_one_off_purchase_hears_only_what_fits_it() -> None:
    assert choice(QUIET_PROPOSAL.model_copy(update={"transactional": True})) == ("buyer_silent", None)


def test_a_retired_play_says_nothing_and_its_old_nudges_still_know_their_cause() -> None:
    retired = [play.model_copy(update={"status": "retired"}) for play in COACH.playbook.timed]
    silent = replace(COACH, playbook=Playbook(retired))
    seen = QUIET_PROPOSAL.seen()

    assert find_standing(seen, silent) == []
    assert all(still_holds(play, seen, silent) for play in retired if play.id == "no_update")


def test_the_brief_goes_by_direct_message_and_so_does_all_for_who_wants_it() -> None:
    seen = DealExample(stage="demo", next_step=1, step="demo call").seen()
    situation = Situation(NOTHING_READ, seen.today, NOW, deal=seen.deal, by_clock=True)
    quiet = QUIET_PROPOSAL.seen()

    [_, brief] = choose_timed(seen, situation, COACH) or (None, None)
    [_, alone] = choose_timed(quiet, replace(situation, deal=quiet.deal, by_dm=True), COACH) or (None, None)

    assert isinstance(brief, Nudge)
    assert isinstance(alone, Nudge)
    assert (brief.play, brief.to, alone.to) == ("meeting_tomorrow", "dm", "dm")


def test_no_limit_but_those_of_every_nudge_counts() -> None:
    free = replace(COACH, limits=Limits(person_per_day=0))
    seen = QUIET_PROPOSAL.seen()
    situation = Situation(NOTHING_READ, seen.today, NOW, deal=seen.deal, by_clock=True)

    chosen = choose_timed(seen, situation, free)

    assert chosen is not None
    assert isinstance(chosen[1], Silence)


def test_a_later_day_that_the_buyer_has_named_keeps_silent_until_it_is_over_or_the_deal_goes_on() -> None:
    asked = Update("C0DEALS", "1.1", None, "U0ANA", "person", NOW, Facts(later_date=date(2026, 5, 4)))
    goes_on = [
        replace(asked, ts="2.1", facts=Facts(stage="demo")),
        replace(asked, ts="2.1", facts=Facts(next_step_date=date(2026, 3, 9))),
        replace(asked, ts="2.1", facts=Facts(), signals={"buyer_replied": ""}),
        replace(asked, ts="2.1", facts=Facts(), sets=("next_step_date",)),
    ]
    note = replace(asked, ts="2.1", facts=Facts(amount=40000))

    assert waits_until([asked, note]) == date(2026, 5, 4)
    assert [waits_until([asked, update]) for update in goes_on] == [None] * 4
    for day, names in ((date(2026, 5, 4), []), (date(2026, 5, 5), ["stage_unchanged", "no_update"])):
        staged = replace(asked, at=asked.at - timedelta(1), ts="0.1", facts=Facts(stage="discovery"))
        seen = see("Acme", [staged, asked], day, UTC, BusinessDays())
        assert [cause.play.id for cause in find_standing(seen, COACH)] == names
