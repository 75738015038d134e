"""Load the labelled examples that the reader is trained on."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.reading.model import DEAL, QUIET

CHAT = "chat"
"""The file of real chat messages, which nobody wrote for the purpose: no deal updates, and no writer of their own."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message; `writer` is the name of its file, the same for all messages by one writer."""

    id: str
    text: str
    writer: str
    is_deal_update: bool
    plays: tuple[str, ...]
    primary: str | None
    evidence: str | None


def load_examples(folder: Path) -> list[Example]:
    """Every message of the `*.jsonl` files in `folder`, in the order of file names; ValueError names a bad line."""
    examples = [example for path in sorted(folder.glob("*.jsonl")) for example in load_file(path)]
    if not examples:
        raise ValueError(f"no labelled examples (*.jsonl) in {folder}")
    return examples


def load_file(path: Path) -> list[Example]:
    """The messages of one file; a message without labels counts as chat."""
    examples = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            examples.append(_example(json.loads(line), path.stem))
        except (ValueError, KeyError, TypeError) as problem:
            raise ValueError(f"{path.name} line {number}: {problem!r}") from problem
    return examples


def list_plays(examples: list[Example]) -> list[str]:
    """The ids of all plays that occur, sorted."""
    return sorted({play for example in examples for play in example.plays})


def label_rows(examples: list[Example], plays: list[str]) -> NDArray[np.bool_]:
    """A row for each example: whether each play fits, whether it is a deal update, whether silence is best on it."""
    return np.array(
        [[*(p in e.plays for p in plays), e.is_deal_update, e.is_deal_update and not e.plays] for e in examples]
    )


def label_names(plays: list[str]) -> list[str]:
    """The names of the columns of `label_rows`."""
    return [*plays, DEAL, QUIET]


def _example(line: dict[str, object], writer: str) -> Example:
    plays = line.get("plays", [])
    if not isinstance(plays, list):
        raise TypeError("plays must be a list")
    return Example(
        id=str(line["id"]),
        text=str(line["text"]),
        writer=writer,
        is_deal_update=bool(line.get("is_deal_update", False)),
        plays=tuple(str(play) for play in plays),
        primary=str(line["primary"]) if line.get("primary") else None,
        evidence=str(line["evidence"]) if line.get("evidence") else None,
    )
