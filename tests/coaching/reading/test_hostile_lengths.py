"""No text, however long and odd, holds up the reader: what it costs grows with its length, not with its square."""

import time
from collections.abc import Callable

import pytest

from coaching.cues import compile_cue
from coaching.reading.evidence import clause_with, split_clauses
from coaching.reading.facts.owners import find_owner
from coaching.reading.facts.wording import split_words
from coaching.reading.language import is_english
from coaching.reading.normalise import LONGEST_READ, cut_to_read, normalise

HOSTILE = [
    "A_",
    "1",
    "12.",
    "a@",
    "((((",
    "x ",
    "\n",
    " ",
    "<@",
    "<",
    "'",
    ":a",
    "1,",
    "a-",
    "and ",
    "@",
    "<@\u2039@",
    "A'",
    "x",
]
STEPS: list[Callable[[str], object]] = [
    normalise,
    is_english,
    split_clauses,
    lambda text: clause_with(text, "!"),
    compile_cue("get ... back to us").find,
    find_owner,
    split_words,
]


def seconds(step: Callable[[str], object], text: str) -> float:
    """The best of three, in seconds of processor time."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        step(text)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("step", STEPS)
def test_twice_the_text_takes_about_twice_the_time(step: Callable[[str], object], piece: str) -> None:
    short, long = piece * (20_000 // len(piece)), piece * (40_000 // len(piece))

    assert seconds(step, long) <= 3 * seconds(step, short) + 0.02


def test_only_the_beginning_of_a_text_is_read() -> None:
    assert cut_to_read("x" * 40_000) == "x" * LONGEST_READ
    assert cut_to_read("short") == "short"
