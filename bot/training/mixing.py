"""Fit the layer that mixes the tables' scores into calibrated probabilities, on scores of unseen writers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.training.fold import rows_inside, rows_outside
from bot.training.tables import Floats, fit_label

STRENGTH = 0.5
"""Inverse of the regularisation on standardised scores (0.01 to 1 tried; flat from 0.1 up)."""


@dataclass(frozen=True, slots=True)
class Mix:
    """A matrix (scores by labels) and a bias that turn scores into log-odds."""

    matrix: Floats
    bias: Floats

    def probabilities(self, scores: Floats) -> Floats:
        """Each label's probability, 0 to 1."""
        odds = np.clip(scores @ self.matrix + self.bias, -30, 30)
        return np.asarray(1 / (1 + np.exp(-odds)))


def fit_mix(scores: Floats, labels: NDArray[np.bool_]) -> Mix:
    """The mix that fits these scores best; scores are standardised for the fit, and the mix takes them as they come."""
    mean, spread = scores.mean(axis=0), np.maximum(scores.std(axis=0), 1e-6)
    standard = (scores - mean) / spread
    fitted = [fit_label(standard, labels[:, at], STRENGTH, balanced=False) for at in range(labels.shape[1])]
    matrix = np.array([weights for weights, _ in fitted]).T / spread[:, None]
    return Mix(matrix, np.array([intercept for _, intercept in fitted]) - mean @ matrix)


def mix_across(scores: Floats, labels: NDArray[np.bool_], fold_of: NDArray[np.int64]) -> Floats:
    """Probabilities of each fold by a mix fitted on the other folds."""
    probabilities = np.zeros(labels.shape)
    for fold in np.unique(fold_of):
        others, mine = rows_outside(fold_of, fold), rows_inside(fold_of, fold)
        probabilities[mine] = fit_mix(scores[others], labels[others]).probabilities(scores[mine])
    return probabilities
