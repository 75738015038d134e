"""One look at all open deals of a person: what is no longer so is settled, and the most pressing is said."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from coaching.decision import Decision, DecisionRecord, Nudge, Silence
from coaching.outcome import Outcome
from coaching.record import Record
from coaching.situation import Said, Situation
from coaching.timed.choice import NOTHING_READ, StandingCause, choose_timed, find_standing, still_holds
from coaching.timed.seen import Seen, see
from coaching.timed.timed_play import TimedPlay
from handlers.blocks.brief import brief_message
from handlers.blocks.evidence import Sources
from handlers.messages.speaking import About, Speech, say, settle
from handlers.messages.withholding import withhold
from handlers.notes import CLOCKS_APART
from handlers.slack_ts import ts_of
from handlers.timed.digested import named_in_digest
from handlers.timed.gathering import Gathered, Owner, gather
from handlers.timed.places import Place, places_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coaching.deal import Update
    from handlers.bench import Bench
    from handlers.blocks.pieces import Block
    from storage import UnitOfWork
    from storage.records import StoredDeal

MOST_A_DAY = 2
"""So many timed nudges one person gets in a day at most, so that their own updates still find some of the budget."""
_MICROSECOND = timedelta(microseconds=1)


@dataclass(slots=True)
class Look:
    """A look under way: what is known, what came of it so far, and in which channels something was said.

    `named` are the deals of which the owner's digest has just asked something.
    """

    known: Gathered
    bench: "Bench"
    tx: "UnitOfWork"
    named: frozenset[int] = frozenset()
    outcomes: list[Outcome] = field(default_factory=list)
    said_in: list[str] = field(default_factory=list)

    @property
    def speech(self) -> Speech:
        """No event has caused what is said."""
        return Speech(self.bench.voice, self.tx, self.known.owner.now, "")

    def see(self, name: str, told: "Sequence[Update]") -> Seen:
        """The deal as these updates tell it."""
        owner = self.known.owner
        return see(name, told, owner.local.date(), owner.zone, self.bench.coach.calendar)


async def open_look(owner: Owner, bench: "Bench", tx: "UnitOfWork") -> Look:
    """A look that begins, with all that it needs."""
    known = await gather(owner, tx)
    return Look(known, bench, tx, named_in_digest(known, tx.tenant, bench))


async def look_at_deals(owner: Owner, bench: "Bench", tx: "UnitOfWork") -> list[Outcome]:
    """Look at the owner's open deals and say what is most pressing, within all limits; what came of it, in order."""
    look = await open_look(owner, bench, tx)
    seen = {stored.id: look.see(stored.deal.name, look.known.updates[stored.id]) for stored in look.known.deals}
    await _settle_what_has_passed(look, seen)
    standing = {number: find_standing(one, bench.coach) for number, one in seen.items()}
    pressing = [stored for stored in look.known.deals if standing[stored.id]]
    for stored in sorted(pressing, key=lambda stored: (standing[stored.id][0].urgency, stored.id)):
        if timed_today(look) < MOST_A_DAY:
            await _speak_of(stored, [cause.play.id for cause in standing[stored.id]], look)
    return look.outcomes


async def _settle_what_has_passed(look: Look, seen: "Mapping[int, Seen]") -> None:
    """Settle nudges whose cause the days have ended, such as one before a talk that is over."""
    coach = look.bench.coach
    for deal_id, nudges in look.known.nudges.items():
        for nudge in nudges:
            play = coach.playbook.get(nudge.play)
            passed = isinstance(play, TimedPlay) and not still_holds(play, seen[deal_id], coach)
            if passed and nudge.state == "standing":
                look.outcomes.append(await settle(nudge, seen[deal_id].deal, look.speech))


def timed_today(look: Look) -> int:
    """How many timed nudges the owner got today, those of this look as well."""
    start, end = look.known.owner.day
    before = [nudge for nudges in look.known.nudges.values() for nudge in nudges if start <= nudge.at < end]
    return len(look.said_in) + sum(look.bench.coach.playbook.is_timed(nudge.play) for nudge in before)


async def _speak_of(stored: "StoredDeal", among: "Sequence[str]", look: Look) -> None:
    """Say what is most pressing on a deal in the first place where it may be told; or keep silent."""
    for place in places_for(stored.id, look.known, look.bench.watch):
        seen = look.see(stored.deal.name, place.updates)
        chosen = choose_timed(seen, situation_in(stored, place, seen, look), look.bench.coach, among)
        if chosen is not None:
            cause, decision = chosen
            await _carry_out(stored, place, cause, decision, look)
            return


