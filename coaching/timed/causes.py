"""The causes of timed plays: what each looks at on a deal, and what it then has seen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from coaching.brief import brief_on
from coaching.deal import Update
from coaching.facts import CLOSED_STAGES, Stage
from coaching.record import Record
from coaching.timed.seen import Seen

CauseName = Literal[
    "meeting_tomorrow",
    "next_step_overdue",
    "close_date_passed",
    "close_date_moved",
    "no_decision_maker",
    "proposal_unreviewed",
    "price_unmentioned",
    "single_threaded",
    "buyer_silent",
    "stage_unchanged",
    "no_update",
]
"""Why time brings a deal up, the most pressing cause first."""
CAUSES: tuple[CauseName, ...] = get_args(CauseName)
Band = Literal["early", "middle", "late"]
BANDS: Mapping[Stage | None, Band] = {
    "prospecting": "early",
    "discovery": "early",
    "demo": "middle",
    "proposal": "late",
    "negotiation": "late",
}
"""The part of a deal's way that a stage belongs to; a deal of no known stage is early."""
MOVED_LATELY = 5
"""So many business days after a close date was moved it is still worth a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a cause has seen: the day that it goes by, a number where one tells more, and how far it is past its limit.

    `over` orders deals that are brought up for the same cause.
    """

    day: date
    over: int
    count: int = 0


Cause = Callable[[Seen, int], Found | None]
"""Looks at an open deal with the limit of its band."""


def band_of(stage: Stage | None) -> Band:
    """The band of a stage."""
    return BANDS.get(stage, "early")


def find_cause(name: CauseName, seen: Seen, limits: Mapping[Band, int]) -> Found | None:
    """What the cause has seen on an open deal; None when it does not hold, or not in this band."""
    limit = limits.get(band_of(seen.deal.stage))
    if limit is None or seen.deal.stage in CLOSED_STAGES:
        return None
    return _LOOKS[name](seen, limit)


def _meeting_tomorrow(seen: Seen, limit: int) -> Found | None:
    """A talk with the buyer is dated within the next business days, and there are things to find out."""
    day = seen.deal.next_step_date
    if day is None or day <= seen.today or day > seen.calendar.away(seen.today, limit):
        return None
    brief = brief_on(seen.deal, Record(seen.updates), seen.today)
    unknown = [topic for topic in brief.unknown if topic != "next_step"]
    return Found(day, 0, len(unknown)) if unknown and _MEETING.search(seen.deal.next_step or "") else None


def _next_step_overdue(seen: Seen, limit: int) -> Found | None:
    """The next step's day has passed, and no later update tells what became of it."""
    day = seen.deal.next_step_date
    if day is None:
        return None
    stating = max((n for n, update in enumerate(seen.updates) if update.facts.next_step_date == day), default=-1)
    if any(seen.day(update.at) >= day for update in seen.updates[stating + 1 :]):
        return None
    return _after(day, seen, limit)


def _close_date_passed(seen: Seen, limit: int) -> Found | None:
    return _after(seen.deal.close_date, seen, limit)


def _close_date_moved(seen: Seen, limit: int) -> Found | None:
    """The close date was put off so many times, the last time lately."""
    moves = _moves(seen.updates)
    if len(moves) < limit or seen.deal.close_date is None:
        return None
    day = seen.day(moves[-1].at)
    return Found(seen.deal.close_date, len(moves) - limit, len(moves)) if seen.days_since(day) <= MOVED_LATELY else None


def _no_decision_maker(seen: Seen, limit: int) -> Found | None:
    known = seen.deal.decision_maker or "decision_maker_engaged" in seen.deal.signals
    return None if known or seen.deal.stage != "negotiation" else _at_stage(seen, limit)


def _proposal_unreviewed(seen: Seen, limit: int) -> Found | None:
    """The proposal is out, and no appointment to go through it was made since."""
    booked, since = seen.deal.signals.get("review_booked"), seen.deal.stage_since
    reviewed = any("proposal_reviewed" in update.told for update in seen.updates)
    if seen.deal.stage != "proposal" or reviewed or (booked and since and booked >= since):
        return None
    return _at_stage(seen, limit)


