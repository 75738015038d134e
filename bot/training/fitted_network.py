"""A trained network as it is kept: its file, its pieces, and what networks that have not seen a writer make of that
writer's messages, so that the tables can be trained anew and joined to it without torch."""

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.network import open_network
from bot.reader import NETWORK_FILE, PIECES_FILE
from bot.training.artifact import arrays_bytes
from bot.training.examples import Example
from bot.training.tables import Floats
from coaching.reading.word_pieces import WordPieces

SCORES_FILE = "network-scores.npz"


@dataclass(frozen=True, slots=True)
class NetworkScores:
    """Log-odds of the examples, a row each, a column a label.

    `outer` comes from networks that have not seen the row's fold; `inner` from networks that have seen neither that
    fold nor its partner, so that thresholds for the partner can be chosen on it.
    """

    outer: Floats
    inner: Floats


def partner_of(fold: int) -> int:
    """The fold on which the thresholds for this one are chosen, and the other way round."""
    return int(fold) ^ 1


@dataclass(frozen=True, slots=True)
class FittedNetwork:
    """A network trained on all examples (`onnx`, which knows `pieces`), and the examples' scores by others."""

    onnx: bytes
    pieces: WordPieces
    scores: NetworkScores

    def with_examples(self, more: list[Example]) -> "FittedNetwork":
        """The same, with further examples behind the others, which no network has seen: its own scores of them.

        Raises ValueError without onnxruntime.
        """
        run = open_network(self.onnx)
        if run is None:
            raise ValueError("onnxruntime is not installed, so that the network cannot read the new examples")
        read = np.array([run(self.pieces.number(example.text)) for example in more], float)
        read = read.reshape(-1, self.scores.outer.shape[1])
        both = (np.vstack([known, read]) for known in (self.scores.outer, self.scores.inner))
        return FittedNetwork(self.onnx, self.pieces, NetworkScores(*both))


def scores_bytes(examples: list[Example], scores: NetworkScores) -> bytes:
    """The scores as a file, each with a checksum of its message."""
    kept = {"outer": scores.outer.astype(np.float16), "inner": scores.inner.astype(np.float16)}
    return arrays_bytes({"messages": _checksums(examples), **kept})


def read_fitted(folder: Path, examples: list[Example]) -> FittedNetwork | None:
    """The network that is kept in `folder` with its scores of these examples; None where there is none.

    Raises ValueError when some of the examples have no scores, as after a change of them.
    """
    if not (folder / SCORES_FILE).exists():
        return None
    with np.load(folder / SCORES_FILE, allow_pickle=False) as kept:
        rows = {int(checksum): row for row, checksum in enumerate(kept["messages"])}
        outer, inner = kept["outer"].astype(float), kept["inner"].astype(float)
    known = [rows.get(int(checksum), -1) for checksum in _checksums(examples)]
    if -1 in known:
        unknown = examples[known.index(-1)].id
        raise ValueError(f"the network has no scores for {unknown!r} and others: run `make reader` to train it anew")
    with np.load(folder / PIECES_FILE, allow_pickle=False) as kept:
        pieces = WordPieces(str(kept["pieces"]).split("\n"))
    return FittedNetwork((folder / NETWORK_FILE).read_bytes(), pieces, NetworkScores(outer[known], inner[known]))


def _checksums(examples: list[Example]) -> NDArray[np.uint64]:
    """A number for each message by its writer, its id and its words."""
    told = [f"{example.writer}\n{example.id}\n{example.text}".encode() for example in examples]
    return np.array([zlib.crc32(each) << 32 | zlib.adler32(each) for each in told], np.uint64)
