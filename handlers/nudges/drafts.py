"""DM me this: the words for the buyer, as they stand in the modal's field, are sent to whoever reads them."""

import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from handlers.blocks.more import DRAFT, draft_message, noted_view
from handlers.clicks import clicker, nudge_of, number_in, workspace
from handlers.deals.form_origin import submitted
from handlers.envelope import mapping, word
from handlers.notes import post_note

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


async def send_draft(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """DM me this was clicked: the words go to the clicker, the same words out of the same modal once."""
    await ack()
    user, view, nudge_id = clicker(body), mapping(body.get("view")), number_in(word(action, "value"))
    draft = submitted(view).get(DRAFT, "")
    if draft:
        words = zlib.crc32(draft.encode("utf-8", "surrogatepass"))
        async with desk.storage.begin(workspace(body)) as tx:
            nudge = await nudge_of(tx, nudge_id)
            message = draft_message(desk.voice.title(nudge.play), draft, desk.catalogue)
            await post_note(f"draft/{word(view, 'id')}/{user}/{words}", user, message, desk.clock(), tx)
    with suppress(SlackApiError):  # a modal that was closed meanwhile needs to hear nothing
        noted = noted_view(view, desk.catalogue.say("nudges.draft_done" if draft else "nudges.draft_empty"))
        await client.views_update(view_id=word(view, "id"), view=noted)
