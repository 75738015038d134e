"""Clearing: a timed nudge is settled as soon as a change of its deal leaves nothing of what it was said for."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coaching.outcome import Outcome
from coaching.timed.choice import still_holds
from coaching.timed.seen import see
from coaching.timed.timed_play import TimedPlay
from handlers.messages.settling import Done
from handlers.messages.speaking import Speech, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coaching.coach import Coach
    from coaching.deal import Update
    from storage import UnitOfWork
    from storage.records import StoredNudge


async def clear_timed(speech: Speech, coach: "Coach") -> Done:
    """Settle the timed nudges whose cause is gone from the deals that this transaction has changed.

    Of those that were withheld, or only clicked away, it is seen. With a deal that went nothing was done.

    To be called last in whatever changes a deal: a message, an edit, a deletion, a command, a form, an undo.
    """
    tx = speech.tx
    awaited = await tx.follow_through.awaited_among(tx.deals.changed, tx.deals.orphaned)
    timed = [nudge for nudge in awaited if coach.playbook.is_timed(nudge.play)]
    if not timed:
        return Done()
    updates = await tx.updates.of_deals({nudge.deal_id for nudge in timed if nudge.deal_id is not None})
    gone = [nudge for nudge in timed if not await _still_so(nudge, updates, speech, coach)]
    standing = [nudge for nudge in gone if nudge.state == "standing"]
    outcomes = [await _settle(nudge, speech) for nudge in standing]
    seen = tuple(nudge.id for nudge in gone if nudge.seen_at is None and updates.get(nudge.deal_id or 0))
    await tx.follow_through.see(seen, speech.at)
    return Done(tuple(outcomes), tuple(nudge.id for nudge in standing), seen)


async def _still_so(
    nudge: "StoredNudge", updates: "Mapping[int, tuple[Update, ...]]", speech: Speech, coach: "Coach"
) -> bool:
    """Whether the nudge's cause still holds on its deal, on the day of its owner; nothing holds on a deal that went."""
    play, told = coach.playbook.get(nudge.play), updates.get(nudge.deal_id or 0)
    if not told or not isinstance(play, TimedPlay):
        return False
    zone = await _zone_of(nudge.author, speech.tx)
    today = max(speech.at, nudge.at).astimezone(zone).date()
    return still_holds(play, see("", told, today, zone, coach.calendar), coach)


async def _settle(nudge: "StoredNudge", speech: Speech) -> Outcome:
    deal = await speech.tx.deals.get(nudge.deal_id) if nudge.deal_id is not None else None
    return await settle(nudge, deal, speech)


async def _zone_of(user: str, tx: "UnitOfWork") -> ZoneInfo:
    """The zone that somebody has chosen, else the one that Slack told last; Slack is not asked in a transaction."""
    chosen, person = await tx.preferences.get(user), await tx.people.get(user)
    return ZoneInfo(chosen.tz or (person.tz if person else "UTC"))
