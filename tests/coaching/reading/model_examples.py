"""A small model of tables whose word is known, for tests of what reads with it."""

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from coaching.reading.model import LinearModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = {"ghosted": [80, 60, -60], "prospect": [0, 60, 0], "quote": [0, 20, 0]}
"""What each known word says for `ask_why_silent`, `deal` and `quiet`."""


def make_model() -> LinearModel:
    """It knows three words and three labels."""
    known = sorted(WORDS, key=lambda word: crc32(word.encode()))
    arrays: dict[str, NDArray[Any]] = {
        "labels": np.array(["ask_why_silent", "deal", "quiet"]),
        "thresholds": np.array([0.7, 0.6, 0.5], np.float32),
        "mix": np.vstack([np.eye(3), np.zeros((3, 3))]).astype(np.float32),
        "bias": np.zeros(3, np.float32),
    }
    for kind in ("words", "characters", "clauses"):
        arrays |= {
            f"{kind}_known": np.array([crc32(word.encode()) for word in known], np.uint32),
            f"{kind}_idf": np.ones(3, np.float16),
            f"{kind}_weights": np.array([WORDS[word] for word in known], np.int8),
            f"{kind}_scale": np.full(3, 0.1, np.float32),
            f"{kind}_intercept": np.full(3, -2, np.float32),
        }
    return LinearModel.from_arrays(arrays)
