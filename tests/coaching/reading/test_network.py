"""The network's word is joined to the tables', and only where the tables leave a doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from model_examples import make_model

from coaching.facts import Facts
from coaching.reading.local import LocalReader
from coaching.reading.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coaching.reading.model import Numbers

TODAY = date(2026, 3, 2)
UPDATE = "new prospect: a bakery we met today"


@dataclass
class Said:
    """A network that always says the same, and what it was asked."""

    odds: Sequence[float]
    asked: list[Sequence[int]] = field(default_factory=list)

    def __call__(self, pieces: Sequence[int]) -> "Numbers":
        self.asked.append(pieces)
        return np.array(self.odds, np.float32)


def arrays() -> "dict[str, NDArray[Any]]":
    return {
        "labels": np.array(["ask_why_silent", "deal", "quiet"]),
        "pieces": np.array("[UNK]\n[CLS]\n[SEP]\nbakery"),
        "weight": np.array(0.5),
        "slope": np.ones(3),
        "offset": np.zeros(3),
        "thresholds": np.array([0.6, 0.5, 0.5]),
    }


def reader_with(said: Said) -> LocalReader:
    return LocalReader(make_model(), lambda text, today: Facts(), lambda text: {}, Network.from_arrays(arrays(), said))


def test_a_network_that_is_sure_makes_a_play_fire_that_the_tables_leave_open() -> None:
    doubtful, sure = (reader_with(Said([odds, 0, 0])).read(UPDATE, TODAY) for odds in (-6, 18))

    assert not doubtful.scores["ask_why_silent"].fires
    assert sure.scores["ask_why_silent"].fires
    assert sure.scores["ask_why_silent"].trained == pytest.approx(0.6)


def test_what_is_clearly_no_deal_update_never_reaches_the_network() -> None:
    said = Said([9, 9, 9])
    reader = reader_with(said)
    certain = replace(reader, model=replace(reader.model, bias=np.array([0, -9, 0], np.float32)))

    assert not certain.read("who is coming to lunch", TODAY).is_deal_update
    assert said.asked == []


def test_it_is_asked_about_the_pieces_of_the_message() -> None:
    said = Said([0, 0, 0])

    reader_with(said).read("Bakery", TODAY, about_deal=True)

    assert said.asked == [[1, 3, 2]]


def test_both_log_odds_are_weighed_and_added_then_sloped_and_shifted() -> None:
    told = arrays() | {"slope": np.array([2.0, 1, 1]), "offset": np.array([-1.0, 0, 0])}

    chances = Network.from_arrays(told, Said([1.0, 0, 0])).judge("bakery", np.array([0.25, 0, 0], np.float32))

    assert chances["ask_why_silent"] == pytest.approx(1 / (1 + np.exp(-(2 * 0.75 - 1))))


@pytest.mark.parametrize("missing", ["labels", "pieces", "weight", "slope", "offset", "thresholds"])
def test_a_missing_part_is_named(missing: str) -> None:
    told = {name: array for name, array in arrays().items() if name != missing}

    with pytest.raises(ValueError, match=f"lacks '{missing}'"):
        Network.from_arrays(told, Said([]))


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Network.from_arrays(arrays() | {"slope": np.ones(2)}, Said([]))
