"""The timed plays keep the promises that their files make."""

import re
from pathlib import Path
from typing import get_args

import pytest
from content_files import TIMED_FILES, raw_play, timed_plays

from coaching.timed.causes import CAUSES, Band
from coaching.timed.timed_play import TimedPlay

KEY_ORDER = [key for key in TimedPlay.model_fields if key not in ("settled_when", "asked")]
each_file = pytest.mark.parametrize("file", TIMED_FILES, ids=lambda file: file.stem)
each_play = pytest.mark.parametrize("play", timed_plays().values(), ids=lambda play: play.id)


def test_each_cause_has_one_play_that_bears_its_name() -> None:
    assert {play.id: play.fires.cause for play in timed_plays().values()} == {cause: cause for cause in CAUSES}


@each_file
def test_a_file_is_short_and_its_keys_stand_in_the_fixed_order(file: Path) -> None:
    raw = raw_play(file)

    assert raw["id"] == file.stem
    assert 40 <= len(file.read_text("utf-8").splitlines()) <= 80
    assert list(raw) == [key for key in KEY_ORDER if key in raw]
    assert list(raw["fires"]) == ["cause", "limits"]
    assert list(raw["fires"]["limits"]) == [band for band in get_args(Band) if band in raw["fires"]["limits"]]


@each_play
def test_it_asks_shortly_about_our_own_next_move(play: TimedPlay) -> None:
    for said in play.says:
        assert len(re.split(r"(?<=[.!?])\s+", said)) <= 2, said
        assert len(said) <= 300
        assert "?" in said
    assert len(set(play.says)) >= 3
    assert play.draft.startswith("Hi {contact},")
    assert play.draft.rstrip().endswith("{rep}")
    assert not [text for text in (play.title, play.when, play.why, play.idea, *play.wrong_when) if "{" in text]


@each_play
def test_it_waits_for_a_dated_step_unless_it_is_about_that_step(play: TimedPlay) -> None:
    waits = "next_step_ahead" in {condition.named for condition in play.known_when}

    assert waits == (play.id != "meeting_tomorrow")


@each_play
def test_a_deal_may_rest_longer_while_it_is_young(play: TimedPlay) -> None:
    if play.fires.cause != "price_unmentioned":  # there the limit counts backwards from the close date
        limits = [play.limits[band] for band in get_args(Band) if band in play.limits]
        assert limits == sorted(limits, reverse=True)
