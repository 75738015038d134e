"""How many independent cases of dates and money are read as the codebook asks (`dates_money.jsonl`, see the README)."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from coaching.reading.facts.amounts import find_amount
from coaching.reading.facts.dates import find_dates
from coaching.reading.facts.money import find_money

CASES = Path(__file__).with_name("dates_money.jsonl")
KINDS = ("day", "no day", "money", "range")
Case = Mapping[str, Any]
Says = Callable[[Case], bool]
"""Whether a case is read right."""


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Cases right and asked of each kind, the wrong ones, and how many the codebook does not ask, by reason."""

    right: Mapping[str, int]
    asked: Mapping[str, int]
    wrong: tuple[Case, ...]
    not_asked: Mapping[str, int]
    right_of_all: int

    @property
    def cases(self) -> int:
        """How many there are, asked or not."""
        return sum(self.asked.values()) + sum(self.not_asked.values())

    @property
    def accuracy(self) -> float:
        """The share of the asked cases that are right."""
        return sum(self.right.values()) / sum(self.asked.values())


def load_cases(file: Path = CASES) -> list[Case]:
    """The cases in the order of the file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def score_cases(cases: Iterable[Case], is_right: Says) -> CaseFigures:
    """Judge every case with `is_right`."""
    right, asked, not_asked = Counter[str](), Counter[str](), Counter[str]()
    wrong: list[Case] = []
    right_of_all = 0
    for case in cases:
        verdict = is_right(case)
        right_of_all += verdict
        if "not_asked" in case:
            not_asked[case["not_asked"]] += 1
            continue
        asked[case["kind"]] += 1
        right[case["kind"]] += verdict
        if not verdict:
            wrong.append(case)
    return CaseFigures(right, asked, tuple(wrong), not_asked, right_of_all)


def reads_right(case: Case) -> bool:
    """Whether our rules read a case as the codebook asks."""
    text = case["text"]
    if case["kind"] == "money":
        return match_sums([(money.value, money.currency) for money in find_money(text)], case)
    if case["kind"] == "range":
        return find_amount(text)[0] is None
    return match_days([mention.date for mention in find_dates(text, date.fromisoformat(case["date"]))], case)


def match_days(found: Iterable[date], case: Case) -> bool:
    """Whether the days found in a text are the one that the case names, or none where it names none."""
    days = {day.isoformat() for day in found}
    return len(days) == 1 and days <= set(case["days"]) if case["kind"] == "day" else not days


def match_sums(found: Iterable[tuple[Decimal, str | None]], case: Case) -> bool:
    """Whether the sums found are the case's in whole units, and in its currencies where a sign or code states them."""
    found, wanted = list(found), case["sums"]
    return len(found) == len(wanted) and all(
        _whole(value) == _whole(Decimal(want)) and stated in (None, currency)
        for (value, currency), (want, stated) in zip(found, wanted, strict=True)
    )


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_EVEN))
