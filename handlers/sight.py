"""What one person may see: a deal as the updates tell it that this person could read in Slack."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from coaching.deal import Deal, DealState, Update, rebuild_deal
from coaching.message import Tenant
from coaching.record import Record

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork


async def deals_seen_by(user: str, tenant: Tenant, desk: "Desk", state: DealState | None = None) -> dict[int, Deal]:
    """The deals as this person may see them, by number, the latest updated first; those in `state`, or all.

    What was said in a private channel that they are not in is left out, as if it had never been said; a deal of which
    nothing is left is not there for them.
    """
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal()
        deals = {stored.id: stored.deal for stored in await tx.deals.standing(None if private else state)}
    hidden = await _hidden_from(user, private.values(), desk)
    partly = [deal_id for deal_id, channels in private.items() if channels & hidden]
    if partly:
        async with desk.storage.begin(tenant) as tx:
            told = await tx.updates.of_deals(partly)
        seen = {deal_id: without(hidden, deals[deal_id].name, told[deal_id]) for deal_id in partly if deal_id in deals}
        deals = {deal_id: deal for deal_id, known in deals.items() if (deal := seen.get(deal_id, known))}
    return {deal_id: deal for deal_id, deal in deals.items() if state in (None, deal.state)}


async def deal_seen_by(user: str, deal_id: int, tenant: Tenant, desk: "Desk") -> Deal | None:
    """One deal in the same way; None when it is not there for this person."""
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal(deal_id)
    hidden = await _hidden_from(user, private.values(), desk)
    async with desk.storage.begin(tenant) as tx:
        return await deal_outside(hidden, deal_id, tx)


async def record_seen_by(user: str, deal_id: int, tenant: Tenant, desk: "Desk") -> Record:
    """What stands of one deal, as this person could read it in Slack."""
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal(deal_id)
    hidden = await _hidden_from(user, private.values(), desk)
    async with desk.storage.begin(tenant) as tx:
        return await record_outside(hidden, deal_id, tx)


async def home_of(user: str, deal_id: int, tenant: Tenant, desk: "Desk") -> str:
    """The channel of the deal's latest update that this person may see: what they add is seen by its members.

    "" when everybody may see it.
    """
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal(deal_id)
    hidden = await _hidden_from(user, private.values(), desk)
    async with desk.storage.begin(tenant) as tx:
        seen = [update.channel for update in await tx.updates.of_deal(deal_id) if update.channel not in hidden]
    return seen[-1] if seen else ""


async def deal_told_in(channel: str, deal_id: int, tx: "UnitOfWork") -> Deal | None:
    """One deal as everybody in this channel may hear of it."""
    private = await tx.channels.private_by_deal(deal_id)
    return await deal_outside(private.get(deal_id, frozenset()) - {channel}, deal_id, tx)


async def record_told_in(channel: str, deal_id: int, tx: "UnitOfWork") -> Record:
    """What stands of one deal, as everybody in this channel may hear of it."""
    private = await tx.channels.private_by_deal(deal_id)
    return await record_outside(private.get(deal_id, frozenset()) - {channel}, deal_id, tx)


async def deals_told_in(channel: str, tenant: Tenant, desk: "Desk") -> list[Deal]:
    """The open deals of which everybody in this channel may hear all: nothing was said in another private channel."""
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal()
        standing = await tx.deals.standing("open")
    return [stored.deal for stored in standing if private.get(stored.id, frozenset()) <= {channel}]


async def deal_outside(hidden: Collection[str], deal_id: int, tx: "UnitOfWork") -> Deal | None:
    """One deal without what was said in the `hidden` channels."""
    deal = await tx.deals.get(deal_id)
    if deal is None or not hidden:
        return deal
    return without(hidden, deal.name, await tx.updates.of_deal(deal_id))


async def record_outside(hidden: Collection[str], deal_id: int, tx: "UnitOfWork") -> Record:
    """What stands of one deal without what was said in the `hidden` channels."""
    updates, texts = await tx.updates.of_deal(deal_id), await tx.messages.texts_of_deal(deal_id)
    return Record(
        tuple(update for update in updates if update.channel not in hidden),
        {place: text for place, text in texts.items() if place[0] not in hidden},
    )


def without(hidden: Collection[str], name: str, updates: Iterable[Update]) -> Deal | None:
    """The deal as if nothing had been said in the `hidden` channels; None when nothing is left of it."""
    shown = [update for update in updates if update.channel not in hidden]
    return rebuild_deal(name, shown) if shown else None


async def _hidden_from(user: str, private: Iterable[frozenset[str]], desk: "Desk") -> frozenset[str]:
    """Those of the private channels that this person is not in."""
    channels = sorted(frozenset[str]().union(*private))
    return frozenset([channel for channel in channels if not await desk.is_member(user, channel)])
