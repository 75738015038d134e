"""Write what training found as arrays without pickle, and report.json with the checksums and the figures."""

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reader import REPORT_FILE
from bot.training.matrix import Counts
from bot.training.mixing import Mix
from bot.training.tables import FittedTable, Floats

Arrays = dict[str, NDArray[Any]]


def as_arrays(
    tables: Mapping[str, tuple[FittedTable, Counts]], mix: Mix, thresholds: Floats, labels: list[str]
) -> Arrays:
    """The arrays from which `LinearModel.from_arrays` builds the model; `tables` by kind, see `TABLES`."""
    arrays: Arrays = {
        "labels": np.array(labels),
        "thresholds": thresholds.astype(np.float32),
        "mix": mix.matrix.astype(np.float32),
        "bias": mix.bias.astype(np.float32),
    }
    for kind, (table, counted) in tables.items():
        arrays |= {f"{kind}_{part}": array for part, array in _table_arrays(table, counted).items()}
    return arrays


def arrays_bytes(arrays: Arrays) -> bytes:
    """The arrays as a file; the same arrays always give the same bytes."""
    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def write_artifact(folder: Path, files: Mapping[str, bytes], figures: dict[str, Any]) -> None:
    """Write the files, and the report with their checksums and the figures."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    version = hashlib.sha256("".join(sums.values()).encode()).hexdigest()[:12]
    told = {name: {"sha256": sums[name], "bytes": len(content)} for name, content in files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    report = {"version": version, "files": told, **figures}
    (folder / REPORT_FILE).write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def _table_arrays(table: FittedTable, counts: Counts) -> Arrays:
    """One table with its weights rounded to eight bits a label."""
    scale = np.maximum(np.abs(table.weights).max(axis=0), 1e-9) / 127
    weights = np.rint(table.weights / scale).astype(np.int8)
    return {
        "known": counts.checksums[table.vocabulary.columns],
        "idf": table.vocabulary.idf.astype(np.float16),
        "weights": weights,
        "scale": scale.astype(np.float32),
        "intercept": table.intercept.astype(np.float32),
    }
