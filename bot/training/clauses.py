"""Fit the table that picks a message's evidence: which clause carries which play, learnt from the labelled spans."""

import numpy as np
from numpy.typing import NDArray

from bot.training.examples import Example
from bot.training.fold import rows_inside, rows_outside
from bot.training.matrix import Counts, count_all
from bot.training.scorecard import Figures
from bot.training.tables import FittedTable, Floats, fit_table
from coaching.reading.evidence import split_clauses
from coaching.reading.ngrams import count_words
from coaching.reading.normalise import normalise

STRENGTH = 2.0
"""Inverse of the regularisation."""


class Clauses:
    """The clauses of all examples that teach something: of those with a labelled span, and of those without a play."""

    def __init__(self, examples: list[Example], plays: list[str]) -> None:
        self.taught = [(at, e) for at, e in enumerate(examples) if (e.evidence and e.primary) or not e.plays]
        self.texts = [(at, e, clause) for at, e in self.taught for clause in split_clauses(e.text)]
        self.counts: Counts = count_all([count_words(normalise(clause)) for _, _, clause in self.texts])
        self.labels: NDArray[np.bool_] = np.array([self._label(e, clause, plays) for _, e, clause in self.texts], bool)

    @staticmethod
    def _label(example: Example, clause: str, plays: list[str]) -> list[bool]:
        """The columns of `label_rows`; the primary play goes to the clauses that hold half of the span or lie in it."""
        span = example.evidence or ""
        carries = bool(span) and 2 * overlap(example.text, clause, span) > min(len(clause), len(span))
        return [*(carries and play == example.primary for play in plays), False, False]

    def fit(self, rows: NDArray[np.int64] | None = None) -> FittedTable:
        """The table fitted on these clauses, or on all."""
        return fit_table(self.counts, self.labels, np.arange(len(self.texts)) if rows is None else rows, STRENGTH)

    def score_evidence(self, fold_of: NDArray[np.int64], plays: list[str]) -> Figures:
        """How often the likeliest clause for the primary play meets the labelled span, by tables of other folds."""
        folds = fold_of[[at for at, _, _ in self.texts]]
        scores: Floats = np.zeros(self.labels.shape)
        for fold in np.unique(folds):
            mine = rows_inside(folds, fold)
            scores[mine] = self.fit(rows_outside(folds, fold)).score(self.counts, mine)
        return self._compare(scores, plays)

    def _compare(self, scores: Floats, plays: list[str]) -> Figures:
        best: dict[str, tuple[float, Example, str]] = {}
        for (_, e, clause), row in zip(self.texts, scores, strict=True):
            if e.evidence and e.primary and row[plays.index(e.primary)] > best.get(e.id, (-np.inf,))[0]:
                best[e.id] = (row[plays.index(e.primary)], e, clause)
        shared = [(overlap(e.text, clause, e.evidence or ""), clause, e) for _, e, clause in best.values()]
        union = [part / max(len(clause) + len(e.evidence or "") - part, 1) for part, clause, e in shared]
        return {
            "labelled_spans": len(shared),
            "quote_meets_span": round(float(np.mean([part > 0 for part, _, _ in shared])), 3) if shared else None,
            "mean_overlap_over_union": round(float(np.mean(union)), 3) if shared else None,
        }


def overlap(text: str, one: str, other: str) -> int:
    """How many characters of `text` two of its substrings share."""
    first, second = text.find(one), text.find(other)
    return max(0, min(first + len(one), second + len(other)) - max(first, second))
