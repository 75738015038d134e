"""The filters of a list of deals: which open deals need a next step, are silent, stall, or are about to close.

Days are those of the reader's calendar: `now` is aware and in the reader's time zone.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from coaching.business_days import BusinessDays
from coaching.deal import Deal

DealFilter = Literal["silent", "stalled", "closing", "needs_step"]
FILTERS: tuple[DealFilter, ...] = get_args(DealFilter)

SILENT_AFTER = 10
"""Working days without an update, which are two weeks as in the digest."""
STALLED_AFTER = timedelta(days=21)
CLOSES_WITHIN = timedelta(days=14)


def pick_deals(deals: Iterable[Deal], only: DealFilter | None, now: datetime) -> list[Deal]:
    """The open ones of `deals` that pass the filter; all the open ones when there is none."""
    passes = _PASSES[only] if only else _any
    return [deal for deal in deals if deal.state == "open" and passes(deal, now)]


def stands_since(deal: Deal) -> datetime | None:
    """Since when the deal's stage is what it is; while that is not known, since the deal was opened."""
    return deal.stage_since or deal.opened_at


def _any(_deal: Deal, _now: datetime) -> bool:
    return True


def _needs_step(deal: Deal, now: datetime) -> bool:
    """No next step that is dated today or later: there is none, it has no day, or its day has passed."""
    return not _step_ahead(deal, now)


def _silent(deal: Deal, now: datetime) -> bool:
    """No update for ten working days, and no dated step ahead to wait for.

    Working days are Monday to Friday, counted from the day after the update up to today; holidays count.
    """
    told = deal.updated_at or deal.opened_at
    if told is None or _step_ahead(deal, now):
        return False
    return BusinessDays().between(_day(told, now), now.date()) >= SILENT_AFTER


def _stalled(deal: Deal, now: datetime) -> bool:
    """The same stage for 21 days or more, with updates in between or not; a deal of no known stage counts as well."""
    since = stands_since(deal)
    return since is not None and now.date() - _day(since, now) >= STALLED_AFTER


def _closing(deal: Deal, now: datetime) -> bool:
    """To be closed within 14 days, or overdue. Where no close date is known: in negotiation, or at the proposal with a
    next step from today to 14 days ahead.
    """
    if deal.close_date is not None:
        return _within(deal.close_date, now)
    if deal.stage == "proposal":
        return deal.next_step_date is not None and _step_ahead(deal, now) and _within(deal.next_step_date, now)
    return deal.stage == "negotiation"


_PASSES: Mapping[DealFilter, Callable[[Deal, datetime], bool]] = {
    "needs_step": _needs_step,
    "silent": _silent,
    "stalled": _stalled,
    "closing": _closing,
}


def _step_ahead(deal: Deal, now: datetime) -> bool:
    return deal.next_step_date is not None and deal.next_step_date >= now.date()


def _within(day: date, now: datetime) -> bool:
    return day - now.date() <= CLOSES_WITHIN


def _day(at: datetime, now: datetime) -> date:
    return at.astimezone(now.tzinfo).date()
