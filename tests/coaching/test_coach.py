"""The coach: one nudge, or silence with the reason that a person would give."""

from datetime import timedelta
from typing import Any

import pytest
from coach_examples import NOW, TODAY, coach, play, reading, situation
from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Deal
from coaching.decision import Nudge, Silence
from coaching.facts import Contact, Facts
from coaching.hush import Hush, Place
from coaching.play import CUE_STRENGTH
from coaching.reading.result import PlayScore
from coaching.situation import Limits, Said

UNAPT = {"unless": ("acme",)}
"""What keeps a play from firing on the readings here."""


def reason_of(decision: object) -> str | None:
    return decision.reason if isinstance(decision, Silence) else None


def test_a_play_that_fires_is_said_with_its_evidence_and_the_names_filled_in() -> None:
    decision = coach().decide(situation(names={"contact": "Ana", "company": "Acme", "rep": "Jo"}))

    assert isinstance(decision, Nudge)
    assert (decision.play, decision.evidence, decision.to) == ("ask_first", "We pitched at Acme", "thread")
    assert decision.words in {"One, Ana?", "Two, Acme?", "Three, Jo?"}


def test_the_same_message_always_gets_the_same_words_and_others_get_their_turn() -> None:
    said = {coach().decide(situation(variant=f"C1/{n}")).words for n in range(40)}  # type: ignore[union-attr]
    again = {coach().decide(situation(variant="C1/7")).words for _ in range(3)}  # type: ignore[union-attr]

    assert len(said) == 3
    assert len(again) == 1


@pytest.mark.parametrize(
    ("read", "changes", "reason"),
    [
        (reading(english=False), {}, "not_english"),
        (reading(is_deal_update=False), {}, "not_a_deal"),
        (reading(), {"source": "crm"}, "crm"),
        (reading("All is agreed"), {}, "run_well"),
        (reading(), {"posted_at": NOW - timedelta(days=2)}, "late"),
        (reading(), {"deal": Deal("Acme", stage="won")}, "closed"),
        (reading(facts=Facts(stage="lost")), {}, "closed"),
        (reading(), {"misread": frozenset({"ask_first"})}, "misread"),
        (reading(), {"said_to_person": 3}, "budget"),
        (reading(), {"said_in_channel": 20}, "budget"),
        (reading(), {"said": (Said("other", NOW - timedelta(hours=19)),)}, "rest"),
        (reading(), {"said": (Said("ask_first", NOW - timedelta(days=6)),)}, "rest"),
    ],
)
def test_silence_names_its_reason(read: Any, changes: dict[str, Any], reason: str) -> None:
    decision = coach().decide(situation(read, **changes))

    assert reason_of(decision) == reason


def test_rests_end_when_their_time_is_over() -> None:
    said = (Said("other", NOW - timedelta(hours=20)), Said("ask_first", NOW - timedelta(days=7)))

    assert isinstance(coach().decide(situation(said=said)), Nudge)


def test_whoever_asks_hears_what_rest_budget_and_lateness_held_back() -> None:
    said = (Said("ask_first", NOW - timedelta(hours=1)),)
    late = NOW - timedelta(days=9)
    held = situation(said=said, said_to_person=9, said_in_channel=99, posted_at=late)

    decision, sure = coach(limits=Limits(person_per_day=0, channel_per_day=0)).consider(held)

    assert isinstance(decision, Nudge)
    assert (decision.play, sure) == ("ask_first", True)


def test_whoever_asks_hears_what_nearly_fires_as_unsure_the_nearest_first() -> None:
    by_reader = {"cues": (), "reader": "trained"}
    plays = [play(name, fires=by_reader | extra) for name, extra in (("far", {}), ("near", {}), ("unapt", UNAPT))]
    scores = {
        "far": PlayScore(0.7, 0.9, "at Acme"),
        "near": PlayScore(0.6, 0.7, "pitched"),
        "unapt": PlayScore(0.8, 0.81, "We"),
    }

    decision, sure = coach(*plays).consider(situation(reading(scores=scores)))
    unapt = coach(plays[2]).consider(situation(reading(scores=scores)))

    assert isinstance(decision, Nudge)
    assert (decision.play, decision.evidence, sure) == ("near", "pitched", False)
    assert (reason_of(unapt[0]), unapt[1]) == ("unsure", True)


