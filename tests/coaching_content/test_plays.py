"""The twelve plays keep the promises that a play file makes, and our own words pass our own rules."""

import re
from pathlib import Path

import pytest
from content_files import PLAY_FILES, plays, raw_play, signals, texts_we_say

from coaching.conditions import Condition
from coaching.play import Play

THE_TWELVE = {
    "propose_next_step",
    "qualify_before_meeting",
    "find_decision_maker",
    "discover_before_pitch",
    "choose_right_medium",
    "book_follow_up",
    "ask_why_silent",
    "drop_the_tactic",
    "learn_from_loss",
    "keep_door_open",
    "lead_the_buyer",
    "put_customer_first",
}
KEY_ORDER = tuple(Play.model_fields)
FIRES_ORDER = ("reader", "cues", "unless", "if", "combine")
each_file = pytest.mark.parametrize("file", PLAY_FILES, ids=lambda file: file.stem)
each_play = pytest.mark.parametrize("play", plays().values(), ids=lambda play: play.id)


def sentences(text: str) -> list[str]:
    """The sentences of `text`."""
    return [part for part in re.split(r'(?<=[.!?])["”]?\s+', text.strip()) if part]


def test_there_are_exactly_the_twelve_plays() -> None:
    assert set(plays()) == THE_TWELVE


@each_file
def test_a_file_is_named_after_its_play(file: Path) -> None:
    assert raw_play(file)["id"] == file.stem


@each_file
def test_a_file_is_short_enough_to_be_copied(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()

    assert 40 <= len(lines) <= 90


@each_file
def test_keys_stand_in_the_fixed_order(file: Path) -> None:
    keys = list(raw_play(file))
    firing = list(raw_play(file)["fires"])

    assert keys == [key for key in KEY_ORDER if key in keys]
    assert firing == [key for key in FIRES_ORDER if key in firing]


@each_play
def test_what_is_said_is_at_most_two_sentences_and_300_characters(play: Play) -> None:
    for said in play.says:
        assert len(sentences(said)) <= 2, said
        assert len(said) <= 300, said


@each_play
def test_there_are_three_different_variants_of_what_is_said(play: Play) -> None:
    assert len(set(play.says)) >= 3


@each_play
def test_what_is_said_asks_a_question(play: Play) -> None:
    assert all("?" in said for said in play.says)


@each_play
def test_the_reasons_are_as_short_as_promised(play: Play) -> None:
    assert 1 <= len(sentences(play.why)) <= 3
    assert 2 <= len(sentences(play.idea)) <= 6


@each_play
def test_only_what_is_said_and_the_draft_hold_placeholders(play: Play) -> None:
    for text in (play.title, play.when, play.why, play.idea, *play.wrong_when):
        assert "{" not in text, text


@each_play
def test_a_draft_greets_the_contact_and_is_signed_by_the_rep(play: Play) -> None:
    assert play.draft.startswith("Hi {contact},")
    assert play.draft.rstrip().endswith("{rep}")


@each_play
def test_every_signal_that_a_play_looks_for_exists(play: Play) -> None:
    assert play.signals() <= set(signals())


@each_play
def test_what_makes_a_play_unnecessary_also_settles_it(play: Play) -> None:
    settles = {_as_news(condition) for condition in play.settled_when}

    assert {_as_news(condition) for condition in play.known_when} <= settles


@each_play
def test_a_later_message_can_settle_a_play_before_the_deal_is_won(play: Play) -> None:
    assert any(condition.stage is None for condition in play.settled_when)


def _as_news(condition: Condition) -> str:
    """A condition as it reads in a later message: what is known was said there."""
    return condition.signal or condition.named or str(condition.stage)


def test_tactics_and_losses_are_for_the_author_alone() -> None:
    private = {play.id for play in plays().values() if play.to == "dm"}

    assert private == {"drop_the_tactic", "learn_from_loss"}


def test_no_example_stands_in_two_plays() -> None:
    fires = [message for play in plays().values() for message in play.examples.fires]

    assert len(fires) == len(set(fires))


@pytest.mark.parametrize(("place", "text"), texts_we_say())
def test_our_own_words_hold_no_pressure_or_trick(place: str, text: str) -> None:
    tactic = plays()["drop_the_tactic"].fires.cue_in(text)

    assert tactic is None, place


@pytest.mark.parametrize(("place", "text"), [said for said in texts_we_say() if said[0].startswith("plays/")])
def test_our_own_words_neither_hurry_nor_flatter_nor_blame(place: str, text: str) -> None:
    wrong = re.search(
        r"\b(?:hurry up|last chance|act now|only today|before it is too late|asap|urgent(?:ly)?|deadline|"
        r"you should have|you failed|your fault|their fault|you forgot|great job|genius|rock ?star|lazy|rude)\b",
        text,
        re.IGNORECASE,
    )

    assert wrong is None, place
