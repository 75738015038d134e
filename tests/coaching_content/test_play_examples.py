"""Every play proves itself: its examples go through the real reader and the real coach with all twelve plays."""

from datetime import UTC, datetime
from functools import cache

import pytest
from content_files import plays

from bot.content import Content, load_content
from coaching.decision import Decision, Nudge
from coaching.situation import Situation
from coaching.timed.example import EXAMPLES_DAY

NOON = datetime(EXAMPLES_DAY.year, EXAMPLES_DAY.month, EXAMPLES_DAY.day, 12, tzinfo=UTC)
FIRES = [(play.id, message) for play in plays().values() for message in play.examples.fires]
SILENT = [(play.id, message) for play in plays().values() for message in play.examples.silent]


@cache
def content() -> Content:
    """All that the coach knows, loaded once."""
    return load_content()


def decide(message: str) -> Decision:
    """What the coach makes of `message` on a deal of which nothing is known yet."""
    reading = content().reader.read(message, EXAMPLES_DAY)
    return content().coach.decide(Situation(reading, EXAMPLES_DAY, NOON))


def test_no_play_that_comes_with_dealcoach_is_left_out() -> None:
    assert [str(problem) for problem in content().problems] == []


@pytest.mark.parametrize(("play", "message"), FIRES)
def test_a_play_is_the_nudge_where_it_says_so(play: str, message: str) -> None:
    decision = decide(message)

    assert isinstance(decision, Nudge)
    assert decision.play == play
    assert decision.evidence
    assert decision.evidence in message


@pytest.mark.parametrize(("play", "message"), SILENT)
def test_a_play_is_not_the_nudge_where_it_says_so(play: str, message: str) -> None:
    decision = decide(message)

    assert not (isinstance(decision, Nudge) and decision.play == play)
