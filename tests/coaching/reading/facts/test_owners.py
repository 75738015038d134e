"""The rep whose deal it is, where somebody else posts or a deal is handed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.owners import find_owner


@pytest.mark.parametrize(
    "text",
    [
        "for <@U1>: Acme call went well",
        "For <@U1> Acme call went well",
        "> for <@U1|sam>: Acme call went well",
        "Posting for <@U1>, Acme signed",
        "Acme signed, posting this for <@U1>",
        "On behalf of <@U1>: Acme signed",
        "Acme signed (for <@U1>)",
        "Handing Acme over to <@U1>",
        "I hand over Acme Foods to <@U1> from Monday",
        "<@U1> takes over Acme",
        "<@U1> takes Acme Foods over from here",
        "<@U1> is taking over the Acme deal",
        "Moving Acme Foods to <@U1> as of today",
        "Acme is now owned by <@U1>",
        "Acme Foods\nOwner: <@U1>",
        "handing Acme to <@U1>, she knows them",
        "<@U1> owns Acme Foods from now on",
        "Acme goes to <@U1> from today",
    ],
)
def test_the_owner_is_named(text: str) -> None:
    assert find_owner(text) == "U1"


@pytest.mark.parametrize(
    "text",
    [
        "thanks for the intro <@U1>",
        "<@U1> can you look at Acme?",
        "can <@U1> take over Acme?",
        "if <@U1> takes over Acme we win",
        "booked a demo for <@U1> and me",
        "waiting for <@U1> to send the deck",
        "passing the deck to <@U1>",
        "handing the mic to <@U1>",
        "Kudos goes to <@U1> for Acme",
        "Acme goes to <@U1> for review",
        "Update for <@U1>: Acme voted yes",
        "for Acme, with <@U1>",
        "",
    ],
)
def test_a_mere_mention_names_no_owner(text: str) -> None:
    assert find_owner(text) is None


def test_a_hand_over_weighs_more_than_on_whose_behalf_one_writes() -> None:
    assert find_owner("for <@U1>: <@U2> takes over Acme") == "U2"


@given(st.text(), st.text())
def test_the_owner_is_always_somebody_who_is_mentioned(before: str, after: str) -> None:
    text = f"{before} for <@U7> {after}"

    assert find_owner(text) in {None, *(part.split(">")[0].split("|")[0] for part in text.split("<@"))}
