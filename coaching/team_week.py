"""A team's week in figures that single nobody out: how many deals stand where, in bands, over three reps or more.

A figure is named "stage_demo", "cause_silent" or "play_ask_why_silent". The team's week is an ISO week in UTC, so that
everybody who hears of it hears the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from coaching.deal import Deal, Update, rebuild_deal
from coaching.deal_filters import DealFilter, pick_deals
from coaching.message import is_member

FEWEST_REPS = 3
"""A figure needs deals of so many different reps, and as many deals; with fewer it is not told at all."""
Band = Literal["few", "some", "many"]
"""3 to 5 deals, 6 to 10, more than 10."""
BANDS: tuple[Band, ...] = get_args(Band)
CAUSES: tuple[DealFilter, ...] = ("needs_step", "silent", "stalled")
_SOME, _MANY = 6, 11

Standing = Mapping[str, Mapping[str, frozenset[int]]]
"""Whose deals are behind each figure: the numbers of the deals, by rep, by figure."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A play that was said to `author` in a channel that everybody may read, on which deal and when (aware UTC)."""

    play: str
    author: str
    deal_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """How a figure is told: its band, and the week since which that band is told of it."""

    band: Band
    since: str


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """What is told of one week: only figures that may be told are in it."""

    week: str
    figures: Mapping[str, Shown] = field(default_factory=dict)

    def band(self, figure: str) -> Band | None:
        """The figure's band; None where it is not told."""
        return self.figures[figure].band if figure in self.figures else None


def finished_weeks(now: datetime, count: int) -> tuple[str, ...]:
    """The last weeks that are over at `now` (aware), the oldest first: "2026-W10"."""
    days = (now.astimezone(UTC).date() - timedelta(weeks=back) for back in range(count, 0, -1))
    return tuple(f"{day.isocalendar().year}-W{day.isocalendar().week:02}" for day in days)


def start_of(week: str) -> datetime:
    """When the week begins, in UTC."""
    year, number = week.split("-W")
    return datetime.combine(date.fromisocalendar(int(year), int(number), 1), datetime.min.time(), UTC)


def end_of(week: str) -> datetime:
    """When the week is over, in UTC."""
    return start_of(week) + timedelta(weeks=1)


def whose_deals(
    week: str, told: Mapping[int, Sequence[Update]], raised: Iterable[Raised], left_out: Collection[str] = ()
) -> Standing:
    """Whose deals are behind each figure, as of the week's end; `told` and `raised` may go on beyond it.

    People in `left_out` do not count: managers, who could take their own deals off what they read.
    """
    found: dict[str, dict[str, frozenset[int]]] = {}

    def count(figure: str, rep: str | None, deal_id: int) -> None:
        if rep and is_member(rep) and rep not in left_out:
            of_figure = found.setdefault(figure, {})
            of_figure[rep] = of_figure.get(rep, frozenset()) | {deal_id}

    for deal_id, updates in told.items():
        deal = deal_as_of(end_of(week), updates)
        for figure in _figures_of(deal, end_of(week)) if deal else ():
            count(figure, deal.owner if deal else None, deal_id)
    for each in raised:
        if start_of(week) <= each.at < end_of(week):
            count(f"play_{each.play}", each.author, each.deal_id)
    return found


def deal_as_of(moment: datetime, updates: Iterable[Update]) -> Deal | None:
    """The deal as it stood before the moment, without its name; None when there was none."""
    known = [update for update in updates if update.at < moment]
    return rebuild_deal("", known) if known else None


def tell_week(week: str, now: Standing, before: TeamWeek | None, of_week: Callable[[str], Standing]) -> TeamWeek:
    """What may be told of a week whose figures are `now`; `of_week` gives those of earlier weeks again.

    A figure over fewer than three reps or deals is left out. A band that was told the week `before` stands until deals
    of at least three reps have come to the figure or left it, so that no change is one person's.
    """
    figures = {}
    for figure in sorted(now):
        if not may_be_told(now[figure]):
            continue
        told = before.figures.get(figure) if before else None
        if told and _reps_between(of_week(told.since).get(figure, {}), now[figure]) < FEWEST_REPS:
            figures[figure] = told
        else:
            figures[figure] = Shown(_band(now[figure]), week)
    return TeamWeek(week, figures)


def may_be_told(of_figure: Mapping[str, frozenset[int]]) -> bool:
    """Whether enough reps, and enough deals, are behind a figure."""
    return min(len(of_figure), _count(of_figure)) >= FEWEST_REPS


def _reps_between(one: Mapping[str, frozenset[int]], other: Mapping[str, frozenset[int]]) -> int:
    """How many reps have other deals behind a figure than they had."""
    return sum(one.get(rep) != other.get(rep) for rep in {*one, *other})


def _band(of_figure: Mapping[str, frozenset[int]]) -> Band:
    count = _count(of_figure)
    return "few" if count < _SOME else "some" if count < _MANY else "many"


def _count(of_figure: Mapping[str, frozenset[int]]) -> int:
    return len(frozenset[int]().union(*of_figure.values()))


def _figures_of(deal: Deal, now: datetime) -> Iterable[str]:
    """The figures to which an open deal counts."""
    if deal.state != "open":
        return
    if deal.stage:
        yield f"stage_{deal.stage}"
    for cause in CAUSES:
        if pick_deals([deal], cause, now - timedelta(seconds=1)):
            yield f"cause_{cause}"
