"""What needs a person: the few of their deals that call for a look, each for one reason, the most pressing first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from coaching.deal import Deal
from coaching.deal_filters import pick_deals, stands_since

NeedReason = Literal["overdue", "asked", "silent", "undated", "stalled"]
"""Why a deal needs its owner, the most pressing reason first; of those that hold, the first counts.

A silent deal has no dated step ahead either, so `silent` comes before `undated`, as in the digest.
"""
REASONS: tuple[NeedReason, ...] = get_args(NeedReason)
MOST_NEEDS = 5


@dataclass(frozen=True, slots=True)
class Need:
    """A deal that needs its owner, and why: overdue, silent or stalled `since` a day on the owner's calendar."""

    deal: Deal
    reason: NeedReason
    since: date | None = None


def find_needs(deals: Mapping[int, Deal], asked: Collection[int], now: datetime) -> tuple[Need, ...]:
    """All of these deals that need their owner; `asked` are the numbers of those with an open nudge.

    `now` is aware and in the owner's time zone.
    """
    found = (_need(deal, number in asked, now) for number, deal in deals.items() if deal.state == "open")
    return tuple(sorted((need for need in found if need), key=_urgency))


def _need(deal: Deal, asked: bool, now: datetime) -> Need | None:
    if deal.next_step_date is not None and deal.next_step_date < now.date():
        return Need(deal, "overdue", deal.next_step_date)
    if asked:
        return Need(deal, "asked")
    if pick_deals([deal], "silent", now):
        return Need(deal, "silent", _day(deal.updated_at or deal.opened_at, now))
    if deal.next_step_date is None:
        return Need(deal, "undated")
    return Need(deal, "stalled", _day(stands_since(deal), now)) if pick_deals([deal], "stalled", now) else None


def _day(at: datetime | None, now: datetime) -> date | None:
    return at.astimezone(now.tzinfo).date() if at else None


def _urgency(need: Need) -> tuple[int, int, float, str]:
    """By reason, then what waits longest; of undated deals the freshest, which is easiest to set right."""
    told = need.deal.updated_at or need.deal.opened_at
    second = told.timestamp() if told else 0.0
    since = need.since.toordinal() if need.since else 0
    return REASONS.index(need.reason), since, -second if need.reason == "undated" else second, need.deal.name
