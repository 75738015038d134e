"""The trained part of the local reader: tables of n-gram weights and a small layer that mixes their scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coaching.reading.ngrams import count_characters, count_words
from coaching.reading.normalise import normalise

Numbers = NDArray[np.float32]

DEAL = "deal"
"""The label of messages that are deal updates."""
QUIET = "quiet"
"""The label of deal updates on which silence is best."""
TABLES = ("words", "characters", "clauses")
"""The kinds of tables that an artifact holds."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The probability of each label for one text, 0 to 1, and the thresholds from which they count."""

    by_label: Mapping[str, float]
    thresholds: Mapping[str, float]

    def __getitem__(self, label: str) -> float:
        return self.by_label[label]

    def reach(self, label: str) -> bool:
        """Whether this label counts."""
        return self.by_label[label] >= self.thresholds[label]

    def at_most(self, others: Mapping[str, float]) -> "Chances":
        """The smaller of both chances of each label, 0 for one that `others` lack; the thresholds are these."""
        return Chances({name: min(own, others.get(name, 0.0)) for name, own in self.by_label.items()}, self.thresholds)

    @classmethod
    def of(cls, labels: Sequence[str], odds: Numbers, thresholds: Mapping[str, float]) -> "Chances":
        """The chances that these log-odds say."""
        chances = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        return cls(dict(zip(labels, chances.tolist(), strict=True)), thresholds)


@dataclass(frozen=True, slots=True)
class NgramTable:
    """TF-IDF weights of the n-grams that training knows, for every label.

    `known` holds the n-grams' checksums in ascending order; `idf` and the rows of `weights` (8 bits, times the label's
    `scale`) follow that order; `intercept` is a label's score for a text without known n-grams.
    """

    known: NDArray[np.uint32]
    idf: Numbers
    weights: NDArray[np.int8]
    scale: Numbers
    intercept: Numbers

    def score(self, counts: Mapping[int, int]) -> Numbers:
        """Each label's log-odds for a text with these n-gram counts."""
        sought = np.fromiter(counts.keys(), np.uint32, len(counts))
        rows = np.minimum(np.searchsorted(self.known, sought), len(self.known) - 1)
        hits = self.known[rows] == sought
        rows = rows[hits]
        tf = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts))[hits])
        tfidf = tf * self.idf[rows]
        length = np.sqrt(tfidf @ tfidf) or np.float32(1)
        scores: Numbers = tfidf @ self.weights[rows].astype(np.float32) / length * self.scale + self.intercept
        return scores


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Probabilities of the labels (plays, `deal`, `quiet`) for a text, and the thresholds that training chose.

    `mix` (a row for each label's score by words, then by characters; a column a label) and `bias` turn the two tables'
    scores into calibrated log-odds. `clauses` tells which clause carries a play.
    """

    labels: tuple[str, ...]
    words: NgramTable
    characters: NgramTable
    clauses: NgramTable
    mix: Numbers
    bias: Numbers
    thresholds: Mapping[str, float]

    @property
    def plays(self) -> tuple[str, ...]:
        """The ids of the plays that the model was trained on."""
        return tuple(label for label in self.labels if label not in (DEAL, QUIET))

    def odds(self, text: str) -> Numbers:
        """The log-odds of each label, in their order."""
        tokens = normalise(text)
        scores = np.concatenate(
            [self.words.score(count_words(tokens)), self.characters.score(count_characters(tokens))]
        )
        odds: Numbers = scores @ self.mix + self.bias
        return odds

    def judge(self, odds: Numbers) -> Chances:
        """The chances of each label by these tables alone."""
        return Chances.of(self.labels, odds, self.thresholds)

    def weigh_clause(self, clause: str) -> dict[str, float]:
        """The log-odds that `clause` is the one that carries each play."""
        scores = dict(zip(self.labels, self.clauses.score(count_words(normalise(clause))).tolist(), strict=True))
        return {play: scores[play] for play in self.plays}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "LinearModel":
        """Build the model from the named arrays of an artifact; ValueError names what is missing or does not fit."""
        try:
            labels = tuple(str(label) for label in arrays["labels"])
            thresholds = dict(zip(labels, arrays["thresholds"].astype(float).tolist(), strict=True))
            words, characters, clauses = (_table(arrays, kind, len(labels)) for kind in TABLES)
            mix, bias = arrays["mix"].astype(np.float32), arrays["bias"].astype(np.float32)
        except KeyError as missing:
            raise ValueError(f"the reader's model lacks {missing.args[0]!r}") from missing
        if mix.shape != (2 * len(labels), len(labels)) or bias.shape != (len(labels),):
            raise ValueError("the reader's model has a mix that does not fit its labels")
        return cls(labels, words, characters, clauses, mix, bias, thresholds)


def _table(arrays: Mapping[str, NDArray[Any]], kind: str, labels: int) -> NgramTable:
    """The table of one kind of n-grams, with its shapes checked."""
    known, weights = arrays[f"{kind}_known"], arrays[f"{kind}_weights"]
    idf, scale, intercept = (arrays[f"{kind}_{part}"].astype(np.float32) for part in ("idf", "scale", "intercept"))
    if not len(known) or weights.shape != (len(known), labels) or idf.shape != known.shape:
        raise ValueError(f"the reader's model has a {kind} table whose parts do not fit each other")
    if scale.shape != (labels,) or intercept.shape != (labels,):
        raise ValueError(f"the reader's model has a {kind} table that does not fit its labels")
    return NgramTable(known.astype(np.uint32), idf, weights.astype(np.int8), scale, intercept)
