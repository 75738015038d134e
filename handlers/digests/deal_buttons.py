"""The buttons under the deals of a digest: each opens a form, for the person whose digest it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.clicks import clicker, number_in, workspace
from handlers.commands.deal_verbs import view_of
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


async def open_form(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """Next step or the review was clicked in a digest: the form of the deal opens, as its owner may see it."""
    await ack()
    verb, number, whose = (*word(action, "value").split(" "), "", "", "")[:3]
    user, tenant, deal_id = clicker(body), workspace(body), number_in(number, "commands.deal_gone")
    if user != whose:
        raise RefusedError("digest.not_yours")
    deal = await deal_seen_by(user, deal_id, tenant, desk)
    if deal is None:
        raise RefusedError("commands.deal_gone")
    view = await view_of(verb == "review", deal_id, deal, user, word(body, "response_url"), tenant, desk)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)
