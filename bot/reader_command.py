"""`dealcoach reader train`: the reader trained anew with a team's own examples, and refused where that does harm."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bot.content import ContentError
from bot.reader import REPORT_FILE
from coaching_content import CONTENT_DIR

if TYPE_CHECKING:
    from bot.training.examples import Example

MOST_LOST = {"precision": 0.005, "recall": 0.01, "silent_when_run_well": 0.01, "silent_when_not_a_deal": 0.005}
"""How much of each figure on our own messages may be lost: less than what a change of a few messages makes."""
FOLDS = 4


def train_reader(file: Path, folder: Path, out: TextIO, content: Path = CONTENT_DIR) -> int:
    """Train with the examples in `file` and write the reader to `folder`; 1, and nothing written, when it is worse.

    `content` holds our examples, the reader that ships, and the plays and signals by which the bot holds plays back.
    Both readers are measured as the bot would speak, on our messages with the same plays held back.
    """
    try:
        import numpy as np

        from bot.training.examples import list_plays, load_examples, load_file
        from bot.training.fitted_network import read_fitted
        from bot.training.holds import load_holds, read_held
        from bot.training.run import train
    except ImportError as missing:
        out.write(f"Training needs {missing.name}: run .venv/bin/python -m pip install scikit-learn.\n")
        return 1
    try:
        _check_goal(folder, content)
        ours = load_examples(content / "examples")
        given = _checked(load_file(file), ours)
        more = [_named(example) for example in _unscored(given, ours)]
        network = read_fitted(content / "reader", ours)
        joined = network.with_examples(more) if network else None
        held = np.vstack([read_held(content / "reader", ours), load_holds(content).rows(more, list_plays(ours))])
    except OSError as problem:
        out.write(f"{problem.filename or file} cannot be read: {problem.strerror}.\n")
        return 1
    except (ValueError, ContentError) as problem:
        out.write(f"{problem}\n")
        return 1
    if len(more) < len(given):
        out.write(f"{len(given) - len(more)} of yours left out: there twice, or among ours, on which it is measured.\n")
    out.write(f"Training on {len(ours)} examples of ours and {len(more)} of yours ...\n")
    reader = train(ours, folds=FOLDS, network=joined, held=held, more=more)
    shipped = json.loads((content / "reader" / REPORT_FILE).read_text("utf-8"))["overall"]
    worse = _tell(shipped, reader.figures["overall"], out)
    if worse:
        out.write(
            f"It is worse on our messages by {' and '.join(worse)}, so nothing was written: look at the labels.\n"
        )
        return 1
    reader.write(folder)
    out.write(f"Written to {folder}. Set DEALCOACH_READER_DIR={folder} and start the bot again.\n")
    return 0


def _named(example: "Example") -> "Example":
    """As by a writer who comes after all of ours, so that ours stay in the groups that the network was scored in."""
    return replace(example, writer=f"~{example.writer}")


def _check_goal(folder: Path, content: Path) -> None:
    """ValueError where the reader could not be written, or would replace the one that it is held against."""
    if folder.resolve() == (content / "reader").resolve():
        raise ValueError(f"{folder} holds the reader that ships: name another folder with --to.")
    there = next(place for place in (folder, *folder.resolve().parents) if place.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        raise ValueError(f"Nothing can be written to {folder}: name another folder with --to.")


def _checked(more: "list[Example]", ours: "list[Example]") -> "list[Example]":
    """The examples; ValueError names the first whose labels cannot be learnt."""
    from bot.training.examples import list_plays

    known, labels = list_plays(ours), dict[str, "Example"]()
    for example in more:
        unknown = [play for play in example.plays if play not in known]
        twin = labels.setdefault(_plain(example), example)
        if unknown:
            raise ValueError(f"{example.id}: {unknown[0]!r} is no play that the reader knows: {', '.join(known)}.")
        if example.primary and example.primary not in example.plays:
            raise ValueError(f"{example.id}: primary is {example.primary!r}, which is not one of its plays.")
        if example.evidence and example.evidence not in example.text:
            raise ValueError(f"{example.id}: the evidence is not in the text, word for word: {example.evidence!r}.")
        if example.plays and not example.is_deal_update:
            raise ValueError(f"{example.id}: it has plays and is no deal update: one of the two is wrong.")
        if (set(twin.plays), twin.is_deal_update) != (set(example.plays), example.is_deal_update):
            raise ValueError(f"{example.id}: the same text as {twin.id}, labelled otherwise: one of the two is wrong.")
    if not more:
        raise ValueError("There are no examples in that file: give one JSON object a line.")
    return more


def _unscored(more: "list[Example]", ours: "list[Example]") -> "list[Example]":
    """Those that are not among ours, each once; ValueError when none is left.

    A reader that has learnt a message of ours from the team's file would look better on ours than it is.
    """
    known = {_plain(example) for example in ours}
    fresh = {_plain(example): example for example in more if _plain(example) not in known}
    if not fresh:
        raise ValueError("All examples in that file stand among ours already: there is nothing to learn from them.")
    return list(fresh.values())


def _plain(example: "Example") -> str:
    """The text without regard to capitals and spaces."""
    return " ".join(example.text.casefold().split())


def _tell(shipped: dict[str, Any], new: dict[str, Any], out: TextIO) -> list[str]:
    """Write both sets of figures; the names of those that are worse than they may be."""
    out.write(f"{'on our messages':24} {'as shipped':>10} {'with yours':>10}\n")
    for name in MOST_LOST:
        out.write(f"{name.replace('_', ' '):24} {_shown(shipped[name]):>10} {_shown(new[name]):>10}\n")
    lost = {name: (shipped[name] or 0.0) - (new[name] or 0.0) for name in MOST_LOST}
    return [name.replace("_", " ") for name, most in MOST_LOST.items() if lost[name] > most]


def _shown(figure: float | None) -> float | str:
    """A figure, or a word where there is nothing to count, as the precision of a reader that says nothing."""
    return "none" if figure is None else figure
