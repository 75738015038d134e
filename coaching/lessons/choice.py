"""The one lesson worth saying: what lost deals lacked at this point, won ones mostly did not, and an open one lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coaching.deal import LossReview
from coaching.lessons.past import ClosedDeal, Past, ToldDeal, lacks
from coaching.lessons.rules import Band, LessonRules, Need


@dataclass(frozen=True, slots=True)
class Teaching:
    """`lacked` of the last `losses` losses that came to a point had no `need` there.

    `excess` is by how much more often losses lacked it than wins. `review` is the latest that the person wrote of those
    that lacked it, one that says what to do differently before one that does not, and `reviewed` the name of its deal.
    """

    need: Need
    lacked: int
    losses: int
    excess: float
    reviewed: str = ""
    review: LossReview | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the person's losses teach about their open deal of this name, which lacks the same now."""

    deal: str
    teaching: Teaching


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an open deal is: at which point, and whether it is a one-off purchase."""

    band: Band
    one_off: bool


def lesson_on(told: ToldDeal, past: Past, rules: LessonRules) -> Lesson | None:
    """The lesson on a deal of the person's own that was open at the past's moment; None when there is none.

    What is taught is told by `LessonRules`; what won deals lacked about as often teaches nothing. Of several the one
    that tells losses from wins best is chosen, then the one that more losses lacked, then the first in the file.
    One-off purchases are compared with each other only, and so are all other deals.
    """
    return next(iter(_lessons([told], past, rules)), None)


def lesson_of_week(deals: Iterable[ToldDeal], past: Past, since: datetime, rules: LessonRules) -> Lesson | None:
    """The strongest lesson on a deal with news since `since`; where nothing happened it was said before."""
    fresh = [deal for deal in deals if any(since <= update.at < past.as_of for update in deal.updates)]
    in_order = sorted(fresh, key=lambda deal: (deal.name, deal.number))
    return max(_lessons(in_order, past, rules), key=lambda lesson: _strength(lesson.teaching), default=None)


def _lessons(deals: Iterable[ToldDeal], past: Past, rules: LessonRules) -> list[Lesson]:
    """The lesson on each of the deals that has one, in their order."""
    placed = [(told, place) for deal in deals if (place := _place(told := deal.before(past.as_of), past, rules))]
    taught = {place: _teachings(place, past, rules) for place in {place for _, place in placed}}
    found = [(told, _first_lacking(told, taught[place], past)) for told, place in placed]
    return [Lesson(told.name, teaching) for told, teaching in found if teaching]


def _place(told: ToldDeal, past: Past, rules: LessonRules) -> _Place | None:
    """Where a deal of the person's own is, None when it is closed, somebody else's, or at no point yet."""
    deal = told.folded
    band = rules.band_of(deal.stage)
    return _Place(band, told.is_one_off) if band and deal.state == "open" and deal.owner == past.person else None


def _first_lacking(told: ToldDeal, taught: tuple[Teaching, ...], past: Past) -> Teaching | None:
    missing = lacks(told, [teaching.need for teaching in taught], past.as_of.date()) if taught else ()
    return next((teaching for teaching in taught if teaching.need in missing), None)


def _teachings(place: _Place, past: Past, rules: LessonRules) -> tuple[Teaching, ...]:
    """What the past teaches there, the strongest first."""
    lost = _came_to(place, past.lost)
    needs = [need for need in rules.points[place.band].needs if _was_lacking(need, lost, rules)]
    won = _came_to(place, past.won) if needs else []
    found = [_teaching(need, lost, won, past, rules) for need in needs]
    return tuple(sorted((each for each in found if each), key=_strength, reverse=True))


_Lacking = list[tuple[ToldDeal, frozenset[Need]]]


def _came_to(place: _Place, closed: Iterable[ClosedDeal]) -> _Lacking:
    """Those of the closed deals that came to the point, with what each lacked there."""
    alike = [deal for deal in closed if deal.told.is_one_off == place.one_off]
    return [(deal.told, deal.lacked[place.band]) for deal in alike if place.band in deal.lacked]


def _was_lacking(need: Need, lost: _Lacking, rules: LessonRules) -> bool:
    """Whether enough losses lacked it."""
    lacking = sum(need in lacked for _, lacked in lost)
    return len(lost) >= rules.fewest_losses and lacking >= max(rules.fewest_lacking, rules.share * len(lost))


def _teaching(need: Need, lost: _Lacking, won: _Lacking, past: Past, rules: LessonRules) -> Teaching | None:
    """What is to be said of this need, which losses lacked; None when wins lacked it about as often."""
    lacking = [deal for deal, lacked in lost if need in lacked]
    share = len(lacking) / len(lost)
    excess = share - (sum(need in lacked for _, lacked in won) / len(won) if won else 0)
    if won and excess < rules.above_wins:
        return None
    written = [(deal.name, review) for deal in lacking if (review := deal.review_by(past.person))]
    written.sort(key=lambda told: not told[1].differently.strip())
    return Teaching(need, len(lacking), len(lost), excess, *(written[0] if written else ()))


def _strength(teaching: Teaching) -> tuple[float, int]:
    return teaching.excess, teaching.lacked
