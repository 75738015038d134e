"""Which plays the bot holds back on a labelled message, however sure the reader is: by facts, signals and phrases.

What is held back on our own messages is kept beside the reader: it takes half a minute to find, and a team's training
is held against figures that were counted with it.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from joblib import Parallel, cpu_count, delayed
from numpy.typing import NDArray

from bot.content import load_catalogue, load_signals
from bot.playbook import parse_plays
from bot.training.artifact import arrays_bytes
from bot.training.examples import CHAT, Example
from coaching.coach import Coach
from coaching.facts import Facts
from coaching.play import Play
from coaching.reading.facts.reading import read_facts
from coaching.reading.normalise import cut_to_read
from coaching.reading.result import Reading
from coaching.reading.signals import signal_finder
from coaching.situation import Situation
from coaching.timed.example import EXAMPLES_DAY

AT_ONCE = 100
"""Messages whose facts one process reads in a turn."""
MOST_PROCESSES = 8
HOLDS_FILE = "holds.npz"
Held = NDArray[np.bool_]
"""A row for each example, a column for each play: whether the bot holds it back there."""


@dataclass(frozen=True, slots=True)
class Holds:
    """The coach who holds plays back, and what reads the facts and signals that it does so by."""

    coach: Coach
    read_facts: Callable[[str, date], Facts]
    find_signals: Callable[[str], Mapping[str, str]]

    def rows(self, examples: Sequence[Example], plays: Sequence[str]) -> Held:
        """What is held back where each message stands by itself.

        Nothing is held back on chat, nor for a play that there is not: so what is counted there is never too kind.
        """
        chunks = [examples[at : at + AT_ONCE] for at in range(0, len(examples), AT_ONCE)]
        told = Parallel(n_jobs=min(cpu_count(), MOST_PROCESSES, max(len(chunks), 1)))(
            delayed(_rows)(self, chunk, plays) for chunk in chunks
        )
        return np.array([row for rows in told for row in rows], bool).reshape(len(examples), len(plays))

    def of(self, example: Example, plays: Sequence[str]) -> list[bool]:
        """The row of one example."""
        if example.writer == CHAT:
            return [False] * len(plays)
        situation = self._situation(example)
        known = (self.coach.playbook.get(play) for play in plays)
        return [isinstance(play, Play) and self.coach.rules_out(play, situation) for play in known]

    def _situation(self, example: Example) -> Situation:
        """The message by itself: of no deal that is known, and nothing was said before."""
        text, day = cut_to_read(example.text), example.day or EXAMPLES_DAY
        facts, signals = self.read_facts(text, day), self.find_signals(text)
        reading = Reading(text, english=True, is_deal_update=True, facts=facts, signals=signals)
        return Situation(reading, day, datetime.combine(day, datetime.min.time(), UTC))


def load_holds(content: Path) -> Holds:
    """The coach with the plays and signals of this folder; ValueError names a play that is wrong.

    Raises ContentError when the signals or the sentences cannot be used.
    """
    coach = Coach(parse_plays(content / "plays"), load_catalogue(content))
    return Holds(coach, read_facts, signal_finder(load_signals(content)))


def held_bytes(examples: Sequence[Example], held: Held) -> bytes:
    """What is held back on these examples as a file, with a checksum of them."""
    bits = np.packbits(held)
    return arrays_bytes({"examples": _checksum(examples), "shape": np.array(held.shape), "held": bits})


def read_held(folder: Path, examples: Sequence[Example]) -> Held:
    """What is kept in `folder`; ValueError when it is of other examples, FileNotFoundError when there is none."""
    with np.load(folder / HOLDS_FILE, allow_pickle=False) as kept:
        if kept["examples"] != _checksum(examples):
            raise ValueError("our examples have changed: run `make reader-tables` to find anew what is held back")
        rows, plays = kept["shape"]
        return np.unpackbits(kept["held"], count=rows * plays).reshape(rows, plays).astype(bool)


def _checksum(examples: Sequence[Example]) -> NDArray[np.uint64]:
    """One number for all of them, in their order, by their words and plays."""
    told = "\n".join(f"{each.writer}\t{each.id}\t{','.join(each.plays)}\t{each.text}" for each in examples)
    return np.array(zlib.crc32(told.encode()), np.uint64)


def _rows(holds: Holds, examples: Sequence[Example], plays: Sequence[str]) -> list[list[bool]]:
    return [holds.of(example, plays) for example in examples]
