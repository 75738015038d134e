"""`/deal` and `/coach`: answered at once, and only to the one who asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.blocks.answers import sentences, several_deals, unknown_command, unknown_deal
from handlers.blocks.deal_card import deal_card
from handlers.blocks.deal_list import deal_list
from handlers.blocks.help import help_message
from handlers.blocks.pieces import Message
from handlers.envelope import tenant_of, word
from handlers.grammar import Command, Help, ListDeals, ShowDeal, Slash, Unknown, parse_command
from handlers.lookup import find_deal
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.desk import Desk


async def answer_deal(ack: "AsyncAck", respond: "AsyncRespond", body: Mapping[str, Any], desk: "Desk") -> None:
    """`/deal`: facts about the deals."""
    await ack()
    await whisper(respond, await _answer("deal", body, desk))


async def answer_coach(ack: "AsyncAck", respond: "AsyncRespond", body: Mapping[str, Any], desk: "Desk") -> None:
    """`/coach`: what the coach does."""
    await ack()
    await whisper(respond, await _answer("coach", body, desk))


async def _answer(slash: Slash, body: Mapping[str, Any], desk: "Desk") -> Message:
    asked: Command = parse_command(slash, word(body, "text"))
    match asked:
        case Help():
            return help_message(slash, desk.catalogue)
        case Unknown():
            return unknown_command(asked, desk.catalogue)
        case ShowDeal(name=""):
            return sentences(desk.catalogue.say("commands.missing_name"))
        case ShowDeal(name=name):
            return await _show(name, body, desk)
        case ListDeals():
            return await _list(body, desk)


async def _show(name: str, body: Mapping[str, Any], desk: "Desk") -> Message:
    async with desk.storage.begin(tenant_of(body)) as tx:
        deals = [stored.deal for stored in await tx.deals.standing()]
    found = find_deal(name, deals)
    if not deals:
        return sentences(desk.catalogue.say("commands.no_deals_yet"))
    if not found.matches:
        return unknown_deal(name, found.near, desk.catalogue)
    if len(found.matches) > 1:
        return several_deals(name, [deal.name for deal in found.matches], desk.catalogue)
    return deal_card(found.matches[0], await desk.now_for(word(body, "user_id")), desk.catalogue)


async def _list(body: Mapping[str, Any], desk: "Desk") -> Message:
    async with desk.storage.begin(tenant_of(body)) as tx:
        standing = await tx.deals.standing(state="open")
    now = await desk.now_for(word(body, "user_id"))
    return deal_list((stored.deal for stored in standing), now, desk.catalogue)
