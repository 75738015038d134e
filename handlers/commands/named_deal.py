"""The one deal that somebody names in a command, or the answer that there is none, or more than one."""

from typing import TYPE_CHECKING, Literal

from coaching.deal import Deal
from coaching.deal_key import deal_key
from handlers.blocks.answers import sentences, several_deals, unknown_deal
from handlers.blocks.pieces import Message
from handlers.commands.lookup import LONGEST_NAME, find_deal, near_keys
from handlers.sight import deals_seen_by, seen_among

if TYPE_CHECKING:
    from coaching.message import Tenant
    from handlers.asker import Asker
    from handlers.desk import Desk

Verb = Literal["show", "prep", "why", "update", "next", "won", "lost", "share", "unshare", "snooze", "merge", "into"]
"""What is asked of a deal by its name; `merge` names the deal that goes, `into` the one that it goes into."""


async def named_deal(name: str, asker: "Asker", desk: "Desk", verb: Verb, rest: str = "") -> tuple[int, Deal] | Message:
    """The deal and its number, as whoever asks may see it; or what to answer instead.

    Where several may be meant, that is a menu: choosing one answers the verb for it, with the `rest` of the command.
    """
    tenant = asker.tenant
    deals = await _meant(name, asker.user, tenant, desk)
    if deals is None:
        return sentences(desk.catalogue.say("commands.no_deals_yet"))
    async with desk.storage.begin(tenant) as tx:
        aliases = await tx.aliases.of_companies({deal_key(deal.name) for deal in deals.values()})
    found = find_deal(name, deals.values(), aliases)
    if not found.matches:
        return unknown_deal(name, found.near, desk.catalogue)
    numbers = {id(deal): number for number, deal in deals.items()}
    if len(found.matches) > 1:
        return several_deals(name, {numbers[id(deal)]: deal for deal in found.matches}, verb, desk.catalogue, rest)
    return numbers[id(found.matches[0])], found.matches[0]


async def _meant(name: str, user: str, tenant: "Tenant", desk: "Desk") -> dict[int, Deal] | None:
    """The deals among which the name is looked for: those that begin with it, or those of names near to it.

    None when this person sees no deal at all. Where something is near, only a few are read, however many there are.
    """
    async with desk.storage.begin(tenant) as tx:
        beginning = await tx.deals.beginning_with(name[:LONGEST_NAME])
    if seen := await seen_among(beginning, user, tenant, desk):
        return seen
    async with desk.storage.begin(tenant) as tx:
        near = await tx.deals.of_keys(near_keys(name, await tx.deals.keys()))
    if seen := await seen_among(near, user, tenant, desk):
        return seen
    return {} if await deals_seen_by(user, tenant, desk) else None
