"""Fit the n-gram tables: one-vs-rest logistic regression over TF-IDF, for words and for characters."""

from dataclasses import dataclass

import numpy as np
from joblib import Parallel, cpu_count, delayed
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.training.examples import Example
from bot.training.fold import Rows
from bot.training.matrix import Counts, Vocabulary, choose_vocabulary, count_all, weigh
from coaching.reading.ngrams import count_characters, count_words
from coaching.reading.normalise import normalise

STRENGTH = 60.0
"""Inverse of the regularisation, chosen on out-of-writer scores (5 to 100 tried)."""
SEED = 7
WORTH_SHARING = 100_000
"""Numbers in the training rows from which the labels are fitted side by side: with fewer, sharing costs more."""
MOST_AT_ONCE = 8
"""Processes that fit labels side by side, however many cores there are: each holds the training rows."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FittedTable:
    """What `NgramTable` is made of, before its weights are rounded; a column of `weights` a label."""

    vocabulary: Vocabulary
    weights: Floats
    intercept: Floats

    def score(self, counts: Counts, rows: Rows) -> Floats:
        """Each label's log-odds for these rows."""
        scores: Floats = weigh(counts, self.vocabulary, rows) @ self.weights + self.intercept
        return scores


def count_examples(examples: list[Example]) -> list[Counts]:
    """The examples' word n-grams and character n-grams."""
    tokens = [normalise(example.text) for example in examples]
    return [count_all([count(line) for line in tokens]) for count in (count_words, count_characters)]


def fit_tables(counts: list[Counts], labels: NDArray[np.bool_], training: Rows) -> list[FittedTable]:
    """A table for each kind of n-grams, fitted on the training rows alone."""
    return [fit_table(kind, labels, training, STRENGTH) for kind in counts]


def score_rows(tables: list[FittedTable], counts: list[Counts], rows: Rows) -> Floats:
    """The tables' scores side by side: a column for each label by words, then for each by characters."""
    return np.hstack([table.score(kind, rows) for table, kind in zip(tables, counts, strict=True)])


def fit_table(counts: Counts, labels: NDArray[np.bool_], training: Rows, strength: float) -> FittedTable:
    """A table for one kind of n-grams; `strength` is the inverse of the regularisation."""
    vocabulary = choose_vocabulary(counts, training)
    rows = weigh(counts, vocabulary, training)
    fitted = fit_labels(rows, labels[training], strength)
    return FittedTable(vocabulary, np.array([w for w, _ in fitted]).T, np.array([b for _, b in fitted]))


def fit_labels(rows: sparse.csr_matrix, labels: NDArray[np.bool_], strength: float) -> list[tuple[Floats, float]]:
    """Each label's weights and intercept, fitted in as many processes as there are cores; the same in any number."""
    at_once = min(cpu_count(), MOST_AT_ONCE) if rows.nnz >= WORTH_SHARING else 1
    fits = (delayed(fit_label)(rows, labels[:, at], strength, balanced=True) for at in range(labels.shape[1]))
    rows.sum_duplicates()  # each fit would put them in order anew
    return list(Parallel(n_jobs=at_once, mmap_mode="c")(fits))


def fit_label(rows: object, wanted: NDArray[np.bool_], strength: float, *, balanced: bool) -> tuple[Floats, float]:
    """Weights and intercept of one label's logistic regression; a label that never varies gets no weights."""
    if wanted.all() or not wanted.any():
        return np.zeros(rows.shape[1]), 6.0 if wanted.all() else -6.0  # type: ignore[attr-defined]
    model = LogisticRegression(
        C=strength,
        class_weight="balanced" if balanced else None,
        solver="liblinear" if balanced else "lbfgs",
        dual=balanced,
        max_iter=1000,
        random_state=SEED,
    ).fit(rows, wanted)
    return model.coef_[0], float(model.intercept_[0])
