"""Fine-tune the network, and score the examples with networks that have not seen their writers."""

import math
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bot.network import open_network
from bot.reader import NETWORK_FILE
from bot.training.encoder import FROZEN, WIDTH, Embedding, Head, Layers, Weights, base_pieces, base_weights
from bot.training.examples import CHAT, Example
from bot.training.fitted_network import FittedNetwork, NetworkScores, partner_of
from bot.training.fold import Rows, rows_outside
from bot.training.network_file import choose_pieces, pieces_of, write_network
from bot.training.tables import SEED, Floats
from coaching.reading.word_pieces import WordPieces

EPOCHS, BATCH = 5, 16
RATE, HEAD_RATE = 1.2e-4, 2e-3
WARM_UP = 50
"""Steps over which the rates rise; then they fall in a line to nothing."""
MOST_CHAT = 600
"""How many chat messages are trained on, drawn by chance: the tables have seen to most chat before."""
_TOGETHER = 64
_SORTED_OVER = 40 * BATCH

Vectors = list[Tensor]
"""What the lower half makes of each text: (pieces, WIDTH), at half precision."""


class NetworkTraining:
    """Trains networks on rows of the examples; `labels` as `label_rows` makes them."""

    def __init__(self, examples: list[Example], labels: NDArray[np.bool_]) -> None:
        self.base: Weights = base_weights()
        self._texts = [example.text for example in examples]
        self._chat = np.array([example.writer == CHAT for example in examples])
        self._labels = torch.tensor(labels, dtype=torch.float32)
        self._vectors = _read_halfway(self.base, self._texts)

    def train(self, rows: Rows) -> Head:
        """A network trained on these rows, of chat on some of them; the same for the same rows."""
        torch.manual_seed(SEED)
        chance = np.random.default_rng(SEED)
        chat = rows[self._chat[rows]]
        taught = np.concatenate([rows[~self._chat[rows]], chance.permutation(chat)[:MOST_CHAT]])
        head = Head(self.base, self._labels.shape[1]).train()
        loss = nn.BCEWithLogitsLoss(pos_weight=_weights_of_the_rare(self._labels[taught]))
        parts = [{"params": head.upper.parameters(), "lr": RATE}, {"params": head.out.parameters(), "lr": HEAD_RATE}]
        steps = torch.optim.AdamW(parts, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(steps, _rises_and_falls(EPOCHS * math.ceil(len(taught) / BATCH)))
        for _ in range(EPOCHS):
            for batch in self._batches(taught, chance):
                missed = loss(head(*self._padded(batch)), self._labels[batch])
                steps.zero_grad()
                missed.backward()
                nn.utils.clip_grad_norm_(head.parameters(), 1.0)
                steps.step()
                schedule.step()
        return head.eval()

    def score_left_out(self, fold_of: NDArray[np.int64], left_out: tuple[int, ...]) -> Floats:
        """The scores of the rows of these folds, in their order, by a network trained on all others.

        It is written, cut to the pieces that it knows from the others, and read back as the bot does, so that what
        eight bits cost is in the scores.
        """
        others, mine = rows_outside(fold_of, *left_out), np.flatnonzero(np.isin(fold_of, left_out))
        kept = choose_pieces([self._texts[row] for row in others])
        with tempfile.TemporaryDirectory() as place:
            write_network(Path(place), self.train(others), kept)
            run = open_network(Path(place) / NETWORK_FILE)
        assert run is not None, "training needs onnxruntime"  # noqa: S101  it is in the same dependency group
        known = pieces_of(kept)
        return np.array([run(known.number(self._texts[row])) for row in mine], float)

    def _batches(self, rows: Rows, chance: np.random.Generator) -> list[Rows]:
        """The rows in a new order, those of a batch of like length."""
        order = chance.permutation(rows)
        spans = [order[start : start + _SORTED_OVER] for start in range(0, len(order), _SORTED_OVER)]
        sorted_spans = [span[np.argsort([len(self._vectors[row]) for row in span], kind="stable")] for span in spans]
        batches = [span[start : start + BATCH] for span in sorted_spans for start in range(0, len(span), BATCH)]
        return [batches[at] for at in chance.permutation(len(batches))]

    def _padded(self, rows: Rows) -> tuple[Tensor, Tensor]:
        return _pad([self._vectors[row] for row in rows])


def fit_network(examples: list[Example], labels: NDArray[np.bool_], fold_of: NDArray[np.int64]) -> FittedNetwork:
    """The network trained on everything, and each row's scores by networks that have not seen its fold.

    As many trainings run side by side as there are cores, each on one; some forty minutes on two cores.
    """
    torch.set_num_threads(1)  # before anything else: a process with more threads cannot be forked
    training = NetworkTraining(examples, labels)
    folds = [int(fold) for fold in np.unique(fold_of)]
    pairs = [(fold, partner_of(fold)) for fold in folds if fold < partner_of(fold)]
    tasks: list[tuple[int, ...]] = [*((fold,) for fold in folds), (), *pairs]
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _share, (training, fold_of)) as pool:
        found = dict(zip(tasks, pool.map(_do, tasks), strict=True))
    outer, inner = np.zeros(labels.shape), np.zeros(labels.shape)
    for task in (task for task in tasks if task):
        (outer if len(task) == 1 else inner)[np.isin(fold_of, task)] = found[task]
    kept = choose_pieces([example.text for example in examples])
    with tempfile.TemporaryDirectory() as place:
        head = Head(training.base, labels.shape[1]).eval()
        head.load_state_dict({name: torch.from_numpy(weight) for name, weight in found[()].items()})
        write_network(Path(place), head, kept)
        onnx = (Path(place) / NETWORK_FILE).read_bytes()
    return FittedNetwork(onnx, pieces_of(kept), NetworkScores(outer, inner))


