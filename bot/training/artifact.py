"""Write what training found as arrays without pickle: model.npz, and report.json with its checksum and figures."""

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reader import MODEL_FILE, REPORT_FILE
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


def write_artifact(folder: Path, arrays: Arrays, figures: dict[str, Any]) -> str:
    """Write both files; the same arrays always give the same bytes. Returns the model's SHA-256."""
    buffer = BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    checksum = hashlib.sha256(buffer.getvalue()).hexdigest()
    report = {"version": f"ngrams-{checksum[:12]}", "sha256": checksum, "bytes": len(buffer.getvalue()), **figures}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODEL_FILE).write_bytes(buffer.getvalue())
    (folder / REPORT_FILE).write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    return checksum


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
