"""A brief before a meeting: what is known of a deal, what is not, what to ask, and what not to do yet."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from coaching.checklist import known_items
from coaching.deal import Deal
from coaching.record import Record
from coaching.told import Item

Topic = Literal["problem", "motive", "decision_maker", "money", "timing", "rivals", "next_step"]
"""What a seller should know, the most telling first: the checklist, and against whom."""
TOPICS: tuple[Topic, ...] = get_args(Topic)
Question = Literal[Topic, "change", "yes", "others"]
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


def brief_on(deal: Deal, record: Record, today: date) -> Brief:
    """The brief on `deal` as things stand on `today`, the reader's own day, by what the `record` tells."""
    told = known_items(deal, record.updates, today)
    known = tuple(topic for topic in TOPICS if _is_known(topic, deal, told))
    unknown = tuple(topic for topic in TOPICS if topic not in known)
    questions: tuple[Question, ...] = (*unknown, *_ALWAYS)
    return Brief(known, unknown, questions[:QUESTIONS], unknown[0] if unknown else None)


def _is_known(topic: Topic, deal: Deal, told: frozenset[Item]) -> bool:
    """By the checklist; whoever decides must have been met, and rivals are not on it."""
    if topic == "rivals":
        return bool(deal.competitors)
    if topic == "decision_maker":
        return bool(deal.decision_maker and deal.decision_maker.met)
    return topic in told
