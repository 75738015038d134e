"""The labelled questions, the deals that they name, and how the shipped guide answers them."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coached import shipped_content

from coaching.asking.answer import FactAnswer, NoAnswer, PlayAnswer, WhichDeal
from coaching.recognition import KnownDeal

COMPANIES = (
    *("Acme", "Globex", "Tarnbeck Optics", "Quillfoss Bakery", "Kestrel Schools", "Northgate Foods", "Morvane Steel"),
    *("Pinecrest Dental", "Blue Harbour", "Halden Marine"),
)
DEALS = tuple(KnownDeal(number, name) for number, name in enumerate(COMPANIES, start=1))
Kind = Literal["fact", "play", "none"]
Ending = Literal["right", "wrong", "silent"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what answers it: a fact's topic, or any of some plays; the deal that it names, "" for none."""

    text: str
    expected: tuple[str, ...]
    deal: str

    @property
    def kind(self) -> Kind:
        """Whether a fact answers it, a play, or nothing that we hold."""
        if self.expected == ("none",):
            return "none"
        return "play" if self.expected[0] in {play.id for play in shipped_content().coach.playbook.active} else "fact"


def asked_questions(half: Literal["tuned", "held_out"]) -> list[Asked]:
    """One half of the labelled questions."""
    lines = (Path(__file__).parent / f"{half}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    told = [(row["text"], *row["expects"].partition("@")) for row in rows]
    return [Asked(text, tuple(expected.split("|")), deal) for text, expected, _, deal in told]


def ending(asked: Asked) -> Ending:
    """How the guide does; that it asks which deal is meant, or holds no answer, is silence."""
    match shipped_content().guide.answer(asked.text, DEALS):
        case FactAnswer(topic, deal_id):
            right = topic in asked.expected and COMPANIES[deal_id - 1] == asked.deal
        case PlayAnswer(play, deal_id):
            right = play.id in asked.expected and (COMPANIES[deal_id - 1] if deal_id else "") == asked.deal
        case WhichDeal() | NoAnswer():
            return "right" if asked.kind == "none" else "silent"
    return "right" if right else "wrong"


def endings(half: Literal["tuned", "held_out"]) -> Counter[tuple[Kind, Ending]]:
    """How often each ending came about, by the kind of question."""
    return Counter((asked.kind, ending(asked)) for asked in asked_questions(half))
