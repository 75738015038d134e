"""Deals as they were at a moment: which were lost or won by then, and what each lacked when it came to a point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from operator import is_

from coaching.checklist import known_items
from coaching.deal import Deal, LossReview, Update, rebuild_deal
from coaching.ladder import is_reached
from coaching.lessons.rules import NEEDS, Band, LessonRules, Need, Point
from coaching.told import ITEMS


@dataclass(frozen=True)
class ToldDeal:
    """A deal by its name and its updates, oldest first; `number` tells deals of one name apart.

    `known` is what these updates add up to, where somebody has found that before. It has no slots, so that it is folded
    once.
    """

    number: int
    name: str
    updates: tuple[Update, ...]
    known: Deal | None = None

    def before(self, as_of: datetime) -> "ToldDeal":
        """The deal as it was told before the moment `as_of`."""
        told = tuple(sorted((u for u in self.updates if u.at < as_of), key=lambda update: (update.at, update.ts)))
        same = len(told) == len(self.updates) and all(map(is_, told, self.updates))
        return self if same else ToldDeal(self.number, self.name, told)

    def until(self, point: Point) -> "ToldDeal | None":
        """The deal as it was told when it first came to `point`; None when it never came there."""
        stages = point.reached_by
        arrival = next((at for at, update in enumerate(self.updates) if update.facts.stage in stages), None)
        if arrival is None or arrival == len(self.updates) - 1:
            return None if arrival is None else self
        return ToldDeal(self.number, self.name, self.updates[: arrival + 1])

    @cached_property
    def folded(self) -> Deal:
        """What its updates add up to."""
        return self.known or rebuild_deal(self.name, self.updates)

    @property
    def is_one_off(self) -> bool:
        """Whether it is a one-off purchase, in which no relationship is to be built."""
        return "transactional" in self.folded.signals

    def review_by(self, person: str) -> LossReview | None:
        """The latest loss review that this person wrote."""
        written = (u.review for u in reversed(self.updates) if u.review is not None and u.author == person)
        return next(written, None)


@dataclass(frozen=True)
class ClosedDeal:
    """A lost or won deal as told before a moment, and the `zone` in which its days are.

    It has no slots, so that what it lacked is found once, on however many open deals it tells something.
    """

    told: ToldDeal
    points: Mapping[Band, Point]
    zone: tzinfo | None

    @cached_property
    def lacked(self) -> Mapping[Band, frozenset[Need]]:
        """What it lacked of what is needed when it came to a point, for each of the points that it came to."""
        came = {band: then for band, point in self.points.items() if (then := self.told.until(point))}
        parts = {len(then.updates): then for then in came.values()}
        found = {length: lacks(then, NEEDS, self._day(then)) for length, then in parts.items()}
        return {band: found[len(then.updates)].intersection(self.points[band].needs) for band, then in came.items()}

    def _day(self, then: ToldDeal) -> date:
        return then.updates[-1].at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Past:
    """The latest lost and won deals of one person, the latest first, each as told before one moment (`as_of`)."""

    person: str
    as_of: datetime
    lost: tuple[ClosedDeal, ...]
    won: tuple[ClosedDeal, ...]


def past_of(person: str, deals: Iterable[ToldDeal], as_of: datetime, rules: LessonRules) -> Past:
    """Those of the deals that this person owned and that had been lost or won by `as_of`, as many as are looked at.

    `as_of` is aware and in the person's time zone. What was told at that moment or later does not count, as if it had
    never been said.
    """
    told = [deal.before(as_of) for deal in deals]
    folded = [(deal, deal.folded) for deal in told if deal.updates]
    mine = [(deal, known) for deal, known in folded if known.owner == person]
    lost, won = (_latest(state, mine, rules) for state in ("lost", "won"))
    points, zone = rules.points, as_of.tzinfo
    return Past(
        person,
        as_of,
        tuple(ClosedDeal(deal, points, zone) for deal in lost),
        tuple(ClosedDeal(deal, points, zone) for deal in won),
    )


def _latest(state: str, deals: Iterable[tuple[ToldDeal, Deal]], rules: LessonRules) -> list[ToldDeal]:
    closed = [(known.closed_at, deal.number, deal) for deal, known in deals if known.state == state and known.closed_at]
    return [deal for *_, deal in sorted(closed, key=lambda told: told[:2], reverse=True)[: rules.look_back]]


def lacks(told: ToldDeal, needs: Iterable[Need], today: date) -> frozenset[Need]:
    """Those of the needs that the deal, as far as it is told, lacks on `today`; its words may long be forgotten."""
    deal, needed = told.folded, frozenset(needs)
    known = known_items(deal, told.updates, today, [item for item in ITEMS if item in needed])
    return frozenset(need for need in needed if need not in known and not _had(need, deal, told.updates))


def _had(need: Need, deal: Deal, updates: tuple[Update, ...]) -> bool:
    """Whether there was what the checklist does not hold."""
    match need:
        case "decision_maker_met":
            met = deal.decision_maker is not None and deal.decision_maker.met
            return met or is_reached("decision_maker_involved", updates)
        case "contacts":
            return len(deal.contacts) > 1
        case "rivals":
            return bool(deal.competitors)
        case _:
            return False
