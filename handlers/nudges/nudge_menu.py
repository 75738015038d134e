"""The menu under a nudge: its play is muted, or its message is put on the right deal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.clicks import chosen_in_menu, clicker, own_nudge, refuse_without_message, workspace
from handlers.deals.message_shortcuts import ask_which_deal
from handlers.nudges.quiet import keep, mute
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


async def choose_from_menu(
    ack: "AsyncAck",
    action: Mapping[str, Any],
    body: Mapping[str, Any],
    client: "AsyncWebClient",
    respond: "AsyncRespond",
    desk: "Desk",
) -> None:
    """Something was chosen: the play rests for the author or in the channel, or a modal asks for the right deal."""
    await ack()
    what, nudge_id = chosen_in_menu(action)
    tenant, user = workspace(body), clicker(body)
    async with desk.storage.begin(tenant) as tx:
        nudge = await own_nudge(tx, nudge_id, user, desk)
    if what == "deal":
        refuse_without_message(nudge, desk)
        await ask_which_deal(nudge.channel, nudge.ts, body, client, desk)
        return
    holder = nudge.channel if what == "here" else nudge.author
    await whisper(respond, await keep(mute(nudge.play, what, holder, user, desk), tenant, desk))
