"""Load the local reader from its artifact: tables and network, checked against the checksums in its report."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coaching.facts import Facts
from coaching.reading.local import LocalReader
from coaching.reading.telling import FindTold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coaching.reading.model import LinearModel
    from coaching.reading.network import Network

MODEL_FILE = "model.npz"
REPORT_FILE = "report.json"
NETWORK_FILE = "network.onnx"
PIECES_FILE = "network.npz"
TABLES_ALONE = (
    "it works from its tables alone and speaks up less often, since onnxruntime is not installed: "
    "run .venv/bin/python -m pip install -r requirements-network.lock in Dealcoach's folder"
)
_REMEDY = "run `make reader`, or install Dealcoach again"


class ReaderArtifactError(Exception):
    """The reader's model is missing or damaged; the message says what to do."""


def load_reader(
    folder: Path,
    read_facts: Callable[[str, date], Facts],
    find_signals: Callable[[str], Mapping[str, str]],
    find_told: FindTold = lambda text: {},
) -> LocalReader:
    """The local reader that lies in `folder`, with its network where onnxruntime is installed.

    Raises ReaderArtifactError when a file is missing or damaged.
    """
    return LocalReader(load_model(folder), read_facts, find_signals, load_network(folder), find_told)


def load_model(folder: Path) -> "LinearModel":
    """The tables in `folder`, checked against the checksum in the report."""
    from coaching.reading.model import LinearModel

    with _named(folder / MODEL_FILE):
        return LinearModel.from_arrays(_arrays(read_checked(folder, MODEL_FILE)))


def load_network(folder: Path) -> "Network | None":
    """The network in `folder`, checked in the same way; None where there is none, or no onnxruntime."""
    if NETWORK_FILE not in _files(folder):
        return None
    from bot.network import open_network
    from coaching.reading.network import Network

    with _named(folder / NETWORK_FILE):
        run = open_network(read_checked(folder, NETWORK_FILE))
        return Network.from_arrays(_arrays(read_checked(folder, PIECES_FILE)), run) if run else None


def read_checked(folder: Path, name: str) -> bytes:
    """A file's bytes, when they are those that the report names; raises ReaderArtifactError."""
    expected = _files(folder)
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError as missing:
        raise ReaderArtifactError(f"There is no {missing.filename}: {_REMEDY}.") from missing
    if hashlib.sha256(content).hexdigest() != expected.get(name):
        raise ReaderArtifactError(f"{folder / name} is not the file that {REPORT_FILE} describes: {_REMEDY}.")
    return content


def _files(folder: Path) -> dict[str, str]:
    """The checksum of each file that the report names."""
    try:
        report = json.loads((folder / REPORT_FILE).read_text("utf-8"))
        return {name: file["sha256"] for name, file in report["files"].items()}
    except FileNotFoundError as missing:
        raise ReaderArtifactError(f"There is no {missing.filename}: {_REMEDY}.") from missing
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ReaderArtifactError(f"{folder / REPORT_FILE} names no checksum: {_REMEDY}.") from problem


def _arrays(content: bytes) -> "Mapping[str, NDArray[Any]]":
    import numpy as np

    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Say which file it is that cannot be used."""
    try:
        yield
    except (ValueError, zipfile.BadZipFile) as problem:
        raise ReaderArtifactError(f"{file} cannot be used ({problem}): {_REMEDY}.") from problem
