"""One training run from examples to artifact and report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bot.reader import MODEL_FILE, NETWORK_FILE, PIECES_FILE, load_reader
from bot.training.artifact import arrays_bytes, as_arrays, write_artifact
from bot.training.cascade import answer_together, fit_joint
from bot.training.clauses import Clauses
from bot.training.evaluation import Known, answer_across, score_across, score_pairs
from bot.training.examples import CHAT, Example, label_names, label_rows, list_plays
from bot.training.fitted_network import SCORES_FILE, FittedNetwork, scores_bytes
from bot.training.fold import assign_folds
from bot.training.holds import HOLDS_FILE, Held, held_bytes
from bot.training.mixing import fit_mix, mix_across
from bot.training.scorecard import Answer, Figures, score_answers, score_by_play, score_by_writer
from bot.training.tables import Floats, count_examples, fit_tables
from bot.training.thresholds import PRECISION
from coaching.facts import Facts


@dataclass(frozen=True, slots=True)
class Reader:
    """A trained reader, not yet written: its files by name, and the figures of its evaluation."""

    files: dict[str, bytes]
    figures: Figures

    def write(self, folder: Path) -> None:
        """Write it to `folder`, with its report."""
        write_artifact(folder, self.files, self.figures)


def train(
    ours: list[Example],
    *,
    folds: int,
    network: FittedNetwork | None,
    held: Held | None = None,
    more: Sequence[Example] = (),
) -> Reader:
    """Train the tables on all examples, and join them to the network if there is one.

    Thresholds are chosen, and answers counted, without the plays that are `held` back on a row of all examples (see
    `Holds`), as in the bot; without that nothing is held back.
    `more` are a team's own examples, which stand behind ours in `network`: they are learnt from, and not counted in the
    figures, so that these can be held against those of a reader without them. How well quotes meet the labelled spans
    is measured without `more` only: it takes a third of the time, and nothing is refused for it.
    """
    examples = [*ours, *more]
    plays = list_plays(ours)
    known, counts = _know(examples, plays, folds, held), count_examples(examples)
    labels, fold_of, all_rows = known.labels, known.fold_of, np.arange(len(examples))
    outer, inner = score_across(counts, labels, fold_of), score_pairs(counts, labels, fold_of)
    chances, clauses = mix_across(outer, labels, fold_of), Clauses(examples, plays)
    words, characters = zip(fit_tables(counts, labels, all_rows), counts, strict=True)
    tables = {"words": words, "characters": characters, "clauses": (clauses.fit(), clauses.counts)}
    thresholds = known.choose_thresholds(chances, all_rows)
    files = {MODEL_FILE: arrays_bytes(as_arrays(tables, fit_mix(outer, labels), thresholds, label_names(plays)))}
    answers = answer_across(known, outer, inner)
    figures = {"method": _METHOD.format(folds=folds), **_figures(ours, answers, plays)}
    files[HOLDS_FILE] = held_bytes(ours, known.held[: len(ours)])
    if network:
        files |= _joined(examples, network, chances, known)
        together = answer_together(known, outer, inner, network.scores)
        figures |= {**_figures(ours, together, plays), "without_network": _figures(ours, answers, plays)}
    if not more:
        figures["evidence"] = clauses.score_evidence(fold_of, plays)
    return Reader(files, figures)


_METHOD = (
    "out of writer in {folds} groups of writers; everything, thresholds included, learnt from other groups only; "
    "what the bot holds back by facts, signals and phrases is held back"
)


def _know(examples: list[Example], plays: list[str], folds: int, held: Held | None) -> Known:
    """What is known of the examples."""
    written = np.array([example.writer != CHAT for example in examples])
    held = np.zeros((len(examples), len(plays)), bool) if held is None else held
    return Known(plays, label_rows(examples, plays), written, assign_folds(examples, folds), held)


def _joined(examples: list[Example], network: FittedNetwork, chances: Floats, known: Known) -> dict[str, bytes]:
    """The files of the network, and how it is joined to tables that give these chances out of writer."""
    joint = fit_joint(chances, network.scores.outer, known, np.arange(len(examples)))
    arrays = joint.as_arrays(label_names(known.plays), network.pieces)
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
