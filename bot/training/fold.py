"""Share the examples out into folds, so that no message is scored by a model that has seen its writer."""

import numpy as np
from numpy.typing import NDArray

from bot.training.examples import CHAT, Example

Rows = NDArray[np.int64]
"""Row numbers of examples."""
FEWEST = 3
"""Scoring one fold takes tables from a second and thresholds from a third."""


def assign_folds(examples: list[Example], folds: int) -> NDArray[np.int64]:
    """Each example's fold: all of a writer's in the same one, chat messages in turn; ValueError below three folds."""
    writers = sorted({example.writer for example in examples if example.writer != CHAT})
    if min(folds, len(writers)) < FEWEST:
        raise ValueError(f"training takes {FEWEST} folds and as many writers (files of examples), or more")
    folds = min(folds, len(writers))
    return np.array(
        [at % folds if e.writer == CHAT else writers.index(e.writer) % folds for at, e in enumerate(examples)]
    )


def rows_outside(fold_of: NDArray[np.int64], *left_out: int) -> Rows:
    """The rows of all folds but these."""
    return np.flatnonzero(~np.isin(fold_of, left_out))


def rows_inside(fold_of: NDArray[np.int64], fold: int) -> Rows:
    """The rows of this fold."""
    return np.flatnonzero(fold_of == fold)
