"""The reader's second stage: a small neural network, whose word on a message is joined to the tables'."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coaching.reading.model import Chances, Numbers
from coaching.reading.word_pieces import WordPieces

Run = Callable[[Sequence[int]], Numbers]
"""From the numbers of a text's word pieces to each label's log-odds."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network; its log-odds, times `weight`, are added to the tables', then sloped and shifted for each label."""

    labels: tuple[str, ...]
    pieces: WordPieces
    run: Run
    weight: float
    slope: Numbers
    offset: Numbers
    thresholds: Mapping[str, float]

    def judge(self, text: str, tables: Numbers) -> Chances:
        """The chances of each label for a text of which the tables' log-odds are these."""
        odds = (tables + self.weight * self.run(self.pieces.number(text))) * self.slope + self.offset
        return Chances.of(self.labels, odds, self.thresholds)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], run: Run) -> "Network":
        """Build it from the named arrays of an artifact; ValueError names what is missing or does not fit."""
        try:
            labels = tuple(str(label) for label in arrays["labels"])
            slope, offset, thresholds = (arrays[name].astype(np.float32) for name in ("slope", "offset", "thresholds"))
            weight = float(arrays["weight"])
            pieces = WordPieces(tuple(str(arrays["pieces"]).split("\n")))
        except KeyError as missing:
            raise ValueError(f"the reader's network lacks {missing.args[0]!r}") from missing
        if not slope.shape == offset.shape == thresholds.shape == (len(labels),):
            raise ValueError("the reader's network has parts that do not fit its labels")
        return cls(labels, pieces, run, weight, slope, offset, dict(zip(labels, thresholds.tolist(), strict=True)))
