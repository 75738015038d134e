"""Join the tables' and the network's word on a message, and evaluate the two together out of writer."""

from dataclasses import dataclass

import numpy as np

from bot.training.artifact import Arrays
from bot.training.evaluation import Known
from bot.training.fitted_network import NetworkScores, partner_of
from bot.training.fold import Rows, rows_inside, rows_outside
from bot.training.mixing import fit_mix, mix_across
from bot.training.scorecard import Answer
from bot.training.tables import Floats, fit_label
from bot.training.thresholds import deal_threshold
from coaching.reading.local import NO_DEAL, WORTH_A_LOOK
from coaching.reading.word_pieces import WordPieces

STRENGTH = 1.0
"""Inverse of the regularisation of a label's slope."""
NETWORK_WEIGHT = 0.7
"""What the network's log-odds weigh beside the tables', which are calibrated (0.5 to 1.4 tried; flat around it)."""
LEAST_SLOPE = 0.1
"""So that a likelier word never makes a play less likely, however little there is to learn from."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A slope and an offset a label that make calibrated log-odds of the weighed sum of both; and the thresholds."""

    slope: Floats
    offset: Floats
    thresholds: Floats

    def as_arrays(self, labels: list[str], pieces: WordPieces) -> Arrays:
        """The arrays from which `Network.from_arrays` builds it."""
        parts = {"slope": self.slope, "offset": self.offset, "thresholds": self.thresholds}
        parts["weight"] = np.array(NETWORK_WEIGHT)
        numbers = {name: part.astype(np.float32) for name, part in parts.items()}
        return {"labels": np.array(labels), "pieces": np.array("\n".join(pieces.pieces)), **numbers}

    def probabilities(self, tables: Floats, network: Floats) -> Floats:
        """Each label's probability, from the tables' probabilities and the network's log-odds."""
        return _sigmoid(_sum(tables, network) * self.slope + self.offset)


def fit_joint(tables: Floats, network: Floats, known: Known, rows: Rows) -> Joint:
    """Fit on these `rows`, of which `tables` and `network` are the scores."""
    odds, labels = _sum(tables, network), known.labels[rows]
    fitted = [fit_label(odds[:, [at]], labels[:, at], STRENGTH, balanced=False) for at in range(labels.shape[1])]
    slope = np.array([max(float(weights[0]), LEAST_SLOPE) for weights, _ in fitted])
    offset = np.array([base for _, base in fitted])
    probabilities = _sigmoid(odds * slope + offset)
    return Joint(slope, offset, known.choose_thresholds(probabilities, rows))


def answer_together(known: Known, outer: Floats, inner: dict[int, Floats], network: NetworkScores) -> list[Answer]:
    """The answer to each row by a reader that has learnt nothing, thresholds included, from the row's fold.

    `outer` and `inner` are the tables' scores, as `score_across` and `score_pairs` give them. Slopes and thresholds
    for a fold come from its partner, as read by tables and networks that have seen neither.
    """
    labels, fold_of = known.labels, known.fold_of
    answers: list[Answer] = [(None, False)] * len(labels)
    for fold in np.unique(fold_of):
        others, mine = rows_outside(fold_of, fold), rows_inside(fold_of, fold)
        theirs = rows_inside(fold_of, partner_of(fold))
        chances = np.zeros(labels.shape)
        chances[others] = mix_across(inner[fold][others], labels[others], fold_of[others])
        joint = fit_joint(chances[theirs], network.inner[theirs], known, theirs)
        alone = fit_mix(inner[fold][others], labels[others]).probabilities(outer[mine])
        counted = theirs[known.written[theirs]]
        deal = deal_threshold(chances[counted, -2], labels[counted, -2])
        _answer(answers, mine, (alone, network.outer[mine]), joint, deal, known)
    return answers


def _answer(
    answers: list[Answer], rows: Rows, scores: tuple[Floats, Floats], joint: Joint, deal: float, known: Known
) -> None:
    """Put the answers for these rows into their places, by the tables' and the network's `scores` of them.

    As in `LocalReader` the network is not asked about what is clearly no deal update, or nothing that calls for a play:
    then the tables alone tell, from the probability `deal` on, whether it is a deal update.
    """
    alone, network = scores
    told = known.answer(joint.probabilities(alone, network), joint.thresholds, rows)
    for row, answer, chances in zip(rows, told, alone, strict=True):
        asked = chances[-2] >= NO_DEAL and chances[:-2].max() >= WORTH_A_LOOK
        answers[row] = answer if asked else (None, bool(chances[-2] >= deal))


def _sum(tables: Floats, network: Floats) -> Floats:
    """Both log-odds together, weighed."""
    return np.asarray(np.log(tables / (1 - tables)) + NETWORK_WEIGHT * network)


def _sigmoid(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
