"""`/deal` and `/coach`: answered at once, and only to the one who asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.deal_filters import pick_deals
from handlers.asker import who_typed
from handlers.blocks.answers import sentences, unknown_command
from handlers.blocks.deal_list import deal_list
from handlers.blocks.help import help_message
from handlers.blocks.pieces import Message
from handlers.blocks.share import offer_sharing
from handlers.commands.about_deal import Question, about_deal
from handlers.commands.asking import answer_question
from handlers.commands.deal_verbs import answer_change
from handlers.commands.digest_command import answer_digest
from handlers.commands.explaining import explain_here
from handlers.commands.grammar import parse_command
from handlers.commands.merge_deals import ask_to_merge
from handlers.commands.named_deal import Verb, named_deal
from handlers.commands.playbook_commands import answer_playbook
from handlers.commands.quiet_commands import answer_quiet
from handlers.commands.requests import (
    AskCoach,
    Asked,
    AskWhy,
    ChangeDeal,
    Command,
    Help,
    ListDeals,
    ListPlays,
    MergeDeals,
    MutePlay,
    NameManager,
    Pause,
    PrepareFor,
    Privacy,
    ShareDeal,
    ShowDeal,
    ShowSettings,
    Slash,
    SnoozeDeal,
    Status,
    Undo,
    Unknown,
    WatchChannel,
    WeeklyDigest,
)
from handlers.commands.watch_commands import answer_watch
from handlers.envelope import word
from handlers.home.privacy import answer_privacy
from handlers.managers.commands import answer_manager
from handlers.managers.sharing import share_deal
from handlers.sight import Audience, deals_seen_by
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
    answer = await answer_command(parse_command("deal", word(body, "text")), "deal", body, client, desk)
    if answer:
        await whisper(respond, answer)


async def answer_coach(
    ack: "AsyncAck", respond: "AsyncRespond", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """`/coach`: what the coach does."""
    await ack()
    answer = await answer_command(parse_command("coach", word(body, "text")), "coach", body, client, desk)
    if answer:
        await whisper(respond, answer)


async def answer_command(
    asked: Command, slash: Slash, body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> Message | None:
    """Do what a command asks; what to answer, None when a modal has opened instead.

    Of the `body` count the installation that it is for, `user_id`, `channel_id`, and how to answer.
    """
    if isinstance(asked, ChangeDeal):
        return await answer_change(asked, body, client, desk)
    return await _answer(asked, slash, body, client, desk)


async def _answer(
    asked: Asked, slash: Slash, body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> Message:
    match asked:
        case Help():
            return help_message(slash, desk.catalogue)
        case Unknown():
            return unknown_command(asked, desk.catalogue)
        case AskCoach(question):
            asker = who_typed(body)
            now = await desk.now_for(asker.user)
            return (await answer_question(question, Audience(asker.user, asker.tenant), now, desk)).message
        case AskWhy(name=""):
            return await explain_here(asked, who_typed(body), desk)
        case ListDeals():
            return await _list(asked, body, desk)
        case WeeklyDigest():
            return await answer_digest(asked, who_typed(body), desk)
        case ShareDeal():
            return await _share(asked, body, desk)
        case NameManager():
            return await answer_manager(asked, who_typed(body), desk)
        case MergeDeals():
            return await ask_to_merge(asked, body, desk)
        case Privacy():
            return await answer_privacy(asked, who_typed(body), client, desk)
        case WatchChannel() | Status():
            return await answer_watch(asked, who_typed(body), desk)
        case ListPlays() | ShowSettings():
            return await answer_playbook(asked, who_typed(body), desk)
        case SnoozeDeal() | MutePlay() | Pause() | Undo():
            return await answer_quiet(asked, body, desk)
        case ShowDeal(name):
            return await _about_deal("show", name, body, desk)
        case PrepareFor(name):
            return await _about_deal("prep", name, body, desk)
        case AskWhy(name):
            return await _about_deal("why", name, body, desk)


async def _about_deal(verb: Question, name: str, body: Mapping[str, Any], desk: "Desk") -> Message:
    if not name:
        slash = "deal" if verb == "show" else "coach"
        return sentences(desk.catalogue.say("commands.missing_name", slash=slash, verb=verb))
    asker = who_typed(body)
    found = await named_deal(name, asker, desk, verb)
    return found if isinstance(found, Message) else await about_deal(verb, *found, asker, desk)


async def _share(asked: ShareDeal, body: Mapping[str, Any], desk: "Desk") -> Message:
    verb: Verb = "share" if asked.on else "unshare"
    if not asked.name:
        return sentences(desk.catalogue.say("commands.missing_name", slash="deal", verb=verb))
    asker = who_typed(body)
    found = await named_deal(asked.name, asker, desk, verb)
    if isinstance(found, Message):
        return found
    return await share_deal(found[0], asker.user, asker.tenant, desk, on=asked.on)


async def _list(asked: ListDeals, body: Mapping[str, Any], desk: "Desk") -> Message:
    asker = who_typed(body)
    owner = asker.user if asked.whose == "mine" else None
    seen = await deals_seen_by(asker.user, asker.tenant, desk, "open", owner)
    now = await desk.now_for(asker.user)
    deals = pick_deals(seen.values(), asked.only, now)
    answer = deal_list(deals, now, desk.catalogue, asked)
    if not deals or not asker.among_others:
        return answer
    return offer_sharing(answer, f"list {asked.typed}".strip(), desk.catalogue)
