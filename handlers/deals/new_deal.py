"""New deal, the shortcut that is there everywhere in Slack: the form of `/deal new`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.clicks import clicker, workspace
from handlers.commands.deal_verbs import new_deal_form
from handlers.envelope import word

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk

NEW_DEAL = "new_deal"


async def open_new_deal(ack: "AsyncAck", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk") -> None:
    """New deal was chosen: the form opens. It belongs to no channel, so that everybody sees the deal."""
    await ack()
    workspace(body)
    view = new_deal_form("", clicker(body), "", "", desk)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)
