"""The linear model: probabilities from arrays, and clear errors for arrays that do not fit."""

from typing import Any
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from coaching.reading.model import LinearModel

LABELS = ["ask_why_silent", "deal", "quiet"]


def arrays_that_know(word: str) -> dict[str, NDArray[Any]]:
    """A model in which `word` speaks for `ask_why_silent` and for a deal update, and everything else for neither."""
    table: dict[str, NDArray[Any]] = {
        "known": np.array([crc32(word.encode())], np.uint32),
        "idf": np.array([2.0], np.float16),
        "weights": np.array([[100, 50, -100]], np.int8),
        "scale": np.array([0.1, 0.1, 0.1], np.float32),
        "intercept": np.array([-4, -2, 0], np.float32),
    }
    arrays = {f"{kind}_{part}": array for kind in ("words", "characters", "clauses") for part, array in table.items()}
    mix = np.vstack([np.eye(3), np.zeros((3, 3))]).astype(np.float32)
    return arrays | {
        "labels": np.array(LABELS),
        "thresholds": np.array([0.7, 0.5, 0.5], np.float32),
        "mix": mix,
        "bias": np.zeros(3, np.float32),
    }


def test_a_known_word_raises_its_label_by_its_weight() -> None:
    model = LinearModel.from_arrays(arrays_that_know("ghosted"))

    told, untold = (model.judge(model.odds(text)) for text in ("ghosted", "lunch"))

    assert told["ask_why_silent"] == pytest.approx(1 / (1 + np.exp(-(10 - 4))))
    assert untold["ask_why_silent"] == pytest.approx(1 / (1 + np.exp(4)))


def test_plays_are_the_labels_without_deal_and_quiet() -> None:
    model = LinearModel.from_arrays(arrays_that_know("ghosted"))

    assert model.plays == ("ask_why_silent",)
    assert model.thresholds["ask_why_silent"] == pytest.approx(0.7)


@pytest.mark.parametrize("part", ["labels", "thresholds", "mix", "words_known", "characters_weights", "clauses_idf"])
def test_a_missing_part_is_named(part: str) -> None:
    arrays = arrays_that_know("ghosted")
    del arrays[part]

    with pytest.raises(ValueError, match=part):
        LinearModel.from_arrays(arrays)


def test_a_table_with_too_few_rows_is_refused() -> None:
    arrays = arrays_that_know("ghosted") | {"words_weights": np.zeros((2, 3), np.int8)}

    with pytest.raises(ValueError, match="words table"):
        LinearModel.from_arrays(arrays)


def test_a_mix_of_another_size_is_refused() -> None:
    arrays = arrays_that_know("ghosted") | {"mix": np.zeros((3, 3), np.float32)}

    with pytest.raises(ValueError, match="mix"):
        LinearModel.from_arrays(arrays)


@given(st.text())
def test_every_text_gets_probabilities(text: str) -> None:
    model = LinearModel.from_arrays(arrays_that_know("ghosted"))

    chances = model.judge(model.odds(text))

    assert list(chances.by_label) == LABELS
    assert all(0 <= chance <= 1 for chance in chances.by_label.values())