_shared: dict[str, Any] = {}


def _share(training: NetworkTraining, fold_of: NDArray[np.int64]) -> None:
    """Let a forked process work with what its parent has read."""
    _shared.update(training=training, fold_of=fold_of)


def _do(left_out: tuple[int, ...]) -> Any:
    """The scores of what is left out; for nothing left out, the weights of the network trained on everything."""
    training: NetworkTraining = _shared["training"]
    if left_out:
        return training.score_left_out(_shared["fold_of"], left_out)
    head = training.train(np.arange(len(_shared["fold_of"])))
    return {name: weight.numpy() for name, weight in head.state_dict().items()}


def _read_halfway(base: Weights, texts: Sequence[str]) -> Vectors:
    """The lower half's vectors of all texts."""
    pieces = WordPieces(base_pieces())
    numbers = [torch.tensor(pieces.number(text)) for text in texts]
    embedding, lower = Embedding(base).eval(), Layers(base, 0, FROZEN).eval()
    order = sorted(range(len(numbers)), key=lambda at: len(numbers[at]))
    found: Vectors = [torch.empty(0)] * len(numbers)
    with torch.inference_mode():
        for start in range(0, len(order), _TOGETHER):
            chosen = order[start : start + _TOGETHER]
            padded = nn.utils.rnn.pad_sequence([numbers[at] for at in chosen], batch_first=True)
            lengths = torch.tensor([len(numbers[at]) for at in chosen])
            vectors = lower(embedding(padded), torch.arange(padded.shape[1]) >= lengths[:, None])
            for row, at in enumerate(chosen):
                found[at] = vectors[row, : len(numbers[at])].half().clone()
    return found


def _pad(vectors: Vectors) -> tuple[Tensor, Tensor]:
    """Vectors of one length (texts, pieces, WIDTH), and where they are empty."""
    longest = max(len(each) for each in vectors)
    padded, empty = torch.zeros(len(vectors), longest, WIDTH), torch.ones(len(vectors), longest, dtype=torch.bool)
    for row, each in enumerate(vectors):
        padded[row, : len(each)] = each.float()
        empty[row, : len(each)] = False
    return padded, empty


def _weights_of_the_rare(labels: Tensor) -> Tensor:
    """How much a label's hits weigh: the root of how many misses stand against each, 8 at most."""
    hits = labels.sum(0)
    return ((len(labels) - hits) / hits.clamp(min=1)).clamp(max=8).sqrt()


def _rises_and_falls(steps: int) -> Callable[[int], float]:
    return lambda step: min((step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, steps - WARM_UP)))