def situation_in(stored: "StoredDeal", place: Place, seen: Seen, look: Look) -> Situation:
    """The situation of the owner and the place in which a deal would be spoken of."""
    known, owner, channel = look.known, look.known.owner, place.channel
    watch = known.watches.get(channel)
    in_shadow = watch is not None and watch.in_shadow(owner.now)
    held = [each for each in known.shadowed if in_shadow and each.channel == channel]
    held_today = [each for each in held if owner.day[0] <= each.at < owner.day[1]]
    own_today = [each for each in held_today if each.author == owner.person.id]
    return Situation(
        reading=NOTHING_READ,
        today=seen.today,
        now=owner.now,
        deal=stored.deal,
        said=(*_said(stored, look), *(Said(each.play, each.at) for each in held if each.deal_id == stored.id)),
        said_to_person=known.said_to_person + len(own_today) + len(look.said_in),
        said_in_channel=known.said_in.get(channel, 0) + len(held_today) + look.said_in.count(channel),
        names=_names(seen, owner),
        variant=f"{stored.id}/{seen.today}",
        hushes=tuple(each.hush for each in known.hushes if each.hush.concerns(stored.id, channel)),
        in_shadow=in_shadow,
        misread=frozenset(n.play for n in known.nudges[stored.id] if n.id in known.misread),
        quiet_hours=known.chosen.is_quiet(owner.local),
        by_dm=known.chosen.nudges_to == "dm" or place.thread_ts is None,
        drawn_for=f"{look.tx.tenant}/{stored.id}",
        by_clock=True,
        digest_at=known.digest_at if stored.id in look.named else None,
    )


def _said(stored: "StoredDeal", look: Look) -> list[Said]:
    """What was said on the deal; a timed nudge counts also when it was taken back, since nothing was edited."""
    is_timed = look.bench.coach.playbook.is_timed
    counting = [n for n in look.known.nudges[stored.id] if n.state != "withdrawn" or is_timed(n.play)]
    return [Said(nudge.play, nudge.at) for nudge in counting]


def _names(seen: Seen, owner: Owner) -> dict[str, str]:
    contact = next((person.name for person in seen.deal.contacts if person.name), "")
    return {"company": seen.deal.name, "contact": contact, "rep": next(iter(owner.person.name.split()), "")}


async def _carry_out(stored: "StoredDeal", place: Place, cause: StandingCause, decision: Decision, look: Look) -> None:
    """Say it, or keep what only the shadow or chance has held back; other silences leave no trace from day to day."""
    if not (isinstance(decision, Nudge) or decision.reason in ("shadow", "holdout")):
        return
    owner = look.known.owner
    ts = await _free_ts(place.channel, look)
    record = DecisionRecord(place.channel, ts, "", owner.now, owner.person.id, stored.id, decision)
    decision_id = await look.tx.decisions.add(record)
    look.said_in.append(place.channel)
    about = About(owner.person.id, place.channel, ts, place.thread_ts or ts)
    if isinstance(decision, Silence) and decision.reason == "holdout":
        await withhold(about, cause.play, decision_id, stored.id, look.speech)
    if isinstance(decision, Nudge):
        below = _brief(stored, place, look) if cause.play.fires.cause == "meeting_tomorrow" else ()
        deal = (stored.id, stored.deal)
        look.outcomes.append(await say(about, decision, decision_id, deal, look.speech, below))


def _brief(stored: "StoredDeal", place: Place, look: Look) -> "Sequence[Block]":
    """The brief on the deal as its owner may see it here, without quotes."""
    seen = look.see(stored.deal.name, place.updates)
    sources = Sources(Record(place.updates), look.bench.voice.permalink)
    local = look.known.owner.local
    return brief_message(seen.deal, local, look.bench.coach.catalogue, sources, shared=True).blocks


async def _free_ts(channel: str, look: Look) -> str:
    """A ts that names no standing nudge of the channel yet, and lies before whatever Slack will give to our message."""
    at = look.known.owner.now - CLOCKS_APART
    while await look.tx.nudges.on_message(channel, ts_of(at)) is not None:
        at += _MICROSECOND
    return ts_of(at)
