"""Evaluate the method out of writer: tables, mix and thresholds all come from other writers than the scored one."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.training.fold import Rows, rows_inside, rows_outside
from bot.training.matrix import Counts
from bot.training.mixing import fit_mix, mix_across
from bot.training.scorecard import Answer
from bot.training.tables import Floats, fit_tables, score_rows
from bot.training.thresholds import choose_nudges, choose_thresholds, hold_back

Labels = NDArray[np.bool_]
Folds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of every message, a row each.

    Its labels; whether they were `written` by hand (chat's were not); its fold; and which of `plays` the bot holds back
    on it, whatever the reader says.
    """

    plays: list[str]
    labels: Labels
    written: NDArray[np.bool_]
    fold_of: Folds
    held: NDArray[np.bool_]

    def choose_thresholds(self, probabilities: Floats, rows: Rows) -> Floats:
        """The thresholds for these probabilities of `rows`, chosen on labelled ones, by what the bot would raise."""
        written = self.written[rows]
        raised = hold_back(probabilities, self.held[rows])
        return choose_thresholds(raised[written], self.labels[rows][written])

    def answer(self, probabilities: Floats, thresholds: Floats, rows: Rows) -> list[Answer]:
        """The bot's answers to `rows` by these probabilities of theirs."""
        return answers_of(hold_back(probabilities, self.held[rows]), thresholds, self.plays)


def score_across(counts: list[Counts], labels: Labels, fold_of: Folds) -> Floats:
    """Every row's scores by tables that have not seen its fold."""
    scores = np.zeros((len(labels), 2 * labels.shape[1]))
    for fold in np.unique(fold_of):
        tables, mine = fit_tables(counts, labels, rows_outside(fold_of, fold)), rows_inside(fold_of, fold)
        scores[mine] = score_rows(tables, counts, mine)
    return scores


def answer_across(known: Known, outer: Floats, inner: dict[int, Floats]) -> list[Answer]:
    """The answer to each row by tables that have learnt nothing, thresholds included, from the row's fold.

    `outer` and `inner` are what `score_across` and `score_pairs` give.
    """
    answers: list[Answer] = [(None, False)] * len(known.labels)
    for fold in np.unique(known.fold_of):
        others, mine = rows_outside(known.fold_of, fold), rows_inside(known.fold_of, fold)
        scores, theirs = inner[fold][others], known.labels[others]
        chances = mix_across(scores, theirs, known.fold_of[others])
        thresholds = known.choose_thresholds(chances, others)
        probabilities = fit_mix(scores, theirs).probabilities(outer[mine])
        for row, answer in zip(mine, known.answer(probabilities, thresholds, mine), strict=True):
            answers[row] = answer
    return answers


def answers_of(probabilities: Floats, thresholds: Floats, plays: list[str]) -> list[Answer]:
    """The answers that these probabilities and thresholds give."""
    nudges = choose_nudges(probabilities, thresholds)
    deals = probabilities[:, -2] >= thresholds[-2]
    return [(plays[n] if n >= 0 else None, bool(d)) for n, d in zip(nudges, deals, strict=True)]


def score_pairs(counts: list[Counts], labels: Labels, fold_of: Folds) -> dict[int, Floats]:
    """For each fold, the other rows' scores by tables that have seen neither that fold nor the row's own."""
    folds = [int(fold) for fold in np.unique(fold_of)]
    scores = {fold: np.zeros((len(labels), 2 * labels.shape[1])) for fold in folds}
    for one, other in combinations(folds, 2):
        tables = fit_tables(counts, labels, rows_outside(fold_of, one, other))
        for left_out, scored in ((one, other), (other, one)):
            rows = rows_inside(fold_of, scored)
            scores[left_out][rows] = score_rows(tables, counts, rows)
    return scores
