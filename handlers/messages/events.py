"""Events: each is kept before Slack hears that we have it; the rest happens in `handlers.messages.work`."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from handlers.envelope import event_id, mapping, tenant_of, word

if TYPE_CHECKING:
    from logging import Logger

    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.response import BoltResponse

Keep = Callable[[Tenant, str, str, str, str, Mapping[str, Any]], Awaitable[object]]
"""As `Storage.keep_event`: an event is durable when it returns; raises when it cannot be kept."""

_TS = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,6})?")
LISTENED = frozenset({"message", "app_mention", "member_joined_channel", "app_home_opened"})
"""The types of events that we do something about; all others are only acknowledged."""


def keep_first(keep: "Keep") -> Callable[..., Awaitable["BoltResponse | None"]]:
    """The middleware for `AsyncApp(before_authorize=...)`: it keeps an event, and only then lets Bolt answer.

    When an event cannot be kept, Bolt answers 500 over HTTP and nothing at all in Socket Mode, so that Slack sends it
    again. Commands, clicks and views pass: Slack never repeats those.
    """

    async def keep_event(
        body: Mapping[str, Any], ack: "AsyncAck", next_: Callable[[], Awaitable[None]]
    ) -> "BoltResponse | None":
        """What is no event but about events, such as `app_rate_limited`, is acknowledged here: no listener takes it."""
        if body.get("type") == "event_callback":
            event = mapping(body.get("event"))
            await keep(tenant_of(body), event_id(body), word(event, "type"), thread_of(body), moment_of(body), body)
        elif body.get("type") == "app_rate_limited":
            return await ack()
        await next_()
        return None

    return keep_event


async def take_event() -> None:
    """Something happened that is worked later: kept already by `keep_first`, so there is nothing left to do here."""


async def let_pass(event: Mapping[str, Any], logger: "Logger") -> None:
    """An event that we subscribe to or that Slack sends anyway: acknowledged, since Slack repeats what is not."""
    logger.debug("An event of type %s passed by", event.get("type"))


def thread_of(body: Mapping[str, Any]) -> str:
    """The conversation within which an event keeps its order: its channel and the thread's first message.

    An edit or a deletion belongs to the thread of the message that it is about, and so does the mention in one; what is
    no message stands alone.
    """
    event = mapping(body.get("event"))
    if event.get("type") not in ("message", "app_mention"):
        return event_id(body)
    message = mapping(event.get("message")) or mapping(event.get("previous_message")) or event
    first = word(message, "thread_ts") or word(message, "ts") or word(event, "deleted_ts") or word(event, "ts")
    return f"{word(event, 'channel')}/{first}"


def moment_of(body: Mapping[str, Any]) -> str:
    """When the event happened, as Slack's ts; "0" when it does not say."""
    event = mapping(body.get("event"))
    said = (word(event, "event_ts"), word(event, "ts"), str(body.get("event_time")))
    return next((ts for ts in said if _TS.fullmatch(ts)), "0")