@pytest.mark.parametrize(
    ("read", "changes", "reason"),
    [
        (reading(is_deal_update=False), {}, "not_a_deal"),
        (reading("All is agreed"), {}, "run_well"),
        (reading(), {"deal": Deal("Acme", stage="won")}, "closed"),
        (reading(), {"hushes": (Hush("person", "U1", "U1", NOW),)}, "paused"),
        (reading(), {"misread": frozenset({"ask_first"})}, "misread"),
    ],
)
def test_whoever_asks_hears_why_there_is_nothing_to_say(read: Any, changes: dict[str, Any], reason: str) -> None:
    assert reason_of(coach().consider(situation(read, **changes))[0]) == reason


def test_limits_are_settings() -> None:
    strict = Limits(deal_rest=timedelta(hours=40), person_per_day=1, channel_per_day=5)
    said = (Said("other", NOW - timedelta(hours=30)),)

    assert reason_of(coach(limits=strict).decide(situation(said=said))) == "rest"
    assert reason_of(coach(limits=strict).decide(situation(said_to_person=1))) == "budget"


def test_a_score_below_the_trained_threshold_is_silence_that_says_unsure_when_it_was_close() -> None:
    trained = play(fires={"reader": "trained"})
    near, far, over = (reading("Hm", scores={"ask_first": PlayScore(s, 0.8, "Hm")}) for s in (0.7, 0.2, 0.81))

    assert reason_of(coach(trained).decide(situation(near))) == "unsure"
    assert reason_of(coach(trained).decide(situation(far))) == "run_well"
    assert isinstance(coach(trained).decide(situation(over)), Nudge)


def test_a_play_may_demand_both_the_reader_and_a_cue() -> None:
    both = play(fires={"reader": 0.5, "cues": ["pitched"], "combine": "both"})
    scores = {"ask_first": PlayScore(0.6, 0.9, "We")}

    assert reason_of(coach(both).decide(situation(reading()))) == "run_well"
    assert isinstance(coach(both).decide(situation(reading(scores=scores))), Nudge)


def test_an_unless_phrase_and_a_failed_condition_keep_a_play_silent() -> None:
    guarded = play(fires={"cues": ["pitched"], "unless": ["after discovery"]})
    on_proposals = play(fires={"cues": ["pitched"], "if": [{"stage": ["proposal"]}]})

    assert reason_of(coach(guarded).decide(situation(reading("Pitched, after discovery")))) == "run_well"
    assert reason_of(coach(on_proposals).decide(situation())) == "run_well"
    assert isinstance(coach(on_proposals).decide(situation(deal=Deal("A", stage="proposal"))), Nudge)


def test_what_the_deal_already_knows_silences_a_play_and_the_next_best_is_said() -> None:
    finder = play(
        "find_them",
        fires={"cues": ["pitched"], "reader": 0.5},
        known_when=["decision_maker_met"],
        settled_when=["amount_known"],
    )
    other = play("slow_down", fires={"reader": 0.5})
    scores = {"find_them": PlayScore(0.99, 0.5, "We"), "slow_down": PlayScore(0.6, 0.5, "We")}
    met = Deal("Acme", contacts=(Contact("Ana", "CFO", "decision_maker", met=True),))

    alone = coach(finder).decide(situation(reading(scores=scores), deal=met))
    together = coach(finder, other).decide(situation(reading(scores=scores), deal=met))

    assert reason_of(alone) == "known"
    assert isinstance(alone, Silence)
    assert alone.play == "find_them"
    assert isinstance(together, Nudge)
    assert together.play == "slow_down"


