"""One of several deals is chosen from the menu: the command that named them is answered for it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.asker import who_clicked
from handlers.clicks import number_in
from handlers.commands.about_deal import Verb, about_deal
from handlers.envelope import mapping, word
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.desk import Desk

VERBS: Mapping[str, Verb] = {"show": "show", "prep": "prep", "why": "why"}


async def choose_deal(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """A deal was chosen: answered as if it had been named, if the one who chose may see it."""
    await ack()
    verb, number = chosen_deal(word(mapping(action.get("selected_option")), "value"))
    asker = who_clicked(body)
    deal = await deal_seen_by(asker.user, number, asker.tenant, desk)
    if deal is None:
        raise RefusedError("commands.deal_gone")
    await whisper(respond, await about_deal(verb, number, deal, asker, desk))


def chosen_deal(value: str) -> tuple[Verb, int]:
    """The verb and the deal's number in the value of a menu or a button; what is neither is refused."""
    verb, _, number = value.partition(" ")
    if verb not in VERBS:
        raise RefusedError("commands.deal_gone")
    return VERBS[verb], number_in(number, "commands.deal_gone")
