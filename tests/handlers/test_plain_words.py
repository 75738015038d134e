"""Plain words to the bot: which are a command, and which are a question as ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.commands.plain_words import Meant, command_in
from handlers.commands.requests import (
    ChangeDeal,
    Command,
    Help,
    ListDeals,
    Pause,
    PrepareFor,
    Privacy,
    ShareDeal,
    ShowDeal,
    Undo,
    Unknown,
    WeeklyDigest,
)

MINE, TEAM = ListDeals("mine"), ListDeals()


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("/deal list", TEAM),
        ("/deal list mine silent", ListDeals("mine", "silent")),
        ("`/deal show Acme`", ShowDeal("Acme")),
        ("/deal won Acme", ChangeDeal("won", "Acme")),
        ("/deal next Acme fri call Ana", ChangeDeal("next", "", "Acme fri call Ana")),
        ("/coach undo", Undo()),
        ("/deal shwo Acme", Unknown("deal", "shwo Acme", "show Acme")),
        ("deal list", TEAM),
        ("Deal list mine.", MINE),
        ("list", TEAM),
        ("list mine", MINE),
        ("list my deals", MINE),
        ("List my deals please", MINE),
        ("my deals", MINE),
        ("my pipeline", MINE),
        ("show my pipeline", MINE),
        ("what are my deals?", MINE),
        ("What deals do I have?", MINE),
        ("which of my deals are stalled?", ListDeals("mine", "stalled")),
        ("show me all my closing deals", ListDeals("mine", "closing")),
        ("our pipeline", TEAM),
        ("all deals", TEAM),
        ("show all of our deals", TEAM),
        ("help", Help("coach")),
        ("deal help", Help("deal")),
        ("Undo!", Undo()),
        ("coach undo", Undo()),
        ("pause", Pause(True)),
        ("digest", WeeklyDigest()),
        ("digest now", WeeklyDigest()),
        ("what do you know about me?", Privacy("show")),
        ("What is stored about me", Privacy("show")),
        ("delete my data", Privacy("delete")),
    ],
)
def test_these_are_commands(words: str, asked: Command) -> None:
    meant = command_in(words, direct=True)

    assert meant is not None
    assert (meant.asked, meant.sure) == (asked, True)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("show Acme", ShowDeal("Acme")),
        ("Show me Acme Corp please", ShowDeal("Acme Corp")),
        ('show "Acme Corp"', ShowDeal("Acme Corp")),
        ("show the deal with Acme", ShowDeal("Acme")),
        ("deal show Acme?", ShowDeal("Acme")),
        ("prep Acme", PrepareFor("Acme")),
        ("prepare me for the meeting with Acme", PrepareFor("Acme")),
        ("prep me for the call with Acme tomorrow", PrepareFor("Acme")),
        ("prep Acme on Friday", PrepareFor("Acme")),
        ("deal won Acme", ChangeDeal("won", "Acme")),
        ("deal share Acme", ShareDeal("Acme", on=True)),
        ("show me the decision maker at Acme", ShowDeal("decision maker at Acme")),
    ],
)
def test_these_are_commands_if_there_is_such_a_deal(words: str, asked: Command) -> None:
    assert command_in(words, direct=True) == Meant("coach" if "prep" in words else "deal", asked, sure=False)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "?",
        "who decides at Acme?",
        "won Acme",
        "lost Acme",
        "snooze Acme",
        "show me",
        "show it",
        "help me with Acme",
        "deal",
        "coach",
        "coach why did they go silent",
        "deal with Acme is stuck",
        "what do you know about me and Acme?",
        "what do you know about Acme?",
        "deal next steps?",
        "my deals are going badly",
        "what should I do about my deals?",
        "undo the change to Acme",
        "pause the project",
        "list of objections",
        "the deal is won",
        "x" * 3000,
        "show " + "x" * 3000,
        "🙂",
        "\u202eשלום",
    ],
)
def test_these_are_questions_as_ever(words: str) -> None:
    assert command_in(words, direct=True) is None


@pytest.mark.parametrize("words", ["undo", "pause", "help", "deal won Acme", "deal share Acme", "coach undo", "digest"])
def test_in_a_channel_only_a_slash_makes_a_command_that_is_for_one_person(words: str) -> None:
    assert command_in(words, direct=False) is None
    assert command_in("my deals", direct=False) == Meant("deal", MINE)
    assert command_in("what do you know about me?", direct=False) == Meant("coach", Privacy("show"))


@given(st.text(max_size=80), st.booleans())
def test_any_words_are_taken(words: str, direct: bool) -> None:
    for said in (words, f"show {words}", f"/deal {words}", f"deal {words}", f"coach {words}", f"list {words}"):
        command_in(said, direct=direct)
