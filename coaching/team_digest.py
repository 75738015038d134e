"""What one manager hears of the team's week: figures that single nobody out, shared deals, and large ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from coaching.deal import Deal
from coaching.facts import STAGES, Stage
from coaching.money import Money
from coaching.team_week import CAUSES, Band, TeamWeek

MOST_DEALS = 10
"""So many deals of each kind are named."""
_RECENT = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class SharedDeal:
    """A deal that its owner `by` shares with the managers."""

    deal: Deal
    by: str


@dataclass(frozen=True, slots=True)
class TeamDigest:
    """`weeks` are the last ones that are over, the oldest first; deals are in the order of their names.

    `large` are open deals of the team's threshold or more that nobody shared: they are told without anybody's name.
    """

    weeks: tuple[TeamWeek, ...]
    shared: tuple[SharedDeal, ...] = ()
    large: tuple[Deal, ...] = ()
    threshold: Money | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell; an empty digest is not sent."""
        return not (self.shared or self.large or self.plays or self.causes or self.stages)

    @property
    def plays(self) -> tuple[tuple[str, Band], ...]:
        """The plays that came up in the last week, in the order of their ids: no ranking."""
        figures = self.weeks[-1].figures if self.weeks else {}
        return tuple((name.removeprefix("play_"), told.band) for name, told in figures.items() if name[:5] == "play_")

    @property
    def causes(self) -> tuple[tuple[str, Band], ...]:
        """What open deals lacked at the end of the last week."""
        bands = ((cause, self.weeks[-1].band(f"cause_{cause}")) for cause in CAUSES if self.weeks)
        return tuple((cause, band) for cause, band in bands if band)

    @property
    def stages(self) -> tuple[tuple[Stage, tuple[Band | None, ...]], ...]:
        """The stages of which anything is told, each with its band at the end of each week."""
        bands = ((stage, tuple(week.band(f"stage_{stage}") for week in self.weeks)) for stage in STAGES)
        return tuple((stage, told) for stage, told in bands if any(told))


def compose_team_digest(
    weeks: tuple[TeamWeek, ...],
    deals: Mapping[int, Deal],
    shared: Mapping[int, str],
    threshold: Money | None,
    now: datetime,
) -> TeamDigest:
    """The digest of a manager who sees these `deals`, by number; `shared` says who shares which of them."""
    told = [
        SharedDeal(deal, shared[number]) for number, deal in deals.items() if number in shared and _counts(deal, now)
    ]
    large = [deal for number, deal in deals.items() if number not in shared and _passes(deal, threshold)]
    by_name = sorted(told, key=lambda each: each.deal.name.casefold())
    return TeamDigest(weeks, tuple(by_name), tuple(_in_order(large)), threshold)


def _counts(deal: Deal, now: datetime) -> bool:
    """Open, or closed within the week."""
    return deal.state == "open" or (deal.closed_at is not None and deal.closed_at >= now - _RECENT)


def _passes(deal: Deal, threshold: Money | None) -> bool:
    """Worth the threshold or more, in its own currency: nothing is converted."""
    if threshold is None or deal.state != "open" or deal.amount is None:
        return False
    return (deal.currency or "").upper() == threshold.currency and deal.amount >= threshold.amount


def _in_order(deals: Iterable[Deal]) -> list[Deal]:
    return sorted(deals, key=lambda deal: deal.name.casefold())
