"""A deal's stage is named when the message tells it, and left open when it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.facts import STAGES, Stage
from coaching.reading.facts.stages import SURE, SURE_CLOSED, find_stage


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("Proposal", "proposal"),
        ("3 – Proposal", "proposal"),
        ("quote out", "proposal"),
        ("Demo done", "demo"),
        ("Closed Lost", "lost"),
        ("Closed WON", "won"),
        ("negotiation", "negotiation"),
        ("Prospecting", "prospecting"),
        ("Qualification", "discovery"),
    ],
)
@pytest.mark.parametrize("label", ["Stage: {}", "*Stage:* {}", "> Deal stage: {}", "| Stage | {} |", "Stage — {}"])
def test_a_label_decides(label: str, said: str, stage: Stage) -> None:
    assert find_stage(f"Acme Foods\n{label.format(said)}\nwe signed others and lost some") == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("SIGNED!! Acme Foods, 3 years, countersigned copy in my inbox 🎉", "won"),
        ("Lost Acme to Globex, they told me no, closing it out. On to the next one", "lost"),
        ("Redlines with Acme's legal are done, contract goes to their CFO for signature", "negotiation"),
        ("The proposal is out to Acme, quote and pricing sent this afternoon", "proposal"),
        ("Cold LinkedIn blast, 140 InMails with a booking link for the expo booth", "prospecting"),
    ],
)
def test_plain_words_tell_a_stage(text: str, stage: Stage) -> None:
    assert find_stage(text) == stage


@pytest.mark.parametrize("text", ["", "ok", "who has the Acme file?", "they asked for another document again"])
def test_what_does_not_tell_a_stage_gives_none(text: str) -> None:
    assert find_stage(text) is None


@given(st.text())
def test_reading_a_stage_never_fails(text: str) -> None:
    assert find_stage(text) in {None, *STAGES}


@pytest.mark.parametrize(
    "text",
    [
        "We were told no by Gekko & Co. Budget cut.",
        "Lost Tyrell to Gong",
        "Harbor Brewery: he said my demo was an embarrassment. I feel awful. Lost.",
        'Deal "Hooli rollout" was lost: price. Value $9,000. Organization: Hooli',
    ],
)
def test_a_plain_loss_is_lost(text: str) -> None:
    assert find_stage(text) == "lost"


def test_a_meeting_that_is_moved_says_nothing_of_the_stage() -> None:
    assert find_stage("Harbor Brewery cancelled the meeting, Homer has covid. moving to next week") is None


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("We did not win the Fabrikam tender.", "lost"),
        ("Project at Umbria Ceramics cancelled. We are out.", "lost"),
        ("Contract is with Umbra Labs since yesterday.", "negotiation"),
        ("They want a lower price. Call with the buyer tomorrow.", "negotiation"),
        ("Pilot at Tanner Steel finished, the report goes to the plant manager.", "demo"),
        ("Wrong person at Hartmann, he only handles facilities.", "prospecting"),
        ("Lindgren Marine will not attend the trade show.", "prospecting"),
    ],
)
def test_wordings_that_stand_for_a_stage_name_it(text: str, stage: Stage) -> None:
    assert find_stage(text) == stage


def test_a_deal_is_closed_only_when_the_message_is_surer_than_of_a_stage_before_that() -> None:
    assert SURE_CLOSED > SURE
    assert find_stage("If they sign by Friday the deal is won") != "won"
