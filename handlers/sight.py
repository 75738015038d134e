"""What one person may see: a deal as the updates tell it that this person could read in Slack."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coaching.deal import Deal, DealState, Update, rebuild_deal
from coaching.message import Tenant
from coaching.record import Record

if TYPE_CHECKING:
    from handlers.bench import Bench
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredDeal

    Room = Desk | Bench

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who hears an answer: everybody in `channel`, or where that is empty the one person alone."""

    user: str
    tenant: Tenant
    channel: str = ""


async def deals_seen_by(
    user: str, tenant: Tenant, desk: "Desk", state: DealState | None = None, owner: str | None = None
) -> dict[int, Deal]:
    """The deals as this person may see them, by number, the latest updated first; those in `state` and of `owner`.

    What was said in a private channel that they are not in is left out, as if it had never been said; a deal of which
    nothing is left is not there for them.
    """
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal()
        deals = {stored.id: stored for stored in await tx.deals.standing(state, owner)}
        partly = {stored.id: stored for stored in await tx.deals.numbered(private.keys() - deals.keys())}
    found = await _heard_of(_latest_first([*deals.values(), *partly.values()]), private, Audience(user, tenant), desk)
    return {
        deal_id: deal for deal_id, deal in found.items() if state in (None, deal.state) and owner in (None, deal.owner)
    }


async def seen_among(found: "Collection[StoredDeal]", user: str, tenant: Tenant, desk: "Desk") -> dict[int, Deal]:
    """Those of the deals that this person may see, as they may see them, in the same order."""
    return await heard_among(found, Audience(user, tenant), desk)


async def heard_among(found: "Collection[StoredDeal]", audience: Audience, desk: "Room") -> dict[int, Deal]:
    """Those of the deals of which everybody in the audience may hear, as they may, in the same order."""
    async with desk.storage.begin(audience.tenant) as tx:
        private = await tx.channels.private_by_deal([stored.id for stored in found])
    return await _heard_of(found, private, audience, desk)


async def updates_heard_by(audience: Audience, deal_id: int, desk: "Room") -> tuple[Update, ...]:
    """The updates of a deal of which everybody in the audience may hear, oldest first."""
    hidden = await _hidden_on(deal_id, audience, desk)
    async with desk.storage.begin(audience.tenant) as tx:
        return tuple(update for update in await tx.updates.of_deal(deal_id) if update.channel not in hidden)


async def _heard_of(
    found: "Iterable[StoredDeal]", private: Mapping[int, frozenset[str]], audience: Audience, desk: "Room"
) -> dict[int, Deal]:
    """The deals without what was said where not all of the audience are; `private` are the private channels of each."""
    deals = {stored.id: stored.deal for stored in found}
    hidden = await _hidden_from(audience, private.values(), desk)
    partly = [deal_id for deal_id, channels in private.items() if deal_id in deals and channels & hidden]
    if not partly:
        return deals
    async with desk.storage.begin(audience.tenant) as tx:
        told = await tx.updates.of_deals(partly)
    seen = {deal_id: without(hidden, deals[deal_id].name, told[deal_id]) for deal_id in partly}
    return {deal_id: deal for deal_id, known in deals.items() if (deal := seen.get(deal_id, known))}


def _latest_first(found: "Iterable[StoredDeal]") -> "list[StoredDeal]":
    """The deals, the latest updated first, those of no known day last."""
    return sorted(found, key=lambda stored: (stored.deal.updated_at or _NEVER, stored.id), reverse=True)


async def channels_hidden_from(user: str, channels: Collection[str], tenant: Tenant, desk: "Desk") -> frozenset[str]:
    """Those of these channels that are private and that this person is not in."""
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_among(channels)
    return await _hidden_from(Audience(user, tenant), [private], desk)


async def channels_hidden_from_each(
    users: Iterable[str], private: Collection[str], desk: "Room"
) -> dict[str, frozenset[str]]:
    """Those of these private channels that each person is not in, by person."""
    return {
        user: frozenset([channel for channel in private if not await desk.is_member(user, channel)]) for user in users
    }


async def deal_seen_by(user: str, deal_id: int, tenant: Tenant, desk: "Desk") -> Deal | None:
    """One deal in the same way; None when it is not there for this person."""
    hidden = await _hidden_on(deal_id, Audience(user, tenant), desk)
    async with desk.storage.begin(tenant) as tx:
        return await deal_outside(hidden, deal_id, tx)


async def sees_all_of(user: str, deal_ids: Iterable[int], tenant: Tenant, desk: "Desk") -> bool:
    """Whether nothing of these deals was said in a private channel that this person is not in."""
    return not any([await _hidden_on(deal_id, Audience(user, tenant), desk) for deal_id in deal_ids])


async def record_seen_by(user: str, deal_id: int, tenant: Tenant, desk: "Desk") -> Record:
    """What stands of one deal, as this person could read it in Slack."""
    hidden = await _hidden_on(deal_id, Audience(user, tenant), desk)
    async with desk.storage.begin(tenant) as tx:
        return await record_outside(hidden, deal_id, tx)


async def home_of(user: str, deal_id: int, tenant: Tenant, desk: "Desk") -> str:
    """The channel of the deal's latest update that this person may see: what they add is seen by its members.

    "" when everybody may see it.
    """
    return (await homes_of(user, [deal_id], tenant, desk))[deal_id]


async def homes_of(user: str, deal_ids: Collection[int], tenant: Tenant, desk: "Desk") -> dict[int, str]:
    """The home of each of these deals, as `home_of` tells it."""
    told = await updates_seen_by(user, deal_ids, tenant, desk)
    return {deal_id: updates[-1].channel if updates else "" for deal_id, updates in told.items()}


async def updates_seen_by(
    user: str, deal_ids: Collection[int], tenant: Tenant, desk: "Desk"
) -> dict[int, tuple[Update, ...]]:
    """The updates of each of these deals that this person could read, oldest first."""
    async with desk.storage.begin(tenant) as tx:
        private = await tx.channels.private_by_deal(deal_ids)
    hidden = await _hidden_from(Audience(user, tenant), private.values(), desk)
    async with desk.storage.begin(tenant) as tx:
        told = await tx.updates.of_deals(deal_ids)
    return {deal_id: tuple(each for each in told[deal_id] if each.channel not in hidden) for deal_id in deal_ids}


async def deal_told_in(channel: str, deal_id: int, tx: "UnitOfWork") -> Deal | None:
    """One deal as everybody in this channel may hear of it."""
    private = await tx.channels.private_by_deal([deal_id])
    return await deal_outside(private.get(deal_id, frozenset()) - {channel}, deal_id, tx)


async def record_told_in(channel: str, deal_id: int, tx: "UnitOfWork") -> Record:
    """What stands of one deal, as everybody in this channel may hear of it."""
    private = await tx.channels.private_by_deal([deal_id])
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


async def _hidden_on(deal_id: int, audience: Audience, desk: "Room") -> frozenset[str]:
    """The private channels with updates of this deal that somebody in the audience is not in."""
    async with desk.storage.begin(audience.tenant) as tx:
        private = await tx.channels.private_by_deal([deal_id])
    return await _hidden_from(audience, private.values(), desk)


async def _hidden_from(audience: Audience, private: Iterable[frozenset[str]], desk: "Room") -> frozenset[str]:
    """Those of the private channels that somebody in the audience is not in."""
    channels = frozenset[str]().union(*private)
    if audience.channel:
        return channels - {audience.channel}
    unseen = [channel for channel in sorted(channels) if not await desk.is_member(audience.user, channel)]
    return frozenset(unseen)
