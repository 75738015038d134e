"""What a timed play looks at: one deal with its updates, on one day where its owner is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from coaching.business_days import BusinessDays
from coaching.deal import Deal, Update, rebuild_deal
from coaching.hush import BUYER_REPLIED


@dataclass(frozen=True, slots=True)
class Seen:
    """A deal as its `updates` (oldest first) tell it; `today` is the day in the `zone` of whoever owns it."""

    deal: Deal
    updates: tuple[Update, ...]
    today: date
    zone: tzinfo = UTC
    calendar: BusinessDays = field(default_factory=BusinessDays)

    @property
    def waits(self) -> bool:
        """Whether the buyer wants to hear of it again later, on a day that is not over."""
        until = waits_until(self.updates)
        return until is not None and until >= self.today

    def day(self, at: datetime) -> date:
        """The owner's day at this moment."""
        return at.astimezone(self.zone).date()

    def days_since(self, day: date) -> int:
        """How many business days have begun after that day."""
        return self.calendar.between(day, self.today)

    def days_until(self, day: date) -> int:
        """How many business days come after today, up to that day."""
        return self.calendar.between(self.today, day)


def see(name: str, updates: Iterable[Update], today: date, zone: tzinfo, calendar: BusinessDays) -> Seen:
    """The deal that these updates add up to, as it is looked at."""
    in_order = tuple(sorted(updates, key=lambda update: (update.at, update.ts)))
    return Seen(rebuild_deal(name, in_order), in_order, today, zone, calendar)


def waits_until(updates: Iterable[Update]) -> date | None:
    """The day from which the buyer wants to hear of it again, by updates in order; None once a later one goes on."""
    until: date | None = None
    for update in updates:
        facts = update.facts
        goes_on = facts.stage or facts.next_step_date or "next_step_date" in update.sets
        if facts.later_date is not None:
            until = facts.later_date
        elif goes_on or BUYER_REPLIED in update.signals:
            until = None
    return until