def _price_unmentioned(seen: Seen, limit: int) -> Found | None:
    """The close date is near, and neither an amount nor a budget was spoken of."""
    day = seen.deal.close_date
    if day is None or day < seen.today or seen.deal.amount is not None:
        return None
    if any("money" in update.told for update in seen.updates):
        return None
    left = seen.days_until(day)
    return Found(day, limit - left) if left <= limit else None


def _single_threaded(seen: Seen, limit: int) -> Found | None:
    """One person is known there and no other; where nobody is named nobody can tell."""
    return _at_stage(seen, limit) if len(seen.deal.contacts) == 1 else None


def _buyer_silent(seen: Seen, limit: int) -> Found | None:
    """We have moved last: the proposal went out or somebody was chased, and nothing has come back since."""
    deal = seen.deal
    ours = [deal.signals.get("buyer_silent"), deal.stage_since if deal.stage == "proposal" else None]
    moved = max((at for at in ours if at is not None), default=None)
    if moved is None:
        return None
    answered = any(_hears_buyer(update, moved) for update in seen.updates)
    return None if answered else _after(seen.day(moved), seen, limit)


def _stage_unchanged(seen: Seen, limit: int) -> Found | None:
    return _at_stage(seen, limit) if seen.deal.stage is not None else None


def _no_update(seen: Seen, limit: int) -> Found | None:
    return _after(_day_of(seen.deal.updated_at, seen), seen, limit)


def _at_stage(seen: Seen, limit: int) -> Found | None:
    return _after(_day_of(seen.deal.stage_since or seen.deal.opened_at, seen), seen, limit)


def _after(day: date | None, seen: Seen, limit: int) -> Found | None:
    """That day lies so many business days back."""
    passed = seen.days_since(day) if day is not None else -1
    return Found(day, passed - limit, passed) if day is not None and passed >= limit and day < seen.today else None


def _day_of(at: datetime | None, seen: Seen) -> date | None:
    return seen.day(at) if at is not None else None


def _moves(updates: tuple[Update, ...]) -> list[Update]:
    """The updates by which the close date became a later one."""
    moves: list[Update] = []
    known: date | None = None
    for update in updates:
        stated = update.facts.close_date
        if stated is not None and known is not None and stated > known:
            moves.append(update)
        if stated is not None or "close_date" in update.sets:
            known = stated
    return moves


def _hears_buyer(update: Update, moved: datetime) -> bool:
    """Whether an update tells of something that came from the buyer in answer to our move."""
    if update.at >= moved and _FROM_BUYER & {*update.signals}:
        return True
    return update.at > moved and any(passage.by_buyer for passage in update.told.values())


_FROM_BUYER = {"buyer_replied", "review_booked", "mutual_plan", "decision_maker_engaged"}
_MEETING = re.compile(
    r"\b(?:meet\w*|calls?|demo\w*|workshop|review\w*|visit\w*|lunch|coffee|breakfast|dinner|session|talk|chat"
    r"|catch[- ]?up|walk-?through|presentation|present|kick-?off|zoom|teams|discovery|pitch|interview)\b",
    re.IGNORECASE,
)
"""Words by which a next step is a talk with the buyer."""
_LOOKS: Mapping[CauseName, Cause] = {
    "meeting_tomorrow": _meeting_tomorrow,
    "next_step_overdue": _next_step_overdue,
    "close_date_passed": _close_date_passed,
    "close_date_moved": _close_date_moved,
    "no_decision_maker": _no_decision_maker,
    "proposal_unreviewed": _proposal_unreviewed,
    "price_unmentioned": _price_unmentioned,
    "single_threaded": _single_threaded,
    "buyer_silent": _buyer_silent,
    "stage_unchanged": _stage_unchanged,
    "no_update": _no_update,
}
