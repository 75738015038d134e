"""One of several deals is chosen from the menu: the command that named them is answered for it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from handlers.asker import Asker, who_clicked
from handlers.clicks import number_in
from handlers.commands.about_deal import Question, about_deal
from handlers.commands.deal_verbs import change_named
from handlers.commands.merge_deals import merge_from, merge_into
from handlers.commands.named_deal import Verb
from handlers.commands.quiet_commands import snooze_named
from handlers.envelope import mapping, word
from handlers.errors import RefusedError
from handlers.managers.sharing import share_deal
from handlers.sight import deal_seen_by
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from coaching.deal import Deal
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk

_QUESTIONS: Mapping[str, Question] = {question: question for question in get_args(Question)}
Name = TypeVar("Name", bound=str)
_VERBS: Mapping[str, Verb] = {verb: verb for verb in get_args(Verb)}


async def choose_deal(
    ack: "AsyncAck",
    action: Mapping[str, Any],
    body: Mapping[str, Any],
    respond: "AsyncRespond",
    client: "AsyncWebClient",
    desk: "Desk",
) -> None:
    """A deal was chosen: answered as if it had been named, if the one who chose may see it."""
    await ack()
    verb, number = _named_in(word(mapping(action.get("selected_option")), "value"), _VERBS)
    asker = who_clicked(body)
    deal = await deal_seen_by(asker.user, number, asker.tenant, desk)
    if deal is None:
        raise RefusedError("commands.deal_gone")
    answer = await _answer(verb, word(action, "block_id"), number, deal, asker, client, desk)
    if answer:
        await whisper(respond, answer)


async def _answer(
    verb: Verb, rest: str, number: int, deal: "Deal", asker: Asker, client: "AsyncWebClient", desk: "Desk"
) -> "Message | None":
    """Do for the deal what the command asked, with the rest of what was typed; None when a modal has opened."""
    match verb:
        case "show" | "prep" | "why":
            return await about_deal(verb, number, deal, asker, desk)
        case "update" | "next" | "won" | "lost":
            return await change_named(verb, rest, number, deal, asker, client, desk)
        case "share" | "unshare":
            return await share_deal(number, asker.user, asker.tenant, desk, on=verb == "share")
        case "snooze":
            return await snooze_named(rest, number, deal, asker, desk)
        case "merge":
            return await merge_from(number, rest, asker, desk)
        case "into":
            return await merge_into(number_in(rest, "commands.deal_gone"), number, deal, asker, desk)


def chosen_deal(value: str) -> tuple[Question, int]:
    """The question and the deal's number in the value of a button; what is neither is refused."""
    return _named_in(value, _QUESTIONS)


def _named_in(value: str, names: Mapping[str, Name]) -> tuple[Name, int]:
    verb, _, number = value.partition(" ")
    if verb not in names:
        raise RefusedError("commands.deal_gone")
    return names[verb], number_in(number, "commands.deal_gone")
