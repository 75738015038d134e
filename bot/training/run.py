"""One training run from examples to artifact and report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.reader import MODEL_FILE, NETWORK_FILE, PIECES_FILE, load_reader
from bot.training.artifact import arrays_bytes, as_arrays, write_artifact
from bot.training.cascade import answer_together, fit_joint
from bot.training.clauses import Clauses
from bot.training.evaluation import answer_across, score_across, score_pairs
from bot.training.examples import CHAT, Example, label_names, label_rows, list_plays
from bot.training.fitted_network import SCORES_FILE, FittedNetwork, scores_bytes
from bot.training.fold import assign_folds
from bot.training.mixing import fit_mix, mix_across
from bot.training.scorecard import Answer, Figures, score_answers, score_by_play, score_by_writer
from bot.training.tables import Floats, count_examples, fit_tables
from bot.training.thresholds import PRECISION, choose_thresholds
from coaching.facts import Facts


@dataclass(frozen=True, slots=True)
class Reader:
    """A trained reader, not yet written: its files by name, and the figures of its evaluation."""

    files: dict[str, bytes]
    figures: Figures

    def write(self, folder: Path) -> None:
        """Write it to `folder`, with its report."""
        write_artifact(folder, self.files, self.figures)


def train(ours: list[Example], *, folds: int, network: FittedNetwork | None, more: Sequence[Example] = ()) -> Reader:
    """Train the tables on all examples, and join them to the network if there is one.

    `more` are a team's own examples, which stand behind ours in `network`: they are learnt from, and not counted in the
    figures, so that these can be held against those of a reader without them. How well quotes meet the labelled spans
    is measured without `more` only: it takes a third of the time, and nothing is refused for it.
    """
    examples = [*ours, *more]
    plays = list_plays(ours)
    labels, fold_of, counts = label_rows(examples, plays), assign_folds(examples, folds), count_examples(examples)
    written = np.array([example.writer != CHAT for example in examples])
    outer, inner = score_across(counts, labels, fold_of), score_pairs(counts, labels, fold_of)
    chances, clauses = mix_across(outer, labels, fold_of), Clauses(examples, plays)
    words, characters = zip(fit_tables(counts, labels, np.arange(len(examples))), counts, strict=True)
    tables = {"words": words, "characters": characters, "clauses": (clauses.fit(), clauses.counts)}
    thresholds = choose_thresholds(chances[written], labels[written])
    files = {MODEL_FILE: arrays_bytes(as_arrays(tables, fit_mix(outer, labels), thresholds, label_names(plays)))}
    answers = answer_across(labels, written, fold_of, plays, outer, inner)
    figures = {"method": _METHOD.format(folds=folds), **_figures(ours, answers, plays)}
    if network:
        files |= _joined(examples, network, chances, labels, written)
        together = answer_together(labels, written, fold_of, plays, outer, inner, network.scores)
        figures |= {**_figures(ours, together, plays), "without_network": _figures(ours, answers, plays)}
    if not more:
        figures["evidence"] = clauses.score_evidence(fold_of, plays)
    return Reader(files, figures)


_METHOD = "out of writer in {folds} groups of writers; everything, thresholds included, learnt from other groups only"


def _joined(
    examples: list[Example],
    network: FittedNetwork,
    chances: Floats,
    labels: NDArray[np.bool_],
    written: NDArray[np.bool_],
) -> dict[str, bytes]:
    """The files of the network, and how it is joined to tables that give these chances out of writer."""
    joint = fit_joint(chances, network.scores.outer, labels, written)
    arrays = joint.as_arrays(label_names(list_plays(examples)), network.pieces)
    scores = scores_bytes(examples, network.scores)
    return {NETWORK_FILE: network.onnx, PIECES_FILE: arrays_bytes(arrays), SCORES_FILE: scores}


def _figures(examples: list[Example], answers: list[Answer], plays: list[str]) -> Figures:
    """What the report says of these examples, the first that were answered; chat is counted apart from the rest."""
    pairs = list(zip(examples, answers[: len(examples)], strict=True))
    labelled, given = [e for e, _ in pairs if e.writer != CHAT], [a for e, a in pairs if e.writer != CHAT]
    chat = [a for e, a in pairs if e.writer == CHAT]
    return {
        "aimed_precision": PRECISION,
        "overall": score_answers(labelled, given),
        "plays": score_by_play(labelled, given, plays),
        "writers": score_by_writer(labelled, given),
        "chat": {"out_of_fold": {"messages": len(chat), "nudges": sum(play is not None for play, _ in chat)}},
    }


def count_chat(folder: Path, chat: list[Example]) -> Figures:
    """How many messages of unseen chat the reader in `folder` takes for deal updates, and how many it would nudge."""
    reader = load_reader(folder, read_facts=lambda text, today: Facts(), find_signals=lambda text: {})
    readings = [reader.read(example.text, date(2026, 1, 1)) for example in chat]
    return {
        "messages": len(chat),
        "taken_for_deal_updates": sum(reading.is_deal_update for reading in readings),
        "nudges": sum(any(score.fires for score in reading.scores.values()) for reading in readings),
    }
