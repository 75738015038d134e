"""Who said it, on sentences that were labelled before the rules were run on them: what is missed, and what is wrong.

`buyer_words.jsonl`: written for the purpose, each about an item of the checklist; those that are `blind` before it was
known how the rules do. `reported_speech.jsonl`: drawn by lot from the labelled updates, with whether the buyer speaks.
The figures stand in docs/decisions/0015-ladder-and-checklist.md.
"""

import json
from pathlib import Path

import pytest
import yaml

from coaching.reading.buyer_speech import sayings
from coaching.reading.signals import Signal
from coaching.reading.telling import told_finder
from coaching_content import CONTENT_DIR

HERE = Path(__file__).parent


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


WORDS = lines("buyer_words.jsonl")
DRAWN = lines("reported_speech.jsonl")
find_told = told_finder(
    {},
    {
        name: Signal.model_validate(entry)
        for name, entry in yaml.safe_load((CONTENT_DIR / "checklist.yaml").read_text("utf-8")).items()
    },
)


def who_said(line: dict[str, str]) -> str:
    told = find_told(line["text"]).get(line["item"])
    return "none" if told is None else "buyer" if told.by_buyer else "rep"


@pytest.mark.parametrize("line", [line for line in WORDS if line["who"] != "buyer"], ids=lambda line: line["text"])
def test_nobody_elses_words_are_put_into_the_buyers_mouth(line: dict[str, str]) -> None:
    assert who_said(line) != "buyer"


@pytest.mark.parametrize("line", [line for line in WORDS if line["who"] == "none"], ids=lambda line: line["text"])
def test_what_was_not_said_stays_unknown(line: dict[str, str]) -> None:
    assert who_said(line) == "none"


def test_of_the_buyers_words_as_many_are_found_as_the_docs_say() -> None:
    blind = [line for line in WORDS if line["who"] == "buyer" and line["blind"]]

    assert len(blind) == 33
    assert sum(who_said(line) == "buyer" for line in blind) >= 12


def test_in_sentences_drawn_by_lot_the_buyer_is_heard_as_often_and_as_rightly_as_the_docs_say() -> None:
    heard = [line for line in DRAWN if sayings(line["sentence"], line["before"])]
    right = sum(bool(line["buyer_speaks"]) for line in heard)

    assert len(DRAWN) == 108
    assert right >= 30
    assert right / len(heard) >= 0.93
