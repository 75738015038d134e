"""Turn texts into the TF-IDF matrices that the reader's tables are fitted on, exactly as `NgramTable` weighs a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.training.fold import Rows

RAREST = 3
"""In how many training texts an n-gram must occur to be known."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Dampened n-gram counts (1 + log of the count), a row a text; `checksums` names the columns."""

    rows: sparse.csr_matrix
    checksums: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The columns of a `Counts` that a model knows, and what each weighs (inverse document frequency)."""

    columns: NDArray[np.int64]
    idf: NDArray[np.float32]


def count_all(counted: Sequence[Mapping[int, int]]) -> Counts:
    """The counts of all texts as one matrix, its columns in ascending order of checksum."""
    lengths = [len(counts) for counts in counted]
    found = np.fromiter((key for counts in counted for key in counts), np.uint32, sum(lengths))
    values = np.fromiter((value for counts in counted for value in counts.values()), np.float64, sum(lengths))
    checksums, columns = np.unique(found, return_inverse=True)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    shape = (len(counted), len(checksums))
    return Counts(sparse.csr_matrix((1 + np.log(values), columns, starts), shape), checksums)


def choose_vocabulary(counts: Counts, training: Rows) -> Vocabulary:
    """The n-grams that occur often enough in the training rows."""
    rows = counts.rows[training]
    frequency = np.bincount(rows.indices, minlength=len(counts.checksums))
    columns = np.flatnonzero(frequency >= RAREST)
    idf = np.log((1 + rows.shape[0]) / (1 + frequency[columns])) + 1
    return Vocabulary(columns, idf.astype(np.float32))


def weigh(counts: Counts, vocabulary: Vocabulary, chosen: Rows) -> sparse.csr_matrix:
    """The TF-IDF rows of the chosen texts, each of length 1 (or 0 where nothing in it is known)."""
    rows = counts.rows[chosen][:, vocabulary.columns] @ sparse.diags(vocabulary.idf.astype(np.float64))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ rows)
