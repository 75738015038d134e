"""What is stored about whoever asks: shown, sent as a file, deleted; by command and in the Home."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from handlers.blocks.answers import sentences
from handlers.blocks.pieces import Message
from handlers.blocks.privacy import ask_message, deleted_message, stored_message
from handlers.clicks import clicker, workspace
from handlers.messages.speaking import Speech, withdraw
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.asker import Asker
    from handlers.commands.requests import Privacy
    from handlers.desk import Desk

FILE = "dealcoach-about-me.json"
_MOST_OPEN = 10_000


async def answer_privacy(asked: "Privacy", asker: "Asker", client: "AsyncWebClient", desk: "Desk") -> Message:
    """`/coach privacy show`, `export`, and `delete`, which asks once more."""
    match asked.what:
        case "show":
            return await _show(asker.user, asker.tenant, desk)
        case "export":
            return await _export(asker.user, asker.tenant, client, desk)
        case "delete":
            return ask_message(desk.catalogue)


async def show_stored(ack: "AsyncAck", body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk") -> None:
    """Show was clicked: how much is stored about the clicker."""
    await ack()
    await whisper(respond, await _show(clicker(body), workspace(body), desk))


async def export_stored(
    ack: "AsyncAck", body: Mapping[str, Any], respond: "AsyncRespond", client: "AsyncWebClient", desk: "Desk"
) -> None:
    """Export was clicked: all of it goes to the clicker, as a file."""
    await ack()
    await whisper(respond, await _export(clicker(body), workspace(body), client, desk))


async def delete_stored(ack: "AsyncAck", body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk") -> None:
    """Delete was clicked and confirmed: the clicker is forgotten; a second time there is nothing left to forget."""
    await ack()
    user = clicker(body)
    async with desk.storage.begin(workspace(body), alone=True) as tx:
        for nudge in await tx.nudges.standing_of(user, _MOST_OPEN):
            await withdraw(nudge, "forgotten", "forgotten", None, Speech(desk.voice, tx, desk.clock(), ""))
        await tx.follow_through.drop_withheld_of(user, desk.clock())
        await tx.personal_data.forget(user)
    await whisper(respond, deleted_message(desk.catalogue))


async def _show(user: str, tenant: Tenant, desk: "Desk") -> Message:
    async with desk.storage.begin(tenant) as tx:
        return stored_message(await tx.personal_data.count(user), desk.text_days, desk.catalogue)


async def _export(user: str, tenant: Tenant, client: "AsyncWebClient", desk: "Desk") -> Message:
    async with desk.storage.begin(tenant) as tx:
        told = await tx.personal_data.export(user)
    opened = await client.conversations_open(users=user)
    content = json.dumps({"user": user, "at": desk.clock().isoformat(), **told}, ensure_ascii=False, indent=1)
    title = desk.catalogue.say("privacy.file_title")
    await client.files_upload_v2(channel=opened["channel"]["id"], filename=FILE, title=title, content=content)
    return sentences(desk.catalogue.say("privacy.exported"))
