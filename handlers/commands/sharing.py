"""Share to channel: an answer that one person got is posted for everybody, with what may be told there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.deal_filters import pick_deals
from handlers.asker import Asker, who_clicked
from handlers.blocks.brief import brief_message
from handlers.blocks.deal_card import deal_card
from handlers.blocks.deal_list import deal_list
from handlers.blocks.evidence import Sources
from handlers.blocks.share import shared_message
from handlers.commands.choosing import chosen_deal
from handlers.commands.grammar import parse_command
from handlers.commands.requests import ListDeals
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.sight import deal_told_in, deals_told_in, record_told_in

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.blocks.pieces import Message
    from handlers.commands.about_deal import Question
    from handlers.desk import Desk


async def share_answer(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Share to channel was clicked: the answer is made anew for everybody there, and the private one goes away."""
    await ack()
    asker = who_clicked(body)
    asked = parse_command("deal", word(action, "value"))
    if isinstance(asked, ListDeals):
        told = await list_for_all(asked, asker, desk)
    else:
        told = await deal_for_all(*chosen_deal(word(action, "value")), asker, desk)
    shared = shared_message(told, asker.user, desk.catalogue)
    await respond(
        text=shared.text,
        blocks=list(shared.blocks),
        response_type="in_channel",
        replace_original=False,
        unfurl_links=False,
        unfurl_media=False,
    )
    await respond(delete_original=True)


async def deal_for_all(verb: "Question", number: int, asker: Asker, desk: "Desk") -> "Message":
    """The card or the brief, as everybody in the channel may hear of the deal; refused where that is nothing."""
    async with desk.storage.begin(asker.tenant) as tx:
        deal, record = await deal_told_in(asker.channel, number, tx), await record_told_in(asker.channel, number, tx)
    if deal is None or verb == "why":
        raise RefusedError("commands.share_nothing")
    now, sources = await desk.now_for(asker.user), Sources(record, desk.voice.permalink)
    if verb == "prep":
        return brief_message(deal, now, desk.catalogue, sources, shared=True)
    owner = (await desk.person(deal.owner)).name if deal.owner else ""
    return deal_card(deal, now, desk.catalogue, owner, sources)


async def list_for_all(asked: ListDeals, asker: Asker, desk: "Desk") -> "Message":
    """The list of those deals of which everybody in the channel may hear all that is known; refused for none."""
    told = await deals_told_in(asker.channel, asker.tenant, desk)
    now = await desk.now_for(asker.user)
    meant = [deal for deal in told if asked.whose == "team" or deal.owner == asker.user]
    deals = pick_deals(meant, asked.only, now)
    if not deals:
        raise RefusedError("commands.share_nothing")
    return deal_list(deals, now, desk.catalogue, asked, (await desk.person(asker.user)).name)
