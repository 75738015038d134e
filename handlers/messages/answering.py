"""Answering a message: what the coach decides, what becomes of an earlier nudge, and which nudges it settles."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coaching.coach import LONGEST_REST
from coaching.decision import Decision, DecisionRecord, Nudge, Silence
from coaching.message import Person, Posted
from coaching.outcome import Outcome
from coaching.situation import Said, Situation
from handlers.messages.deal_memory import Linked
from handlers.messages.settling import settle_done
from handlers.messages.shadow import Shadow, shadow_over
from handlers.messages.speaking import About, Speech, change, say, withdraw
from handlers.messages.withholding import still_right, withhold
from handlers.sight import deal_told_in

if TYPE_CHECKING:
    from handlers.bench import Bench
    from storage import UnitOfWork
    from storage.records import StoredHush, StoredNudge

PASSING = frozenset({"rest", "budget", "late", "paused", "snoozed", "muted", "quiet_hours", "shadow"})
"""Reasons for silence that pass: they never take back a nudge that was rightly said."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One message to answer: it, its author, what it was linked to, and where to write."""

    posted: Posted
    author: Person
    linked: Linked
    bench: "Bench"
    tx: "UnitOfWork"
    shadow: Shadow

    @property
    def thread(self) -> str:
        return self.posted.thread_ts or self.posted.ts

    @property
    def about(self) -> About:
        return About(self.posted.author, self.posted.channel, self.posted.ts, self.thread)

    @property
    def speech(self) -> Speech:
        return Speech(self.bench.voice, self.tx, self.posted.at, self.posted.cause_ts)


async def answer(posted: Posted, author: Person, linked: Linked, bench: "Bench", tx: "UnitOfWork") -> list[Outcome]:
    """Decide on a message that was read and linked, say or take back what follows, and settle what it settles."""
    case = _Case(posted, author, linked, bench, tx, await shadow_over(posted, LONGEST_REST, tx))
    situation, own = await _look(case)
    decided: list[Outcome] = []
    if own is None or own.state in ("standing", "withheld"):
        decided = await _carry_out(case, situation, own)
    await _wake(case, situation)
    return decided + await _settled(case, situation)


async def consider(
    posted: Posted, author: Person, linked: Linked, bench: "Bench", tx: "UnitOfWork"
) -> tuple[Decision, bool]:
    """What there is to say to somebody who asks about a message, and whether it is sure; nothing is said or kept."""
    situation, _ = await _look(_Case(posted, author, linked, bench, tx, Shadow()))
    return bench.coach.consider(situation)


async def _look(case: _Case) -> tuple[Situation, "StoredNudge | None"]:
    """The situation, and the nudge that was said about this very message."""
    said = await _said(case)
    posted = case.posted
    own = next((nudge for nudge in said if nudge.ts == posted.ts and nudge.channel == posted.channel), None)
    return await _situation(case, [nudge for nudge in said if nudge is not own], own), own


async def _wake(case: _Case, situation: Situation) -> None:
    """Lift the hushes on the deal that this update has ended, so that they stay ended."""
    for stored in await _hushes(case):
        if stored.hush.wake is not None and not situation.hushed(stored.hush):
            await case.tx.hushes.lift(stored.id, case.posted.at)


async def _said(case: _Case) -> list["StoredNudge"]:
    """Nudges that still count: on the deal, or in the thread while no deal is known; always this message's own."""
    since = case.posted.at - LONGEST_REST
    in_thread = await case.tx.nudges.said_in_thread(case.posted.channel, case.thread, since)
    if case.linked.deal_id is None:
        return list(in_thread)
    on_deal = await case.tx.nudges.said_on_deal(case.linked.deal_id, since)
    own = (nudge for nudge in in_thread if nudge.ts == case.posted.ts)
    return list({nudge.id: nudge for nudge in (*on_deal, *own)}.values())


async def _situation(case: _Case, said: list["StoredNudge"], own: "StoredNudge | None") -> Situation:
    posted, linked = case.posted, case.linked
    zone = ZoneInfo(case.author.tz)
    today = posted.posted_at.astimezone(zone).date()
    start = datetime.combine(posted.at.astimezone(zone).date(), time(), zone)
    day = (start.astimezone(UTC), datetime.combine(start.date() + timedelta(days=1), time(), zone).astimezone(UTC))
    chosen = await case.tx.preferences.get(posted.author)
    counted = 1 if own is not None and day[0] <= own.at < day[1] else 0
    to_person = await case.tx.nudges.count_for_person(posted.author, *day) + case.shadow.count(day, posted.author)
    in_channel = await case.tx.nudges.count_in_channel(posted.channel, *day) + case.shadow.count(day)
    return Situation(
        reading=linked.reading,
        today=today,
        now=posted.at,
        source=posted.source,
        deal=linked.deal,
        said=(*(Said(nudge.play, nudge.at) for nudge in said), *case.shadow.said_on(linked.deal_id)),
        said_to_person=to_person - counted,
        said_in_channel=in_channel - counted,
        names=await _names(case),
        variant=f"{posted.channel}/{posted.ts}",
        posted_at=posted.posted_at,
        hushes=tuple(stored.hush for stored in await _hushes(case)),
        in_shadow=case.shadow.on,
        misread=await case.tx.feedback.misread_plays(posted.channel, posted.ts),
        quiet_hours=chosen.is_quiet(posted.at.astimezone(zone)),
        by_dm=chosen.nudges_to == "dm",
        drawn_for=f"{case.tx.tenant}/{linked.deal_id or f'{posted.channel}/{case.thread}'}",
    )


