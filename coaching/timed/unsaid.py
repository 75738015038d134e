"""What time brings up on an open deal and was not said of it: for a line in its owner's digest."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from coaching.coach import Coach
from coaching.deal import Update
from coaching.hush import Hush
from coaching.situation import Said, Situation
from coaching.timed.causes import CauseName
from coaching.timed.choice import NOTHING_READ, StandingCause, find_standing
from coaching.timed.seen import see, waits_until

SAID_ANYWAY: frozenset[CauseName] = frozenset({"meeting_tomorrow", "next_step_overdue", "no_update"})
"""A digest says of itself that a step is overdue and that a deal is quiet, and prepares no talk."""


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """What is known of one open deal: all its updates, the `hidden` channels of which its owner may not hear.

    `said` are its nudges in whatever state, `hushes` the wishes for quiet that concern it, `misread` the plays of which
    somebody said that they misread it. `drawn_for` is what a holdout draws for.
    """

    name: str
    updates: tuple[Update, ...]
    hidden: frozenset[str] = frozenset()
    said: tuple[Said, ...] = ()
    hushes: tuple[Hush, ...] = ()
    misread: frozenset[str] = frozenset()
    drawn_for: str = ""

    @property
    def shown(self) -> tuple[Update, ...]:
        """The updates that its owner may hear of."""
        if not self.hidden:
            return self.updates
        return tuple(update for update in self.updates if update.channel not in self.hidden)

    def waits(self, today: date) -> bool:
        """Whether the buyer wants to hear of it again later, as its owner knows."""
        until = waits_until(self.shown)
        return until is not None and until >= today

    def before(self, moment: datetime) -> "OpenDeal":
        """The same before a moment, as far as updates and nudges tell."""
        updates = tuple(update for update in self.updates if update.at < moment)
        return replace(self, updates=updates, said=tuple(said for said in self.said if said.at < moment))


def find_unsaid(known: OpenDeal, now: datetime, zone: tzinfo, coach: Coach) -> StandingCause | None:
    """The most pressing cause that holds by all that is known and by what the owner may hear, and may be told now.

    A play that was said on the deal is left out while it rests, whatever came of it, and one that a holdout withholds.
    """
    today = now.astimezone(zone).date()
    shown = known.shown
    if not shown:
        return None
    seen = see(known.name, shown, today, zone, coach.calendar)
    causes = [cause for cause in find_standing(seen, coach) if _is_worth_a_line(cause, known, coach)]
    if not causes:
        return None
    whole = seen
    if len(shown) < len(known.updates):
        whole = see(known.name, known.updates, today, zone, coach.calendar)
        holding = {cause.play.id for cause in find_standing(whole, coach)}
        causes = [cause for cause in causes if cause.play.id in holding]
    situation = Situation(NOTHING_READ, today, now, deal=whole.deal, by_clock=True)
    situation = replace(situation, said=known.said, hushes=known.hushes, misread=known.misread)
    free = coach.without_limits()
    return next((cause for cause in causes if free.held_back(cause.play, situation) is None), None)


def _is_worth_a_line(cause: StandingCause, known: OpenDeal, coach: Coach) -> bool:
    """Neither said by the digest anyway nor withheld by chance."""
    return cause.play.fires.cause not in SAID_ANYWAY and not coach.holdout.withholds(cause.play, known.drawn_for)