def test_a_play_that_rests_on_the_deal_leaves_its_turn_to_the_next_best() -> None:
    first, second = play("first_play"), play("second_play")
    said = (Said("first_play", NOW - timedelta(days=3)),)

    decision = coach(first, second).decide(situation(said=said))

    assert isinstance(decision, Nudge)
    assert decision.play == "second_play"


def test_relationship_plays_rest_on_transactional_deals() -> None:
    slow = play(relationship_only=True)
    once = reading(signals={"transactional": "one-off"})

    assert reason_of(coach(slow).decide(situation(once))) == "transactional"


def test_only_plays_for_closed_deals_speak_on_them() -> None:
    learn = play("learn", closed_deals=True)

    assert isinstance(coach(learn).decide(situation(deal=Deal("Acme", stage="lost"))), Nudge)


def test_the_strongest_play_speaks_and_a_retired_one_never() -> None:
    sure = play("sure_play", fires={"reader": 0.5})
    cued = play("cued_play")
    gone = play("gone_play", status="retired", fires={"reader": 0.1})
    scores = {name: PlayScore(CUE_STRENGTH + 0.01, 0.5, "We") for name in ("sure_play", "gone_play")}

    decision = coach(sure, cued, gone).decide(situation(reading(scores=scores)))

    assert isinstance(decision, Nudge)
    assert decision.play == "sure_play"


def test_a_play_is_settled_by_what_it_asked_for_and_by_nothing_else() -> None:
    asks = play()

    assert coach().settles(asks, situation(reading("ok", facts=Facts(next_step_date=TODAY))))
    assert not coach().settles(asks, situation(reading("ok", facts=Facts(next_step_date=TODAY - timedelta(days=1)))))


@given(st.integers(0, 50), st.integers(0, 50), st.lists(st.integers(0, 24 * 400), max_size=5))
def test_no_nudge_ever_breaks_a_budget_or_a_rest(person: int, channel: int, hours_ago: list[int]) -> None:
    said = tuple(Said("ask_first", NOW - timedelta(hours=hours)) for hours in hours_ago)

    decision = coach().decide(situation(said=said, said_to_person=person, said_in_channel=channel))

    allowed = person < 3 and channel < 20 and all(hours >= 24 * 7 for hours in hours_ago)
    assert isinstance(decision, Nudge) == allowed


def hush(place: Place = "deal", **told: Any) -> Hush:
    return Hush(place, "1", "U1", NOW - timedelta(days=1), **told)


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (hush("person"), "paused"),
        (hush("deal"), "snoozed"),
        (hush("person", play="ask_first"), "muted"),
        (hush("channel", play="ask_first"), "muted"),
    ],
)
def test_a_wish_for_quiet_is_heard_and_named_as_the_reason(wish: Hush, reason: str) -> None:
    assert reason_of(coach().decide(situation(hushes=(wish,)))) == reason


def test_a_muted_play_leaves_the_others_their_turn() -> None:
    both = coach(play(), play("second"))

    decision = both.decide(situation(hushes=(hush("person", play="ask_first"),)))

    assert isinstance(decision, Nudge)
    assert decision.play == "second"


@pytest.mark.parametrize(
    ("wish", "changes"),
    [
        (hush(until=NOW), {}),
        (hush(wake="update"), {}),
        (hush(wake="stage", stage="demo"), {"deal": Deal("Acme", stage="proposal")}),
        (hush(wake="reply"), {"read": reading(signals={"buyer_replied": "she wrote back"})}),
    ],
)
def test_a_wish_for_quiet_ends_at_its_time_or_with_what_it_waits_for(wish: Hush, changes: dict[str, Any]) -> None:
    changes = dict(changes)
    read = changes.pop("read", reading())

    assert isinstance(coach().decide(situation(read, hushes=(wish,), **changes)), Nudge)


@pytest.mark.parametrize(
    "wish", [hush(until=NOW + timedelta(seconds=1)), hush(wake="stage", stage="demo"), hush(wake="reply")]
)
def test_until_then_it_is_quiet(wish: Hush) -> None:
    assert reason_of(coach().decide(situation(hushes=(wish,), deal=Deal("Acme", stage="demo")))) == "snoozed"
