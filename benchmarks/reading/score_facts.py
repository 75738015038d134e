"""How well the facts that we read match the labels: right, wrong and missed, for each field and each writer."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coaching.facts import Facts

NAMES = "names"
"""The field of the people's names; the others are called as in a label."""
FIELDS = ("company", "amount", "currency", "next_step_date", "stage", NAMES)
_CHAT = "chat"
_LEGAL_FORM = re.compile(r"\b(?:ltd|limited|inc|llc|gmbh|ag|plc|corp|co|bv|sa|srl|pty|group)\b\.?")
_LONG_ENOUGH = 4
"""A name of so many letters counts as said when it is part of the labelled one, or the other way round."""

ReadFacts = Callable[[str, date], Facts]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled deal update; `writer` is the name of its file, `fields` what a careful reader found stated."""

    writer: str
    text: str
    today: date
    fields: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """What was right, what was said wrongly, and what was stated but not said as labelled."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was said that is right."""
        said = self.right + self.wrong
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """The share of what is stated that was said."""
        stated = self.right + self.missed
        return self.right / stated if stated else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


def load_labelled(folder: Path) -> list[Labelled]:
    """The deal updates among the labelled messages in `folder`; chat is nobody's and has no facts.

    What is no deal update is left out: whether a message is one is the reader's figure, and its facts are not told.
    """
    files = [file for file in sorted(folder.glob("*.jsonl")) if file.stem != _CHAT]
    return [
        Labelled(file.stem, line["text"], date.fromisoformat(line["date"]), line["fields"])
        for file in files
        for line in map(json.loads, file.read_text("utf-8").splitlines())
        if line["is_deal_update"]
    ]


def score_facts(messages: Iterable[Labelled], read_facts: ReadFacts) -> dict[str, dict[str, Tally]]:
    """For each writer the tallies of all fields."""
    found: dict[str, dict[str, Tally]] = defaultdict(lambda: {field: Tally() for field in FIELDS})
    for message in messages:
        facts, tallies = read_facts(message.text, message.today), found[message.writer]
        for field in FIELDS:
            judge = _judge_names if field == NAMES else _judge
            tallies[field] += judge(field, facts, message.fields)
    return dict(found)


def add_up(by_writer: Mapping[str, Mapping[str, Tally]]) -> dict[str, Tally]:
    """The tallies of all writers together."""
    return {field: sum((tallies[field] for tallies in by_writer.values()), Tally()) for field in FIELDS}


def _judge(field: str, facts: Facts, label: Mapping[str, Any]) -> Tally:
    said, stated = getattr(facts, field), label.get(field)
    said = said.isoformat() if isinstance(said, date) else said
    same = _same_company(said, stated) if field == "company" else said == stated
    if said is not None and stated is not None and same:
        return Tally(right=1)
    return Tally(wrong=said is not None, missed=stated is not None)


def _judge_names(_field: str, facts: Facts, label: Mapping[str, Any]) -> Tally:
    said = {plain_name(person.name) for person in facts.contacts if person.name}
    stated = {plain_name(person["name"]) for person in label.get("contacts") or () if person.get("name")}
    right = sum(_is_among(name, stated) for name in said)
    return Tally(right, len(said) - right, sum(not _is_among(name, said) for name in stated))


def _is_among(name: str, names: Iterable[str]) -> bool:
    return any(name == other or (_are_long(name, other) and (name in other or other in name)) for other in names)


def _same_company(said: str | None, stated: str | None) -> bool:
    one, other = plain_name(said or ""), plain_name(stated or "")
    return bool(one and other) and _is_among(one, [other])


def _are_long(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG_ENOUGH


def plain_name(name: str) -> str:
    """A name without accents, case, punctuation and legal form, so that two ways to write it compare as one."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", _LEGAL_FORM.sub(" ", ascii_only))
