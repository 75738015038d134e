"""Saying something to one person alone, in the channel where they are."""

from typing import TYPE_CHECKING

from slack_bolt.context.respond.async_respond import AsyncRespond

if TYPE_CHECKING:
    from handlers.blocks.pieces import Message


async def whisper(respond: AsyncRespond, message: "Message") -> None:
    """Answer a command or a click with an ephemeral message; what was clicked on stays as it is."""
    await respond(
        text=message.text,
        blocks=list(message.blocks),
        response_type="ephemeral",
        replace_original=False,
        unfurl_links=False,
        unfurl_media=False,
    )


async def whisper_at(response_url: str, message: "Message") -> None:
    """Answer the command behind a modal, at the address that came with it; Slack takes that for 30 minutes."""
    await whisper(AsyncRespond(response_url=response_url), message)
