"""Saying something to one person alone, in the channel where they are."""

from typing import TYPE_CHECKING

from slack_bolt.context.respond.async_respond import AsyncRespond

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

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


async def tell(user: str, response_url: str, message: "Message", client: "AsyncWebClient") -> None:
    """The same; by a direct message to `user` where there was no command and no click that could be answered."""
    if response_url:
        await whisper_at(response_url, message)
    else:
        await write_to(user, message, client)


async def write_to(user: str, message: "Message", client: "AsyncWebClient") -> None:
    """Write somebody a direct message."""
    await client.chat_postMessage(
        channel=user, text=message.text, blocks=list(message.blocks), unfurl_links=False, unfurl_media=False
    )
