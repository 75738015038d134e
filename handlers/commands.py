"""`/deal` and `/coach`: answered at once, and only to the one who asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.blocks.answers import sentences, unknown_command
from handlers.blocks.brief import brief_message
from handlers.blocks.deal_card import deal_card
from handlers.blocks.deal_list import deal_list
from handlers.blocks.help import help_message
from handlers.blocks.pieces import Message
from handlers.deal_verbs import answer_change
from handlers.envelope import tenant_of, word
from handlers.explaining import explain
from handlers.grammar import (
    Asked,
    AskWhy,
    ChangeDeal,
    Help,
    ListDeals,
    MutePlay,
    Pause,
    PrepareFor,
    ShowDeal,
    Slash,
    SnoozeDeal,
    Undo,
    Unknown,
    parse_command,
)
from handlers.named_deal import named_deal
from handlers.quiet_commands import answer_quiet
from handlers.sight import deals_seen_by
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


async def answer_deal(
    ack: "AsyncAck", respond: "AsyncRespond", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """`/deal`: facts about the deals, and changes of them."""
    await ack()
    asked = parse_command("deal", word(body, "text"))
    if isinstance(asked, ChangeDeal):
        answer = await answer_change(asked, body, client, desk)
    else:
        answer = await _answer(asked, "deal", body, desk)
    if answer:
        await whisper(respond, answer)


async def answer_coach(ack: "AsyncAck", respond: "AsyncRespond", body: Mapping[str, Any], desk: "Desk") -> None:
    """`/coach`: what the coach does."""
    await ack()
    asked = parse_command("coach", word(body, "text"))
    if not isinstance(asked, ChangeDeal):
        await whisper(respond, await _answer(asked, "coach", body, desk))


async def _answer(asked: Asked, slash: Slash, body: Mapping[str, Any], desk: "Desk") -> Message:
    match asked:
        case Help():
            return help_message(slash, desk.catalogue)
        case Unknown():
            return unknown_command(asked, desk.catalogue)
        case AskWhy(name=""):
            return await explain(asked, None, body, desk)
        case ListDeals():
            return await _list(body, desk)
        case SnoozeDeal() | MutePlay() | Pause() | Undo():
            return await answer_quiet(asked, body, desk)
        case ShowDeal(name) | PrepareFor(name) | AskWhy(name):
            return await _about_deal(asked, name, body, desk)


async def _about_deal(
    asked: ShowDeal | PrepareFor | AskWhy, name: str, body: Mapping[str, Any], desk: "Desk"
) -> Message:
    if not name:
        slash, verb = ("deal", "show") if isinstance(asked, ShowDeal) else ("coach", "prep")
        return sentences(desk.catalogue.say("commands.missing_name", slash=slash, verb=verb))
    found = await named_deal(name, body, desk)
    if isinstance(found, Message):
        return found
    number, deal = found
    match asked:
        case ShowDeal():
            return deal_card(deal, await desk.now_for(word(body, "user_id")), desk.catalogue)
        case PrepareFor():
            return brief_message(deal, await desk.now_for(word(body, "user_id")), desk.catalogue)
        case AskWhy():
            return await explain(asked, number, body, desk)


async def _list(body: Mapping[str, Any], desk: "Desk") -> Message:
    user = word(body, "user_id")
    deals = await deals_seen_by(user, tenant_of(body), desk, "open")
    return deal_list(deals.values(), await desk.now_for(user), desk.catalogue)
