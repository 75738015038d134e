"""The shortcuts in a message's own menu: Link to a deal, Not a deal update."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from handlers.blocks.link_form import DEAL, link_form
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Block
from handlers.blocks.quiet import done_message
from handlers.clicks import clicker, number_in, workspace
from handlers.deals.form_origin import Origin, origin_of, submitted
from handlers.deals.ruling import own_message, rule
from handlers.envelope import mapping, word
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by, deals_seen_by
from handlers.whisper import tell, whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk

NOT_AN_UPDATE = "not_an_update"
LINK_TO_DEAL = "link_to_deal"


async def refuse_update(ack: "AsyncAck", body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk") -> None:
    """Not a deal update was chosen: the message's facts and its nudge go, and an edit does not bring them back."""
    await ack()
    channel, ts = _message(body)
    async with desk.storage.begin(workspace(body), alone=True) as tx:
        number = await rule(channel, ts, None, clicker(body), tx, desk)
    line = desk.catalogue.say("shortcuts.not_an_update")
    await whisper(respond, done_message(line, f"change {number}", desk.catalogue))


async def open_link_form(ack: "AsyncAck", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk") -> None:
    """Link to a deal was chosen: a modal asks to which, of those that one may see."""
    await ack()
    channel, ts = _message(body)
    async with desk.storage.begin(workspace(body)) as tx:
        await own_message(channel, ts, clicker(body), tx, desk)
    await ask_which_deal(channel, ts, body, client, desk)


async def ask_which_deal(
    channel: str, ts: str, body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """Open the modal that asks to which deal the message belongs; refused when there is none to choose."""
    view = await which_deal(channel, ts, clicker(body), word(body, "response_url"), workspace(body), desk)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)


async def which_deal(channel: str, ts: str, user: str, answer_at: str, tenant: Tenant, desk: "Desk") -> Block:
    """The modal; what comes of it is told at `answer_at`."""
    deals = await deals_seen_by(user, tenant, desk)
    if not deals:
        raise RefusedError("commands.no_deals_yet")
    names = {number: deal.name for number, deal in deals.items()}
    return link_form(names, Origin(None, f"{channel} {ts}", answer_at).as_metadata(), desk.catalogue)


async def link_to_deal(
    ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """The deal was chosen in the modal: the message belongs to it from now on."""
    await ack()
    user, tenant, origin = clicker(body), workspace(body), origin_of(view)
    channel, _, ts = origin.home.partition(" ")
    number = number_in(submitted(view)[DEAL])
    deal = await deal_seen_by(user, number, tenant, desk)
    if deal is None:
        raise RefusedError("change.deal_gone")
    async with desk.storage.begin(tenant, alone=True) as tx:
        ruling = await tx.rulings.get(channel, ts)
        if ruling and (ruling.deal_id, ruling.by) == (number, user):
            return
        change = await rule(channel, ts, number, user, tx, desk)
    line = desk.catalogue.say("shortcuts.linked", deal=echo_line(deal.name, NAME_LIMIT))
    await tell(user, origin.answer_at, done_message(line, f"change {change}", desk.catalogue), client)


def _message(body: Mapping[str, Any]) -> tuple[str, str]:
    return word(mapping(body.get("channel")), "id"), word(mapping(body.get("message")), "ts")
