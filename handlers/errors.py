"""What goes wrong in a handler: said in a sentence to the person, and logged with a number when nobody expected it."""

import asyncio
import json
from collections.abc import Mapping
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from handlers.blocks.answers import sentences
from handlers.envelope import mapping, word
from handlers.whisper import tell, whisper

if TYPE_CHECKING:
    from logging import Logger

    from slack_bolt.context.async_context import AsyncBoltContext

    from handlers.desk import Desk

_ACK_SEEN_AFTER = 0.03
"""Seconds after which Bolt has seen an ack (`AsyncioListenerRunner.run`, slack-bolt 1.30)."""
_TOO_SLOW = frozenset({"expired_trigger_id", "exchanged_trigger_id"})


class RefusedError(Exception):
    """We cannot do what a person asked, and know why: `key` names the catalogue's sentence that says it to them."""

    def __init__(self, key: str, **names: str) -> None:
        super().__init__(key)
        self.key = key
        self.names = names


async def tell_error(error: Exception, body: Mapping[str, Any], context: "AsyncBoltContext", logger: "Logger") -> None:
    """Turn `error` into a sentence for whoever clicked or typed, and an unexpected one into a log line as well.

    Waits a moment first: Bolt looks for a listener's ack every 10 ms and forgets one that it has not seen by the time
    this handler returns; Slack would get it after 3 s, when it has shown the person a failure already.

    A modal that is refused closes. One that fails unexpectedly before its ack stays open, with what was typed in it.
    """
    in_modal = body.get("type") == "view_submission"
    if in_modal and isinstance(error, RefusedError) and context.ack.response is None:
        await context.ack()
    await asyncio.sleep(_ACK_SEEN_AFTER)
    desk: Desk | None = context.get("desk")
    sentence = _sentence(error, desk, body, logger)
    respond = context.respond
    if sentence and respond and respond.response_url:
        await whisper(respond, sentences(sentence))
    elif sentence and in_modal and context.client:
        await tell(word(mapping(body.get("user")), "id"), _answer_at(body), sentences(sentence), context.client)


def _answer_at(body: Mapping[str, Any]) -> str:
    """Where the command or the click behind a modal is answered, as the modal remembers it; "" where it does not."""
    try:
        kept = json.loads(word(mapping(body.get("view")), "private_metadata"))
    except ValueError:
        return ""
    return word(mapping(kept), "answer_at")


def _sentence(error: Exception, desk: "Desk | None", body: Mapping[str, Any], logger: "Logger") -> str:
    """What to say; nothing when the error came before the desk was laid out."""
    if desk and isinstance(error, RefusedError):
        return desk.catalogue.say(error.key, **error.names)
    if desk and isinstance(error, SlackApiError) and error.response.get("error") in _TOO_SLOW:
        return desk.catalogue.say("commands.too_slow")
    incident = token_hex(4)
    logger.error("Incident %s in a request of type %s", incident, body.get("type", "command"), exc_info=error)
    return desk.catalogue.say("commands.trouble", incident=incident) if desk else ""
