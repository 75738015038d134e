"""A nudge that was answered in a digest loses its buttons there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.blocks.digest_lines import NUDGE_BLOCK
from handlers.blocks.pieces import context
from handlers.envelope import mapping, word

if TYPE_CHECKING:
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.desk import Desk


async def note_answer(
    action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Put a line in the place of the buttons that were clicked, where those stand in a digest; elsewhere nothing."""
    clicked, message = word(action, "block_id"), mapping(body.get("message"))
    blocks = message.get("blocks")
    if not clicked.startswith(NUDGE_BLOCK) or not isinstance(blocks, list):
        return
    line = context(desk.catalogue.say("digest.answered"))
    left = [line if mapping(block).get("block_id") == clicked else block for block in blocks]
    await respond(text=word(message, "text"), blocks=left, replace_original=True)
