"""Load the labelled examples that the reader is trained on."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.reading.model import DEAL, QUIET

CHAT = "chat"
"""The file of real chat messages, which nobody wrote for the purpose: no deal updates, and no writer of their own."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message; `writer` is the name of its file, the same for all messages by one writer.

    `day` is the author's day; None where nobody knows it.
    """

    id: str
    text: str
    writer: str
    is_deal_update: bool
    plays: tuple[str, ...]
    primary: str | None
    evidence: str | None
    day: date | None = None


def load_examples(folder: Path) -> list[Example]:
    """Every message of the `*.jsonl` files in `folder`, in the order of file names; ValueError names a bad line."""
    examples = [example for path in sorted(folder.glob("*.jsonl")) for example in load_file(path)]
    if not examples:
        raise ValueError(f"no labelled examples (*.jsonl) in {folder}")
    return examples


def load_file(path: Path) -> list[Example]:
    """The messages of one file, a JSON object a line or a blank one; a message without labels counts as chat.

    ValueError names the line that cannot be used, and why; OSError tells of a file that cannot be read.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as problem:
        raise ValueError(f"{path.name} is no text in UTF-8: save it as UTF-8, a JSON object a line.") from problem
    examples = []
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                examples.append(_example(_object(line), path.stem))
        except ValueError as problem:
            raise ValueError(f"{path.name} line {number}: {problem}.") from problem
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


def _object(line: str) -> dict[str, object]:
    try:
        read = json.loads(line)
    except json.JSONDecodeError as problem:
        raise ValueError(f"it is no JSON ({problem.msg}, at character {problem.colno})") from problem
    except RecursionError as problem:
        raise ValueError("it is nested too deeply") from problem
    if not isinstance(read, dict):
        raise ValueError("it is no JSON object in {}")
    return read


def _example(line: dict[str, object], writer: str) -> Example:
    plays, is_deal_update = line.get("plays", []), line.get("is_deal_update", False)
    if not isinstance(plays, list) or not all(isinstance(play, str) for play in plays):
        raise ValueError("plays must be a list of names, empty where silence is best")
    if not isinstance(is_deal_update, bool):
        raise ValueError("is_deal_update must be true or false, without quotation marks")
    return Example(
        id=_words(line, "id"),
        text=_words(line, "text"),
        writer=writer,
        is_deal_update=is_deal_update,
        plays=tuple(plays),
        primary=_words_or_none(line, "primary"),
        evidence=_words_or_none(line, "evidence"),
        day=_day_or_none(line),
    )


def _words(line: dict[str, object], key: str) -> str:
    if key not in line:
        raise ValueError(f"it has no {key}")
    found = line[key]
    if isinstance(found, int) and key == "id":
        return str(found)
    if not isinstance(found, str) or not found.strip():
        raise ValueError(f"{key} must be words in quotation marks")
    return found


def _day_or_none(line: dict[str, object]) -> date | None:
    try:
        found = _words_or_none(line, "date")
        return date.fromisoformat(found) if found else None
    except ValueError as problem:
        raise ValueError("date must be a day in quotation marks, as 2026-03-31, or null") from problem


def _words_or_none(line: dict[str, object], key: str) -> str | None:
    found = line.get(key) or None
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{key} must be words in quotation marks, or null")
    return found