async def _hushes(case: _Case) -> tuple["StoredHush", ...]:
    """People's wishes for quiet that may concern this message."""
    return await case.tx.hushes.standing(case.posted.author, case.posted.channel, case.linked.deal_id)


async def _names(case: _Case) -> dict[str, str]:
    """What the placeholders of a play stand for: people of this update before people of the deal.

    Who was named in another, private channel is not named here.
    """
    facts, linked = case.linked.reading.facts, case.linked
    deal = await deal_told_in(case.posted.channel, linked.deal_id, case.tx) if linked.deal_id is not None else None
    people = (*facts.contacts, *(deal.contacts if deal else ()))
    return {
        "company": (linked.deal.name if linked.deal else facts.company) or "",
        "contact": next((person.name for person in people if person.name), ""),
        "rep": case.author.name.split()[0] if case.author.name.split() else "",
    }


async def _carry_out(case: _Case, situation: Situation, own: "StoredNudge | None") -> list[Outcome]:
    """Say, change, withdraw or leave; an edit that changes nothing about a standing nudge leaves no trace."""
    decision = case.bench.coach.decide(situation)
    passing = isinstance(decision, Silence) and decision.reason in PASSING
    if own is not None and (passing or still_right(own, decision, case.posted.text)):
        return []
    if isinstance(decision, Silence) and decision.reason != "holdout":
        await _see_edit(case, situation, own)
    if own is not None and own.state == "withheld":
        await case.tx.follow_through.drop_withheld(own.channel, own.ts, case.posted.at)
        own = None
    record = DecisionRecord(
        channel=case.posted.channel,
        ts=case.posted.ts,
        cause_ts=case.posted.cause_ts,
        at=case.posted.at,
        author=case.posted.author,
        deal_id=case.linked.deal_id,
        decision=decision,
    )
    decision_id = await case.tx.decisions.add(record)
    if isinstance(decision, Nudge):
        return [await _say_or_change(case, decision, decision_id, own)]
    return [await _say_nothing(case, decision, decision_id, own)]


async def _say_nothing(case: _Case, silence: Silence, decision_id: int, own: "StoredNudge | None") -> Outcome:
    if silence.reason == "holdout":
        play = case.bench.coach.playbook.get(silence.play or "")
        await withhold(case.about, play, decision_id, case.linked.deal_id, case.speech)
    if own is not None:
        return await withdraw(own, "edited", silence.reason, case.linked.deal, case.speech)
    return _silent(case, silence)


async def _see_edit(case: _Case, situation: Situation, own: "StoredNudge | None") -> None:
    """An edit that does what the nudge about it asked for is seen, before the nudge is taken back for it."""
    play = case.bench.coach.playbook.get(own.play) if own is not None else None
    if own is not None and play is not None and case.bench.coach.settles(play, situation):
        await case.tx.follow_through.see([own.id], case.posted.at)


async def _say_or_change(case: _Case, nudge: Nudge, decision_id: int, own: "StoredNudge | None") -> Outcome:
    """A nudge that moves between thread and direct message is taken back there and said here."""
    deal = case.linked.deal
    if own is not None and own.to == nudge.to:
        return await change(own, nudge, decision_id, deal, case.speech)
    if own is not None:
        await withdraw(own, "edited", "edited", deal, case.speech)
    outcome = await say(case.about, nudge, decision_id, (case.linked.deal_id, deal), case.speech)
    return outcome if own is None else outcome.now_changed()


async def _settled(case: _Case, situation: Situation) -> list[Outcome]:
    """Settle earlier nudges on the deal (or in the thread) whose completion check this message fulfils."""
    if not case.linked.reading.is_deal_update or not case.linked.reading.english:
        return []
    awaited = await case.tx.follow_through.awaited(case.linked.deal_id, (case.posted.channel, case.thread))
    earlier = [nudge for nudge in awaited if nudge.ts != case.posted.ts and nudge.at < case.posted.at]
    return list((await settle_done(earlier, situation, case.bench.coach, case.speech)).outcomes)


def _silent(case: _Case, silence: Silence) -> Outcome:
    deal = case.linked.deal
    return Outcome(
        at=case.posted.at,
        channel=case.posted.channel,
        ts=case.posted.cause_ts,
        about_ts=case.posted.ts,
        user=case.posted.author,
        deal=deal.name if deal else None,
        action="silent",
        play=silence.play,
        reason=silence.reason,
    )
