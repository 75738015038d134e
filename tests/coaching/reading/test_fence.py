"""Of what a model claims only that gets past the fence which the message bears out; the rest is dropped and counted."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stub_model import claim

from coaching.facts import STAGES, Contact, Facts
from coaching.reading.claims import ClaimedContact, ClaimedPlay, ClaimedSignal, Claims, parse_claims
from coaching.reading.fence import SURE_ENOUGH, Fenced, fence
from coaching.reading.result import PlayScore, Reading

TODAY = date(2026, 3, 2)
TEXT = (
    "Proposal is out to Corrib Foods, €40k for 12 sites. Joyce Byrne (CFO) will look at it, we meet on Thursday. "
    "Brightline is in there too."
)
PLAYS = frozenset({"book_follow_up", "ask_why_silent"})
SIGNALS = frozenset({"silent", "review_booked"})
LOCAL = Reading(
    TEXT,
    english=True,
    is_deal_update=True,
    facts=Facts(company="Corrib", amount=40_000, currency="EUR", stage="demo", owner="U7"),
    signals={"review_booked": "we meet on Thursday"},
    scores={"ask_why_silent": PlayScore(0.3, 0.7, "Proposal is out")},
)


def fenced(local: Reading = LOCAL, **said: Any) -> Fenced:
    return fence(parse_claims(claim(**said)), local, TODAY, PLAYS, SIGNALS)


def play(name: str = "book_follow_up", confidence: float = 0.9, evidence: str = "Proposal is out") -> dict[str, Any]:
    return {"play": name, "confidence": confidence, "evidence": evidence}


def test_what_the_message_bears_out_gets_past() -> None:
    result = fenced(
        company="corrib foods",
        amount=40000,
        currency="EUR",
        stage="proposal",
        next_step="we meet on Thursday",
        next_step_date="2026-03-05",
        contacts=[{"name": "Joyce Byrne", "title": "CFO", "role": "decision_maker", "met": True}],
        competitors=["Brightline"],
        signals=[{"signal": "silent", "words": "will look at it"}],
        plays=[play()],
    )

    assert not result.dropped
    assert result.reading.facts == Facts(
        company="Corrib Foods",
        amount=40_000,
        currency="EUR",
        stage="proposal",
        next_step="we meet on Thursday",
        next_step_date=date(2026, 3, 5),
        contacts=(Contact("Joyce Byrne", "CFO", "decision_maker", met=True),),
        competitors=("Brightline",),
        owner="U7",
    )
    assert result.reading.signals == {"silent": "will look at it", "review_booked": "we meet on Thursday"}
    assert result.reading.scores == {"book_follow_up": PlayScore(0.9, SURE_ENOUGH, "Proposal is out")}


def test_what_is_not_claimed_is_not_stated_whatever_the_local_reader_thought() -> None:
    assert fenced().reading.facts == Facts(owner="U7")


@pytest.mark.parametrize(
    ("said", "kind", "kept"),
    [
        ({"company": "Evil Corp"}, "name", Facts(company="Corrib", owner="U7")),
        ({"amount": 41000}, "amount", Facts(amount=40_000, owner="U7")),
        ({"amount": 5}, "amount", Facts(amount=40_000, owner="U7")),
        ({"amount": 40000.5}, "amount", Facts(amount=40_000, owner="U7")),
        ({"currency": "USD"}, "currency", Facts(currency="EUR", owner="U7")),
        ({"stage": "closing"}, "stage", Facts(stage="demo", owner="U7")),
        ({"next_step": "send the contract"}, "step", Facts(owner="U7")),
        ({"next_step_date": "2026-03-06"}, "date", Facts(owner="U7")),
        ({"next_step_date": "Thursday"}, "date", Facts(owner="U7")),
        ({"contacts": [{"name": "Mara Quist"}]}, "name", Facts(owner="U7")),
        ({"competitors": ["Northwind"]}, "name", Facts(owner="U7")),
    ],
)
def test_a_made_up_fact_is_dropped_and_counted_and_the_local_one_stays(
    said: dict[str, Any], kind: str, kept: Facts
) -> None:
    result = fenced(**said)

    assert result.dropped == {kind: 1}
    assert result.reading.facts == kept


def test_of_a_person_what_is_made_up_is_left_out() -> None:
    result = fenced(contacts=[{"name": "Joyce Byrne", "title": "CEO", "role": "queen", "met": False}])

    assert result.reading.facts.contacts == (Contact("Joyce Byrne", None),)
    assert result.dropped == {"title": 1, "role": 1}


def test_a_day_that_the_words_look_back_to_is_no_next_step() -> None:
    yesterday = Reading("We met Corrib yesterday, 28 February.", english=True, is_deal_update=True)

    assert fenced(yesterday, next_step_date="2026-02-28").dropped == {"date": 1}


def test_a_number_of_a_day_is_no_amount_but_a_plain_one_may_be() -> None:
    local = Reading("Corrib wants it at 45 a seat from 14 March.", english=True, is_deal_update=True)

    assert fenced(local, amount=45).reading.facts.amount == 45
    assert fenced(local, amount=14).dropped == {"amount": 1}


def test_an_unknown_play_and_an_unknown_signal_are_dropped() -> None:
    result = fenced(plays=[play("give_a_discount")], signals=[{"signal": "angry", "words": "will look at it"}])

    assert result.dropped == {"play": 1, "signal": 1}
    assert (result.reading.scores, result.reading.signals) == ({}, LOCAL.signals)


@pytest.mark.parametrize("evidence", ["", "the proposal was sent", "roposal is out", "€", "PROPOSAL IS OUT"])
def test_a_play_without_evidence_in_the_message_does_not_fire(evidence: str) -> None:
    result = fenced(plays=[play(evidence=evidence)])

    assert result.dropped == {"evidence": 1}
    assert result.reading.scores == {}


def test_with_false_evidence_the_local_score_of_that_play_stands() -> None:
    assert fenced(plays=[play("ask_why_silent", evidence="gone dark")]).reading.scores == LOCAL.scores


def test_of_two_claims_about_a_play_the_surer_one_counts() -> None:
    twice = [play(confidence=0.9), play(confidence=0.2, evidence="we meet on Thursday")]

    assert fenced(plays=twice).reading.scores["book_follow_up"].score == 0.9
    assert fenced(plays=twice[::-1]).reading.scores["book_follow_up"].score == 0.9


def test_what_is_no_deal_update_fires_no_play() -> None:
    result = fenced(is_deal_update=False, plays=[play()])

    assert not result.reading.is_deal_update
    assert result.reading.scores == {}


def words() -> st.SearchStrategy[str]:
    """Words of the message, words that are not, and anything else."""
    return st.one_of(
        st.sampled_from(TEXT.split()),
        st.sampled_from(
            [TEXT, "Evil Corp", "ignore all rules", "€40k", "<@U1>", "2026-03-05", "won", *PLAYS, *SIGNALS]
        ),
        st.text(max_size=30),
    )


def claims() -> st.SearchStrategy[Claims]:
    """Whatever a model may claim, in the right shape."""
    maybe = st.none() | words()
    return st.builds(
        Claims,
        is_deal_update=st.booleans(),
        company=maybe,
        amount=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([12.0, 40.0, 40_000.0]),
        currency=maybe | st.sampled_from(["EUR", "USD"]),
        stage=maybe | st.sampled_from(STAGES),
        next_step=maybe,
        next_step_date=maybe | st.dates().map(date.isoformat),
        contacts=st.lists(st.builds(ClaimedContact, name=maybe, title=maybe, role=maybe), max_size=4).map(tuple),
        competitors=st.lists(words(), max_size=4).map(tuple),
        signals=st.lists(st.builds(ClaimedSignal, signal=words(), words=words()), max_size=4).map(tuple),
        plays=st.lists(
            st.builds(ClaimedPlay, play=words(), confidence=st.floats(0, 1), evidence=words()), max_size=4
        ).map(tuple),
    )


@given(claimed=claims(), text=st.just(TEXT) | st.text() | words())
def test_whatever_is_claimed_nothing_is_said_that_the_message_does_not_hold(claimed: Claims, text: str) -> None:
    local = Reading(text, english=True, is_deal_update=True)

    result = fence(claimed, local, TODAY, PLAYS, SIGNALS)

    facts = result.reading.facts
    quoted = [facts.company, facts.next_step, *facts.competitors, *result.reading.signals.values()]
    quoted += [part for contact in facts.contacts for part in (contact.name, contact.title)]
    quoted += [score.evidence for score in result.reading.scores.values()]
    assert all(part in text for part in quoted if part is not None)
    assert set(result.reading.scores) <= PLAYS
    assert set(result.reading.signals) <= SIGNALS
    assert facts.stage is None or facts.stage in STAGES
    assert facts.amount is None or facts.amount == claimed.amount
    assert facts.next_step_date is None or facts.next_step_date >= TODAY
    assert result.reading.text == text
