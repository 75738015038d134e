"""Remembering: which deal an update belongs to, and the deal rebuilt from the updates that stand."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coaching.company_match import likeness
from coaching.deal import Deal, Update, rebuild_deal
from coaching.facts import Facts
from coaching.message import Deleted, Posted
from coaching.name_index import entries_in, searches_for
from coaching.reading.result import Reading
from coaching.recognition import KnownDeal, Recognition, continue_deal, recognise_deal, speaks_of_delivery

if TYPE_CHECKING:
    from storage import UnitOfWork
    from storage.records import Ruling


@dataclass(frozen=True, slots=True)
class Linked:
    """A reading and the deal that it belongs to, counted in already; no deal when nobody can tell which."""

    reading: Reading
    deal_id: int | None = None
    deal: Deal | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """The deal that a message names or stands with, as recognised, and the deal of its thread."""

    found: Recognition
    deal: KnownDeal | None
    thread_deal: int | None


async def link_update(posted: Posted, reading: Reading, tx: "UnitOfWork") -> Linked:
    """Keep what was read as an update of its deal (instead of what an earlier version said), and rebuild the deal."""
    left = await _leave_earlier_deal(posted, tx)
    thread_deal = await tx.updates.thread_deal(posted.channel, posted.thread_ts) if posted.thread_ts else None
    reading, named = await _hear(posted, reading, thread_deal, tx)
    ruling = await tx.rulings.get(posted.channel, posted.ts)
    if ruling is not None:
        reading, named = await _ruled(ruling, reading, named, tx)
    deal_id, deal = await _count_in(posted, reading, named, left, tx)
    if left is not None and left != deal_id:
        await rebuild(left, tx)
    return Linked(reading, deal_id, deal)


async def _leave_earlier_deal(posted: Posted, tx: "UnitOfWork") -> int | None:
    """Take an earlier version's update out of its deal, which is then as if that had never been said; the deal.

    One that would then be open beside another of the company stays as it is until `rebuild` puts the two together.
    """
    before = await tx.updates.get(posted.channel, posted.ts)
    if before is None:
        return None
    await tx.updates.remove(posted.channel, posted.ts)
    await tx.messages.forget_text(posted.channel, posted.ts)
    deal = await tx.deals.get(before.deal_id) if before.deal_id is not None else None
    if before.deal_id is None or deal is None:
        return None
    without = rebuild_deal(deal.name, await tx.updates.of_deal(before.deal_id))
    if await _open_twin(before.deal_id, without, tx) is None:
        await tx.deals.save(before.deal_id, without)
    return before.deal_id


async def forget_update(deleted: Deleted, tx: "UnitOfWork") -> Deal | None:
    """Drop the update that a deleted message made; its deal as it stands without it, None when none is left."""
    before = await tx.updates.get(deleted.channel, deleted.ts)
    if before is None:
        return None
    await tx.updates.remove(deleted.channel, deleted.ts)
    gone = await tx.deals.get(before.deal_id) if before.deal_id is not None else None
    return (await rebuild(before.deal_id, tx))[1] or gone


async def _hear(
    posted: Posted, reading: Reading, thread_deal: int | None, tx: "UnitOfWork"
) -> tuple[Reading, _Named | None]:
    """What is read once the thread and the known deals are heard as well, and the deal that is meant, if any may be."""
    facts = reading.facts
    tells = facts.next_step_date or facts.stage or facts.amount is not None or facts.owner or reading.signals
    if not reading.english or not (reading.is_deal_update or tells):
        return reading, None
    known = await _who_may_be_meant(posted.text, facts.company, thread_deal, tx)
    found = recognise_deal(posted.text, facts.company, thread_deal, known, opens=reading.is_deal_update)
    if found.compared_with:
        facts = replace(facts, company=None, stage=None, amount=None, currency=None)
    short_reply = thread_deal is not None
    of_known_deal = found.deal_id is not None and bool(facts.owner or "loss_debriefed" in reading.signals)
    heard = reading.is_deal_update or short_reply or of_known_deal
    deal = next((deal for deal in known if deal.id == found.deal_id), None)
    return replace(reading, facts=facts, is_deal_update=heard), _Named(found, deal, thread_deal)


async def _ruled(
    ruling: "Ruling", reading: Reading, named: _Named | None, tx: "UnitOfWork"
) -> tuple[Reading, _Named | None]:
    """What is read of a message of which somebody said what it belongs to; as before when that deal is gone."""
    if ruling.deal_id is None:
        return replace(reading, is_deal_update=False), None
    deal = await tx.deals.known(ruling.deal_id)
    if deal is None:
        return reading, named
    return replace(reading, is_deal_update=True), _Named(Recognition(deal.id, None, "Linked by hand."), deal, deal.id)


async def _count_in(
    posted: Posted, reading: Reading, named: _Named | None, left: int | None, tx: "UnitOfWork"
) -> tuple[int | None, Deal | None]:
    if named is None or not reading.is_deal_update:
        return None, None
    deal_id = await _deal_of(posted, reading.facts, named, left, tx)
    update = Update(
        channel=posted.channel,
        ts=posted.ts,
        thread_ts=posted.thread_ts,
        author=posted.author,
        source=posted.source,
        at=posted.posted_at,
        facts=reading.facts,
        signals=reading.signals,
        told=reading.told,
    )
    await tx.updates.put(update, deal_id)
    await tx.messages.remember_text(posted.channel, posted.ts, posted.text)
    return await rebuild(deal_id, tx)


async def _deal_of(posted: Posted, facts: Facts, named: _Named, left: int | None, tx: "UnitOfWork") -> int | None:
    """The deal that an update belongs to, opened if it is new; None when nobody can tell which.

    What would open a deal beside the closed one of its thread joins the one that was opened meanwhile.
    """
    found, deal = named.found, named.deal
    name = found.new_name if deal is None else _opens_anew(deal, facts, named.thread_deal, posted)
    if name is None:
        return found.deal_id
    if (opened := await tx.deals.open_of(name)) is not None:
        return opened
    if left is not None and not await tx.updates.of_deal(left):
        await tx.deals.save(left, Deal(name))
        return left
    return await tx.deals.add(Deal(name))


async def _who_may_be_meant(
    text: str, company: str | None, thread_deal: int | None, tx: "UnitOfWork"
) -> tuple[KnownDeal, ...]:
    """The few deals among which recognition chooses as it would among all: the thread's, and those of like names."""
    if not company and thread_deal is None:
        return await tx.deals.filed_under(entries_in(text))
    of_thread = await tx.deals.known(thread_deal) if thread_deal is not None else None
    known = {(of_thread.id, of_thread.name): of_thread} if of_thread else {}
    if company:
        for search in searches_for(company):
            found = await tx.deals.filed_under(search.entries)
            known |= {(deal.id, deal.called): deal for deal in found}
            if any(likeness(company, deal.called) == search.how for deal in found):
                break
    return tuple(known.values())


