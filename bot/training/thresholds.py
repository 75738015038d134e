"""Choose the threshold of each play for precision, and the one from which a message counts as a deal update."""

import numpy as np
from numpy.typing import NDArray

from bot.training.tables import Floats, fit_label
from coaching.reading.local import PERHAPS_DEAL

PRECISION = 0.94
"""The share of nudges that must be right on out-of-writer scores."""
FALSE_DEAL_COST = 2.0
"""How many missed deal updates weigh as much as one other message taken for a deal update."""
HELD_BACK = 1e-6
"""The probability of a play that the bot holds back on a message: it leaves the nudge to the next likeliest."""
NEVER = 1.01
"""The threshold of a play that cannot be raised with enough precision."""


def choose_nudges(probabilities: Floats, thresholds: Floats) -> NDArray[np.int64]:
    """For each row the play to raise: the likeliest of those that reach their thresholds, or -1.

    The last two columns of `probabilities` and `thresholds` are `deal` and `quiet`; a row that is not perhaps a deal
    update gets no nudge, as in `LocalReader`.
    """
    plays, bars = probabilities[:, :-2], thresholds[:-2]
    perhaps = min(PERHAPS_DEAL, thresholds[-2])
    firing = np.where((plays >= bars) & (probabilities[:, -2:-1] >= perhaps), plays, -1)
    return np.where(firing.max(axis=1) >= 0, firing.argmax(axis=1), -1)


def hold_back(probabilities: Floats, held: NDArray[np.bool_]) -> Floats:
    """The probabilities with next to nothing for each play that is held back on a row, whatever the reader says."""
    return np.hstack([np.where(held, HELD_BACK, probabilities[:, :-2]), probabilities[:, -2:]])


def choose_thresholds(probabilities: Floats, labels: NDArray[np.bool_], precision: float = PRECISION) -> Floats:
    """The thresholds of all labels: the lowest ones that keep `precision` over the nudges of these rows.

    One bar on the probability that the nudge is right serves all plays; how a play's score relates to that probability
    is fitted with an offset a play.
    """
    deal = deal_threshold(probabilities[:, -2], labels[:, -2])
    slope, base, offsets = _fit_rightness(probabilities, labels, deal)
    chosen = np.full(labels.shape[1], NEVER)
    best = -1
    for bar in np.arange(0.5, 0.995, 0.005):
        bars = _sigmoid((_odds(np.array(bar)) - base - offsets) / slope)
        thresholds = np.concatenate([bars, [deal, 0.5]])
        right, said = count_right(choose_nudges(probabilities, thresholds), labels)
        if said and right / said >= precision and right > best:
            chosen, best = thresholds, right
    chosen[-2:] = deal, 0.5
    return chosen


def count_right(nudges: NDArray[np.int64], labels: NDArray[np.bool_]) -> tuple[int, int]:
    """How many of the nudges are right, and how many there are."""
    said = nudges >= 0
    return int(labels[np.flatnonzero(said), nudges[said]].sum()), int(said.sum())


def _fit_rightness(probabilities: Floats, labels: NDArray[np.bool_], deal: float) -> tuple[float, float, Floats]:
    """Slope, base and an offset a play of the log-odds that a row's likeliest play is right, given its own log-odds."""
    rows = np.flatnonzero(probabilities[:, -2] >= min(PERHAPS_DEAL, deal))
    best = probabilities[rows, :-2].argmax(axis=1)
    odds = _odds(probabilities[rows, best])
    inputs = np.hstack([odds[:, None], np.eye(labels.shape[1] - 2)[best]])
    weights, base = fit_label(inputs, labels[rows, best], 0.5, balanced=False)
    return max(float(weights[0]), 0.1), base, weights[1:]


def deal_threshold(probability: Floats, is_deal: NDArray[np.bool_]) -> float:
    """The probability from which a message counts as a deal update, at the least cost on these rows."""
    bars = np.arange(0.05, 0.96, 0.01)
    cost = [FALSE_DEAL_COST * (~is_deal & (probability >= b)).sum() + (is_deal & (probability < b)).sum() for b in bars]
    return float(bars[int(np.argmin(cost))])


def _odds(probability: Floats) -> Floats:
    return np.asarray(np.log(probability / (1 - probability)))


def _sigmoid(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))
