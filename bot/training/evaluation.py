"""Evaluate the method out of writer: tables, mix and thresholds all come from other writers than the scored one."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.training.fold import rows_inside, rows_outside
from bot.training.matrix import Counts
from bot.training.mixing import fit_mix, mix_across
from bot.training.scorecard import Answer
from bot.training.tables import Floats, fit_tables, score_rows
from bot.training.thresholds import choose_nudges, choose_thresholds

Labels = NDArray[np.bool_]
Folds = NDArray[np.int64]


def score_across(counts: list[Counts], labels: Labels, fold_of: Folds) -> Floats:
    """Every row's scores by tables that have not seen its fold."""
    scores = np.zeros((len(labels), 2 * labels.shape[1]))
    for fold in np.unique(fold_of):
        tables, mine = fit_tables(counts, labels, rows_outside(fold_of, fold)), rows_inside(fold_of, fold)
        scores[mine] = score_rows(tables, counts, mine)
    return scores


def answer_across(
    labels: Labels,
    written: NDArray[np.bool_],
    fold_of: Folds,
    plays: list[str],
    outer: Floats,
    inner: dict[int, Floats],
) -> list[Answer]:
    """The answer to each row by tables that have learnt nothing, thresholds included, from the row's fold.

    `outer` and `inner` are what `score_across` and `score_pairs` give; `written` tells labelled messages from chat.
    """
    answers: list[Answer] = [(None, False)] * len(labels)
    for fold in np.unique(fold_of):
        others, mine = rows_outside(fold_of, fold), rows_inside(fold_of, fold)
        known, theirs = inner[fold][others], labels[others]
        chances = mix_across(known, theirs, fold_of[others])
        thresholds = choose_thresholds(chances[written[others]], theirs[written[others]])
        probabilities = fit_mix(known, theirs).probabilities(outer[mine])
        for row, answer in zip(mine, answers_of(probabilities, thresholds, plays), strict=True):
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
