"""One training run from examples to artifact and report."""

from datetime import date
from pathlib import Path

import numpy as np

from bot.reader import load_reader
from bot.training.artifact import as_arrays, write_artifact
from bot.training.clauses import Clauses
from bot.training.evaluation import answer_across, score_across
from bot.training.examples import CHAT, Example, label_names, label_rows, list_plays
from bot.training.fold import assign_folds
from bot.training.mixing import fit_mix, mix_across
from bot.training.scorecard import Answer, Figures, score_answers, score_by_play, score_by_writer
from bot.training.tables import count_examples, fit_tables
from bot.training.thresholds import PRECISION, choose_thresholds
from coaching.facts import Facts


def train(examples: list[Example], folder: Path, *, folds: int, unseen_chat: list[Example]) -> Figures:
    """Train on all examples, write `model.npz` and `report.json` to `folder`, and return the report's figures."""
    plays = list_plays(examples)
    labels, fold_of, counts = label_rows(examples, plays), assign_folds(examples, folds), count_examples(examples)
    written = np.array([example.writer != CHAT for example in examples])
    scores = score_across(counts, labels, fold_of)
    chances = mix_across(scores, labels, fold_of)
    thresholds = choose_thresholds(chances[written], labels[written])
    clauses = Clauses(examples, plays)
    words, characters = zip(fit_tables(counts, labels, np.arange(len(examples))), counts, strict=True)
    tables = {"words": words, "characters": characters, "clauses": (clauses.fit(), clauses.counts)}
    arrays = as_arrays(tables, fit_mix(scores, labels), thresholds, label_names(plays))
    answers = answer_across(examples, counts, labels, fold_of, plays, scores)
    figures = _figures(examples, answers, plays, folds)
    figures["evidence"] = clauses.score_evidence(fold_of, plays)
    write_artifact(folder, arrays, figures)
    figures["chat"]["unseen"] = _count_chat(folder, unseen_chat)
    write_artifact(folder, arrays, figures)
    return figures


def _figures(examples: list[Example], answers: list[Answer], plays: list[str], folds: int) -> Figures:
    """What the report says; chat messages are counted apart from the labelled ones."""
    pairs = list(zip(examples, answers, strict=True))
    labelled, given = [e for e, _ in pairs if e.writer != CHAT], [a for e, a in pairs if e.writer != CHAT]
    chat = [a for e, a in pairs if e.writer == CHAT]
    return {
        "method": f"out of writer in {folds} folds; tables, mix and thresholds learnt from other folds only",
        "aimed_precision": PRECISION,
        "overall": score_answers(labelled, given),
        "plays": score_by_play(labelled, given, plays),
        "writers": score_by_writer(labelled, given),
        "chat": {"out_of_fold": {"messages": len(chat), "nudges": sum(play is not None for play, _ in chat)}},
    }


def _count_chat(folder: Path, chat: list[Example]) -> Figures | None:
    """How many messages of unseen chat the reader just written takes for deal updates, and how many it would nudge."""
    if not chat:
        return None
    reader = load_reader(folder, read_facts=lambda text, today: Facts(), find_signals=lambda text: {})
    readings = [reader.read(example.text, date(2026, 1, 1)) for example in chat]
    return {
        "messages": len(chat),
        "taken_for_deal_updates": sum(reading.is_deal_update for reading in readings),
        "nudges": sum(any(score.fires for score in reading.scores.values()) for reading in readings),
    }
