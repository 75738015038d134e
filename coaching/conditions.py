"""Conditions that a play may state about the deal and the message; each has a name that content files use."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel, ConfigDict, model_validator

from coaching.facts import Stage
from coaching.reading.buyer_promises import without_promises
from coaching.situation import Situation


def _next_step_ahead(situation: Situation) -> bool:
    dates = [situation.reading.facts.next_step_date, situation.deal.next_step_date if situation.deal else None]
    return any(day is not None and day >= situation.today for day in dates)


def _decision_maker(situation: Situation, met: bool) -> bool:
    people = (*situation.reading.facts.contacts, *(situation.deal.contacts if situation.deal else ()))
    return any(person.role == "decision_maker" and (person.met or not met) for person in people)


NAMED: Mapping[str, Callable[[Situation], bool]] = {
    "next_step_ahead": _next_step_ahead,
    "buyer_promised": lambda situation: without_promises(situation.reading.text) is not None,
    "decision_maker_met": lambda situation: _decision_maker(situation, met=True),
    "decision_maker_known": lambda situation: _decision_maker(situation, met=False),
    "competitor_known": lambda s: bool(s.reading.facts.competitors or (s.deal and s.deal.competitors)),
    "amount_known": lambda s: s.reading.facts.amount is not None or bool(s.deal and s.deal.amount is not None),
    "transactional": lambda situation: _known(situation, "transactional"),
}
"""Conditions without an argument, by the name that a play uses."""


def _known(situation: Situation, signal: str) -> bool:
    return signal in situation.reading.signals or bool(situation.deal and signal in situation.deal.signals)


def _stage(situation: Situation) -> Stage | None:
    return situation.deal.stage if situation.deal else situation.reading.facts.stage


class Condition(BaseModel):
    """One condition: a name from `NAMED`, or one of `stage` (after this message), `said` and `known` signals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    named: str | None = None
    stage: tuple[Stage, ...] | None = None
    said: str | None = None
    known: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: object) -> object:
        """Accept a bare name; refuse one that no condition has."""
        if not isinstance(value, str):
            return value
        if value not in NAMED:
            raise ValueError(f"unknown condition {value!r}; known are {', '.join(sorted(NAMED))}, stage, said, known")
        return {"named": value}

    @model_validator(mode="after")
    def _exactly_one(self) -> "Condition":
        if sum(part is not None for part in (self.named, self.stage, self.said, self.known)) != 1:
            raise ValueError("a condition is a name, or exactly one of stage, said, known")
        return self

    @property
    def signal(self) -> str | None:
        """The signal that this condition looks for, if any."""
        return self.said or self.known

    def holds(self, situation: Situation) -> bool:
        """Whether the condition holds in this situation."""
        if self.named is not None:
            return NAMED[self.named](situation)
        if self.stage is not None:
            return _stage(situation) in self.stage
        if self.said is not None:
            return self.said in situation.reading.signals
        return _known(situation, self.known or "")
