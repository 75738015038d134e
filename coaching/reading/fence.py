"""The fence: of what a language model claims to have read, only what the message itself bears out gets past.

The message may hold instructions to the model, and the model may make things up: so nothing that it says is shown or
remembered unless it stands in the message. What fails is dropped, counted, and taken from the local reading instead.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeVar, get_args

from coaching.facts import STAGES, Contact, Facts, Role, Stage
from coaching.reading.claims import ClaimedContact, Claims
from coaching.reading.facts.dates import find_dates
from coaching.reading.facts.money import find_money
from coaching.reading.places import find_name, find_words
from coaching.reading.result import PlayScore, Reading

SURE_ENOUGH = 0.8
"""From this confidence on a model's play fires, unless the play's file names its own threshold."""

Dropped = Literal["play", "signal", "evidence", "name", "title", "amount", "currency", "date", "stage", "role", "step"]
"""What can fail: an unknown play, signal, stage or role; evidence, a name, a title, an amount, a currency, a date or a
next step that does not stand in the message."""

_PLAIN_NUMBER = re.compile(r"(?<![\w.,])\d{1,15}(?![\w%]|[.,]\d)")
_ROLES: tuple[Role, ...] = get_args(Role)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fenced:
    """What got past the fence, as a reading, and how often something did not, by what it was."""

    reading: Reading
    dropped: Mapping[Dropped, int]


def fence(claims: Claims, local: Reading, today: date, plays: Collection[str], signals: Collection[str]) -> Fenced:
    """Hold `claims` about a message against the message; `local` is what the local reader read in it.

    `today` is the author's calendar day; `plays` and `signals` are the known names. Each piece of the result is the
    model's where the message bears it out, and else the local one. The local signals stay: they are exact phrases.
    """
    checks = _Checks(local, today)
    facts = checks.facts(claims)
    said = checks.signals(claims, signals)
    scores = checks.scores(claims, plays)
    if not claims.is_deal_update:
        scores = {}
    update = replace(local, is_deal_update=claims.is_deal_update, doubtful=False)
    return Fenced(replace(update, facts=facts, signals={**said, **local.signals}, scores=scores), checks.dropped)


@dataclass(slots=True)
class _Checks:
    """The checks of one answer, and what they have dropped so far."""

    local: Reading
    today: date
    dropped: Counter[Dropped] = field(default_factory=Counter)

    def facts(self, claims: Claims) -> Facts:
        """The facts that the text bears out; whose deal it is (`owner`) no model is asked."""
        known = self.local.facts
        return replace(
            known,
            company=self._kept(claims.company, self._name(claims.company, "name"), known.company),
            amount=self._kept(claims.amount, self._amount(claims.amount), known.amount),
            currency=self._kept(claims.currency, self._currency(claims.currency), known.currency),
            stage=self._kept(claims.stage, self._stage(claims.stage), known.stage),
            next_step=self._kept(claims.next_step, self._words(claims.next_step, "step"), known.next_step),
            next_step_date=self._kept(claims.next_step_date, self._date(claims.next_step_date), known.next_step_date),
            contacts=tuple(self._contacts(claims)) or (known.contacts if claims.contacts else ()),
            competitors=tuple(self._competitors(claims)) or (known.competitors if claims.competitors else ()),
        )

    def signals(self, claims: Claims, known: Collection[str]) -> dict[str, str]:
        """The known signals whose words stand in the text."""
        found: dict[str, str] = {}
        for claim in claims.signals:
            if claim.signal not in known:
                self.dropped["signal"] += 1
            elif words := self._words(claim.words, "evidence"):
                found.setdefault(claim.signal, words)
        return found

    def scores(self, claims: Claims, known: Collection[str]) -> dict[str, PlayScore]:
        """The known plays whose evidence stands in the text; with false evidence, the local reader's own score.

        Of two claims about one play the surer one counts.
        """
        found: dict[str, PlayScore] = {}
        for claim in sorted(claims.plays, key=lambda claim: claim.confidence):
            if claim.play not in known:
                self.dropped["play"] += 1
            elif evidence := self._words(claim.evidence, "evidence"):
                found[claim.play] = PlayScore(claim.confidence, SURE_ENOUGH, evidence)
            elif claim.play in self.local.scores:
                found.setdefault(claim.play, self.local.scores[claim.play])
        return found

    @staticmethod
    def _kept(claimed: object, checked: T | None, local: T | None) -> T | None:
        """What passed; nothing where nothing was claimed; the local reader's where the claim failed."""
        return checked if checked is not None or claimed is None else local

    def _name(self, claimed: str | None, kind: Literal["name", "title"]) -> str | None:
        return self._counted(claimed, kind, find_name(self.local.text, claimed or ""))

    def _words(self, claimed: str | None, kind: Literal["evidence", "step"]) -> str | None:
        return self._counted(claimed, kind, find_words(self.local.text, claimed or ""))

    def _amount(self, claimed: float | None) -> int | None:
        """A sum that the text names, or a number in it that is no part of a sum or a day."""
        text = self.local.text
        sums, days = find_money(text), find_dates(text, self.today)
        written = {int(money.value.to_integral_value()) for money in sums}
        for start, end in [(money.start, money.end) for money in sums] + [(day.start, day.end) for day in days]:
            text = text[:start] + "x" * (end - start) + text[end:]
        written |= {int(number) for number in _PLAIN_NUMBER.findall(text)}
        return self._counted(claimed, "amount", next((amount for amount in written if amount == claimed), None))

    def _currency(self, claimed: str | None) -> str | None:
        code = (claimed or "").strip().upper()
        stated = {money.currency for money in find_money(self.local.text)} | {self.local.facts.currency}
        return self._counted(claimed, "currency", code if code in stated else None)

    def _date(self, claimed: str | None) -> date | None:
        """A day from today on that the text names."""
        named = {found.date for found in find_dates(self.local.text, self.today) if not found.past}
        named |= {self.local.facts.next_step_date} - {None}  # type: ignore[arg-type]  # a set without None
        return self._counted(claimed, "date", next((day for day in named if day.isoformat() == claimed), None))

    def _stage(self, claimed: str | None) -> Stage | None:
        return self._counted(claimed, "stage", next((stage for stage in STAGES if stage == claimed), None))

    def _contacts(self, claims: Claims) -> Iterator[Contact]:
        for claim in claims.contacts:
            name, title = self._name(claim.name, "name"), self._name(claim.title, "title")
            if name or title:
                yield Contact(name, title, self._role(claim), claim.met)

    def _role(self, claim: ClaimedContact) -> Role | None:
        return self._counted(claim.role, "role", next((role for role in _ROLES if role == claim.role), None))

    def _competitors(self, claims: Claims) -> Iterator[str]:
        for claim in claims.competitors:
            if name := self._name(claim, "name"):
                yield name

    def _counted(self, claimed: object, kind: Dropped, checked: T | None) -> T | None:
        if checked is None and claimed is not None:
            self.dropped[kind] += 1
        return checked
