"""A brief before a meeting: what is known of a deal, what is not, what to ask, and what not to do yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from coaching.deal import Deal

Topic = Literal["motive", "decision_maker", "money", "rivals", "next_step"]
"""What a seller should know, the most telling first: why they would buy, who decides, for how much, against whom."""
TOPICS: tuple[Topic, ...] = get_args(Topic)
Question = Literal["motive", "decision_maker", "money", "rivals", "next_step", "change", "yes", "others"]
_ALWAYS: tuple[Question, ...] = ("change", "yes", "others")
"""What is worth asking when all is known: what has changed, what a yes takes, who else should be heard."""
QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Brief:
    """`known` and `unknown` share out all topics; `questions` are three; `not_yet` is what the caution is about.

    `not_yet` is the first topic that is not known, None when all are.
    """

    known: tuple[Topic, ...]
    unknown: tuple[Topic, ...]
    questions: tuple[Question, ...]
    not_yet: Topic | None


def brief_on(deal: Deal, today: date) -> Brief:
    """The brief on `deal` as things stand on `today`, the reader's own day."""
    known = tuple(topic for topic in TOPICS if _KNOWN[topic](deal, today))
    unknown = tuple(topic for topic in TOPICS if topic not in known)
    questions: tuple[Question, ...] = (*unknown, *_ALWAYS)
    return Brief(known, unknown, questions[:QUESTIONS], unknown[0] if unknown else None)


_KNOWN: Mapping[Topic, Callable[[Deal, date], bool]] = {
    "motive": lambda deal, today: "motive_known" in deal.signals,
    "decision_maker": lambda deal, today: bool(deal.decision_maker and deal.decision_maker.met),
    "money": lambda deal, today: deal.amount is not None,
    "rivals": lambda deal, today: bool(deal.competitors),
    "next_step": lambda deal, today: deal.next_step_date is not None and deal.next_step_date >= today,
}
