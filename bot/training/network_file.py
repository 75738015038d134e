"""Write the network as ONNX with weights of eight bits, and beside it the pieces that it knows."""

import io
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.reader import NETWORK_FILE
from bot.training.encoder import Head, Whole, base_pieces, base_weights
from coaching.reading.word_pieces import WordPieces

COMMON = 16_000
"""Pieces that are kept because they are common: the vocabulary is sorted by how common they were in BERT's books."""


def choose_pieces(texts: list[str]) -> list[int]:
    """The base's numbers of the pieces that are kept: common ones, single letters, and all in `texts`.

    A rarer word is then read by its parts. What is left out are unused places, rare names, and other alphabets.
    """
    pieces = base_pieces()
    whole = WordPieces(pieces)
    seen = {number for text in texts for number in whole.number(text)}
    return [
        number
        for number, piece in enumerate(pieces)
        if number in seen or (_plain(piece) and (number < COMMON or len(piece.removeprefix("##")) == 1))
    ]


def pieces_of(kept: list[int]) -> WordPieces:
    """The vocabulary of a network that keeps these pieces of the base's."""
    pieces = base_pieces()
    return WordPieces([pieces[number] for number in kept])


def write_network(folder: Path, head: Head, kept: list[int]) -> None:
    """Write the network that knows these pieces of the base's."""
    whole = Whole(base_weights(), head, kept).eval()
    exported = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own future
        torch.onnx.export(
            whole,
            (torch.tensor([[1, 2, 3, 4]]),),
            exported,
            input_names=["pieces"],
            output_names=["odds"],
            dynamic_axes={"pieces": {1: "length"}},
            dynamo=False,
        )
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        full.write_bytes(exported.getvalue())
        quantize_dynamic(
            full,
            folder / NETWORK_FILE,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def _plain(piece: str) -> bool:
    """Whether it is in Latin letters, digits or signs, or one of the places that have a meaning."""
    return piece.isascii() and not piece.startswith("[unused")