def _opens_anew(deal: KnownDeal, facts: Facts, thread_deal: int | None, posted: Posted) -> str | None:
    """The name of the new deal that this update opens beside a closed one, None when it belongs to that one."""
    closed_for = (posted.posted_at - deal.closed_at) / timedelta(days=1) if deal.closed_at else 0.0
    how = continue_deal(
        deal,
        facts.stage,
        in_own_thread=thread_deal == deal.id,
        days_closed=closed_for,
        delivers=speaks_of_delivery(posted.text),
    )
    return deal.name if how == "opens new" else None


async def rebuild(deal_id: int | None, tx: "UnitOfWork") -> tuple[int | None, Deal | None]:
    """Fold the standing updates into the deal again; a deal without updates is dropped, a doubled one merged."""
    stored = await tx.deals.get(deal_id) if deal_id is not None else None
    if deal_id is None or stored is None:
        return None, None
    updates = await tx.updates.of_deal(deal_id)
    if not updates:
        await tx.deals.remove(deal_id)
        return None, None
    deal = rebuild_deal(stored.name, updates)
    other = await _open_twin(deal_id, deal, tx)
    if other is not None:
        await tx.moving.move(deal_id, other)
        await tx.deals.remove(deal_id)
        return await rebuild(other, tx)
    await tx.deals.save(deal_id, deal)
    return deal_id, deal


async def _open_twin(deal_id: int, deal: Deal, tx: "UnitOfWork") -> int | None:
    """Another open deal of the same company: an edit or a deletion can reopen a deal after a new one was opened."""
    if deal.state != "open":
        return None
    twin = await tx.deals.open_of(deal.name)
    return None if twin == deal_id else twin
