"""Deals as they were at a moment: which were lost or won by then, and what each lacked when it came to a point."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from coaching.checklist import check
from coaching.deal import Deal, DealState, LossReview, Update, rebuild_deal
from coaching.ladder import climb
from coaching.lessons.rules import LessonRules, Need, Point
from coaching.record import Record


@dataclass(frozen=True)
class ToldDeal:
    """A deal by its name and its updates, oldest first; `number` tells deals of one name apart.

    It has no slots, so that it is folded once.
    """

    number: int
    name: str
    updates: tuple[Update, ...]

    def before(self, as_of: datetime) -> "ToldDeal":
        """The deal as it was told before the moment `as_of`."""
        told = tuple(sorted((u for u in self.updates if u.at < as_of), key=lambda update: (update.at, update.ts)))
        return self if told == self.updates else replace(self, updates=told)

    def until(self, point: Point) -> "ToldDeal | None":
        """The deal as it was told when it first came to `point`; None when it never came there."""
        stages = point.reached_by
        arrival = next((at for at, update in enumerate(self.updates) if update.facts.stage in stages), None)
        if arrival is None or arrival == len(self.updates) - 1:
            return None if arrival is None else self
        return replace(self, updates=self.updates[: arrival + 1])

    @cached_property
    def folded(self) -> Deal:
        """What its updates add up to."""
        return rebuild_deal(self.name, self.updates)

    @property
    def is_one_off(self) -> bool:
        """Whether it is a one-off purchase, in which no relationship is to be built."""
        return "transactional" in self.folded.signals

    def review_by(self, person: str) -> LossReview | None:
        """The latest loss review that this person wrote."""
        written = (u.review for u in reversed(self.updates) if u.review is not None and u.author == person)
        return next(written, None)


@dataclass(frozen=True, slots=True)
class Past:
    """The latest lost and won deals of one person, the latest first, each as told before one moment (`as_of`)."""

    person: str
    as_of: datetime
    lost: tuple[ToldDeal, ...]
    won: tuple[ToldDeal, ...]


def past_of(person: str, deals: Iterable[ToldDeal], as_of: datetime, rules: LessonRules) -> Past:
    """Those of the deals that this person owned and that had been lost or won by `as_of`, as many as are looked at.

    `as_of` is aware and in the person's time zone. What was told at that moment or later does not count, as if it had
    never been said.
    """
    told = [deal.before(as_of) for deal in deals]
    folded = [(deal, deal.folded) for deal in told if deal.updates]
    mine = [(deal, known) for deal, known in folded if known.owner == person]
    return Past(person, as_of, _latest("lost", mine, rules), _latest("won", mine, rules))


def _latest(state: DealState, deals: Iterable[tuple[ToldDeal, Deal]], rules: LessonRules) -> tuple[ToldDeal, ...]:
    closed = [(known.closed_at, deal.number, deal) for deal, known in deals if known.state == state and known.closed_at]
    return tuple(deal for *_, deal in sorted(closed, key=lambda told: told[:2], reverse=True)[: rules.look_back])


def lacks(told: ToldDeal, needs: Iterable[Need], today: date) -> frozenset[Need]:
    """Those of the needs that the deal, as far as it is told, lacks on `today`; its words may long be forgotten."""
    deal = told.folded
    findings = check(deal, Record(told.updates), today)
    had: dict[Need, bool] = {item: finding.update is not None for item, finding in findings.items()}
    met = deal.decision_maker is not None and deal.decision_maker.met
    had["decision_maker_met"] = met or "decision_maker_involved" in climb(told.updates)
    had["contacts"] = len(deal.contacts) > 1
    had["rivals"] = bool(deal.competitors)
    return frozenset(need for need in needs if not had.get(need))


def lacked_at(point: Point, told: ToldDeal, as_of: datetime) -> frozenset[Need] | None:
    """What the deal lacked of what is needed when it came to `point`; None when it never came there."""
    then = told.until(point)
    return None if then is None else lacks(then, point.needs, then.updates[-1].at.astimezone(as_of.tzinfo).date())
