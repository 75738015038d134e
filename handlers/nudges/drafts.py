"""DM me this: the words for the buyer, as they stand in the modal's field, are sent to whoever reads them."""

import logging
import zlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks.more import DRAFT, draft_message, noted_view
from handlers.clicks import clicker, number_in, workspace
from handlers.deals.form_origin import submitted
from handlers.envelope import mapping, word
from handlers.whisper import write_to

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.http_retry.async_handler import AsyncRetryHandler

    from handlers.blocks.pieces import Message
    from handlers.desk import Desk

SAME_CLICK = timedelta(minutes=1)
"""The same words out of the same modal again within this time are a double click."""
_TRIES_AGAIN = 2
_log = logging.getLogger(__name__)


async def send_draft(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: AsyncWebClient, desk: "Desk"
) -> None:
    """DM me this was clicked: the words go to the clicker once, and the modal says whether they went."""
    await ack()
    user, tenant, view = clicker(body), workspace(body), mapping(body.get("view"))
    nudge_id, draft = number_in(word(action, "value")), submitted(view).get(DRAFT, "")
    if not draft:
        await _note("empty", view, client, desk)
        return
    mark = f"{word(view, 'id')} {zlib.crc32(draft.encode('utf-8', 'surrogatepass')):08x}"
    async with desk.storage.begin(tenant) as tx:
        nudge = await tx.nudges.get(nudge_id)
        first = nudge is not None and await tx.feedback.mark(nudge_id, user, "sent", mark, desk.clock(), SAME_CLICK)
    if nudge is not None and first:
        message = draft_message(desk.voice.title(nudge.play), draft, desk.catalogue)
        went = await _write(message, user, client)
        if not went:
            async with desk.storage.begin(tenant) as tx:
                await tx.feedback.remove(nudge_id, user, "sent")
        await _note("done" if went else "failed", view, client, desk)


async def _write(message: "Message", user: str, client: AsyncWebClient) -> bool:
    """Write the direct message, and try again a few times; whether it went. Rather twice than never."""
    again: list[AsyncRetryHandler] = [
        AsyncRateLimitErrorRetryHandler(max_retry_count=_TRIES_AGAIN),
        AsyncServerErrorRetryHandler(max_retry_count=_TRIES_AGAIN),
        AsyncConnectionErrorRetryHandler(max_retry_count=_TRIES_AGAIN),
    ]
    patient = AsyncWebClient(
        client.token, base_url=client.base_url, session=client.session, timeout=client.timeout, retry_handlers=again
    )
    try:
        await write_to(user, message, patient)
    except (SlackClientError, ClientError, TimeoutError) as problem:  # told in the modal, where there is a way on
        _log.warning("A draft could not be sent by direct message: %r", problem)
        return False
    return True


async def _note(what: str, view: Mapping[str, Any], client: AsyncWebClient, desk: "Desk") -> None:
    """Say in the modal what became of the click; one that was closed meanwhile needs to hear nothing."""
    with suppress(SlackApiError):
        noted = noted_view(view, desk.catalogue.say(f"nudges.draft_{what}"))
        await client.views_update(view_id=word(view, "id"), view=noted)
