"""Load the local reader from its artifact: the model's arrays, checked against the checksum in its report."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from coaching.facts import Facts
from coaching.reading.local import LocalReader

if TYPE_CHECKING:
    from coaching.reading.model import LinearModel

MODEL_FILE = "model.npz"
REPORT_FILE = "report.json"
_REMEDY = "run `make reader`, or install Dealcoach again"


class ReaderArtifactError(Exception):
    """The reader's model is missing or damaged; the message says what to do."""


def load_reader(
    folder: Path,
    read_facts: Callable[[str, date], Facts],
    find_signals: Callable[[str], Mapping[str, str]],
) -> LocalReader:
    """The local reader with the model in `folder`; ReaderArtifactError when that is missing or damaged."""
    return LocalReader(load_model(folder), read_facts, find_signals)


def load_model(folder: Path) -> "LinearModel":
    """The model in `folder`, its bytes checked against the checksum in its report."""
    import numpy as np

    from coaching.reading.model import LinearModel

    content = _read_checked(folder)
    try:
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            return LinearModel.from_arrays(dict(arrays))
    except (ValueError, zipfile.BadZipFile) as problem:
        raise ReaderArtifactError(f"{folder / MODEL_FILE} cannot be used ({problem}): {_REMEDY}.") from problem


def _read_checked(folder: Path) -> bytes:
    """The model's bytes, when they are those that the report names."""
    try:
        content = (folder / MODEL_FILE).read_bytes()
        expected = json.loads((folder / REPORT_FILE).read_text("utf-8"))["sha256"]
    except FileNotFoundError as missing:
        raise ReaderArtifactError(f"There is no {missing.filename}: {_REMEDY}.") from missing
    except (ValueError, KeyError, TypeError) as problem:
        raise ReaderArtifactError(f"{folder / REPORT_FILE} names no checksum: {_REMEDY}.") from problem
    if hashlib.sha256(content).hexdigest() != expected:
        raise ReaderArtifactError(f"{folder / MODEL_FILE} is not the file that {REPORT_FILE} describes: {_REMEDY}.")
    return content
