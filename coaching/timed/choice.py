"""Which timed plays a deal calls for today, and what the coach says of them: one nudge, or why it keeps silent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coaching.coach import Coach, rests_on_transactional
from coaching.decision import Decision, Nudge, SilenceReason
from coaching.reading.result import Reading
from coaching.situation import Situation
from coaching.timed.causes import CAUSES, Found, find_cause

if TYPE_CHECKING:
    from coaching.timed.seen import Seen
    from coaching.timed.timed_play import TimedPlay

DAYS_BETWEEN = 7
"""At most one timed nudge on a deal in so many days."""
NOTHING_READ = Reading("", english=True, is_deal_update=False)


@dataclass(frozen=True, slots=True)
class StandingCause:
    """A timed play whose cause holds on a deal, what it has found, and in words what it goes by."""

    play: "TimedPlay"
    found: Found
    evidence: str

    @property
    def urgency(self) -> tuple[int, int, str]:
        """The most pressing first: by its cause, then by how long it is overdue."""
        return CAUSES.index(self.play.fires.cause), -self.found.over, self.play.id


def find_standing(seen: "Seen", coach: Coach) -> list[StandingCause]:
    """The causes that hold on a deal, the most pressing first, whatever was said of them: also for a digest.

    What a dated step ahead, a later day that the buyer has named or a one-off purchase makes unnecessary is left out.
    """
    return sorted(_standing(coach.playbook.timed, seen, coach), key=lambda cause: cause.urgency)


def still_holds(play: "TimedPlay", seen: "Seen", coach: Coach) -> bool:
    """Whether what a nudge of this play was said for is still so, by whichever evidence; a retired play's too."""
    return bool(_standing([play], seen, coach))


def choose_timed(
    seen: "Seen", situation: Situation, coach: Coach, among: Collection[str] | None = None
) -> tuple[StandingCause, Decision] | None:
    """The strongest cause that nothing holds back, with its nudge; else the strongest with the silence about it.

    None where no cause holds. `situation` is that of the owner and the place where it would be said; where `seen` is
    not all that is known, `among` are the plays whose cause holds by all that is.
    """
    first: tuple[StandingCause, SilenceReason] | None = None
    for cause in find_standing(seen, coach):
        if among is not None and cause.play.id not in among:
            continue
        hold = _held_back(cause, seen, situation, coach)
        if hold is None and situation.in_shadow:
            silence = coach.silence("shadow", situation, cause.play)
            return cause, replace(silence, evidence=cause.evidence)
        if hold is None and coach.holdout.withholds(cause.play, situation.drawn_for):
            return cause, coach.silence("holdout", situation, cause.play)
        if hold is None:
            return cause, _say(cause, situation)
        first = first or (cause, hold)
    return (first[0], coach.silence(first[1], situation, first[0].play)) if first else None


def _held_back(cause: StandingCause, seen: "Seen", situation: Situation, coach: Coach) -> SilenceReason | None:
    """As for every nudge, that a deal gets one of these a week, and none just after the digest; but for the brief."""
    timed_days = (seen.day(said.at) for said in situation.said if coach.playbook.is_timed(said.play))
    hold = coach.held_back(cause.play, situation)
    if hold is None and any((seen.today - day).days < DAYS_BETWEEN for day in timed_days):
        return "rest"
    if hold is None and cause.play.fires.cause != "meeting_tomorrow" and _digested(situation, coach):
        return "rest"
    return hold


def _digested(situation: Situation, coach: Coach) -> bool:
    """Whether a digest asked something of the deal less than a deal's rest ago."""
    named = situation.digest_at
    return named is not None and situation.now - named < coach.limits.deal_rest


def _standing(plays: "Iterable[TimedPlay]", seen: "Seen", coach: Coach) -> list[StandingCause]:
    """Those of the plays whose cause holds, in their order."""
    looked = [(play, find_cause(play.fires.cause, seen, play.limits)) for play in plays]
    holding = [(play, found) for play, found in looked if found is not None]
    if holding and seen.waits:
        holding = [(play, found) for play, found in holding if play.fires.cause == "meeting_tomorrow"]
    if not holding:
        return []
    situation = Situation(NOTHING_READ, seen.today, seen.updates[-1].at, deal=seen.deal, by_clock=True)
    return [
        StandingCause(play, found, _evidence(play, found, seen, coach))
        for play, found in holding
        if not any(condition.holds(situation) for condition in play.known_when)
        and not rests_on_transactional(play, situation)
    ]


def _evidence(play: "TimedPlay", found: Found, seen: "Seen", coach: Coach) -> str:
    day = _say_day(found.day, seen.today)
    return coach.catalogue.say(f"timed.seen_{play.fires.cause}", day=day, count=found.count)


def _say(cause: StandingCause, situation: Situation) -> Nudge:
    words = cause.play.words(situation.names, situation.variant)
    return Nudge(cause.play.id, cause.evidence, words, "dm" if situation.by_dm else cause.play.to)


def _say_day(day: date, today: date) -> str:
    """`3 March`, in another year `3 March 2025`."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
