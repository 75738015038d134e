"""What goes wrong in a handler: said in a sentence to the person, and logged with a number when nobody expected it."""

import asyncio
from collections.abc import Mapping
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from handlers.blocks.answers import sentences
from handlers.whisper import whisper

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
    """
    await asyncio.sleep(_ACK_SEEN_AFTER)
    desk: Desk | None = context.get("desk")
    sentence = _sentence(error, desk, body, logger)
    respond = context.respond
    if sentence and respond and respond.response_url:
        await whisper(respond, sentences(sentence))


def _sentence(error: Exception, desk: "Desk | None", body: Mapping[str, Any], logger: "Logger") -> str:
    """What to say; nothing when the error came before the desk was laid out."""
    if desk and isinstance(error, RefusedError):
        return desk.catalogue.say(error.key, **error.names)
    if desk and isinstance(error, SlackApiError) and error.response.get("error") in _TOO_SLOW:
        return desk.catalogue.say("commands.too_slow")
    incident = token_hex(4)
    logger.error("Incident %s in a request of type %s", incident, body.get("type", "command"), exc_info=error)
    return desk.catalogue.say("commands.trouble", incident=incident) if desk else ""
