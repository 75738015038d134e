"""What somebody says to the bot itself: a mention in a channel, or a direct message."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coaching.asking.question import only_asks
from handlers.envelope import mapping, word
from handlers.messages.intake import is_direct, person_in, time_of, words_of

if TYPE_CHECKING:
    from handlers.blocks.pieces import Message
    from handlers.messages.intake import OwnIds

_SAID = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages in which somebody speaks."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A person's words to the bot, without its mention; empty when there was nothing else.

    `thread_ts` is the first message of the thread in which they stand, None outside one; `direct` says that they were
    said in a direct message, `among_strangers` that people of another company read along, `edited` that these are not
    their first words. `at`, aware UTC, is when they were said so, and `cause_ts` the ts of what told us of it.
    """

    user: str
    channel: str
    ts: str
    thread_ts: str | None
    words: str
    at: datetime
    direct: bool = False
    among_strangers: bool = False
    edited: bool = False
    cause_ts: str = ""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a message said to us is said no more: it was deleted, or edited so that it does not name us."""

    channel: str
    ts: str
    cause_ts: str


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What is answered to a command; `aside` says that only the one who said it should read it."""

    message: "Message"
    aside: bool = True


Obey = Callable[[Spoken, Mapping[str, Any]], Awaitable[Obeyed | None]]
"""Does what was said in the event of this body, if that is a command."""


def spoken_in(body: Mapping[str, Any], own: "OwnIds") -> Spoken | Unsaid | None:
    """What an event tells that somebody says to us, or says to us no more; None for anything else.

    Our own messages, other bots and strangers are not answered. Slack tells of a mention twice: only its `app_mention`
    counts here, and the `message` is taken as any other. Of an edit it tells by the `message` that was changed.
    """
    event = mapping(body.get("event"))
    direct = event.get("type") == "message" and is_direct(event)
    if not own.user_id or not word(event, "channel"):
        return None
    if event.get("type") == "message" and word(event, "subtype") in ("message_changed", "message_deleted"):
        return _changed(event, body, own)
    if not (direct or event.get("type") == "app_mention") or "edited" in event:
        return None
    return _spoken(event, event, body, own)


def _changed(event: Mapping[str, Any], body: Mapping[str, Any], own: "OwnIds") -> Spoken | Unsaid | None:
    """What became of a message that was edited or deleted, if it says or said something to us."""
    message, before = mapping(event.get("message")), mapping(event.get("previous_message"))
    ts = word(message, "ts") or word(event, "deleted_ts")
    if time_of(ts) is None or time_of(word(event, "ts")) is None:
        return None
    gone = not message or message.get("subtype") == "tombstone"
    if not person_in(before if gone and before else message, body, own) and (before or not gone):
        return None
    if not gone and before and words_of(message) == words_of(before):
        return None
    if not gone and (is_direct(event) or _names_us(message, own)):
        return _spoken(event, message, body, own)
    was_said = not before or is_direct(event) or _names_us(before, own)
    return Unsaid(word(event, "channel"), ts, word(event, "ts")) if was_said else None


def _spoken(
    event: Mapping[str, Any], message: Mapping[str, Any], body: Mapping[str, Any], own: "OwnIds"
) -> Spoken | None:
    user, at = person_in(message, body, own), time_of(word(event, "ts"))
    if not user or at is None or time_of(word(message, "ts")) is None or word(message, "subtype") not in _SAID:
        return None
    thread = word(message, "thread_ts")
    return Spoken(
        user=user,
        channel=word(event, "channel"),
        ts=word(message, "ts"),
        thread_ts=thread if time_of(thread) else None,
        words=" ".join(_mention_of(own).sub(" ", words_of(message)).split()),
        at=at,
        direct=event.get("type") == "message" and is_direct(event),
        among_strangers=body.get("is_ext_shared_channel") is True,
        edited=message is not event,
        cause_ts=word(event, "ts"),
    )


def only_asks_us(text: str, own: "OwnIds") -> bool:
    """Whether a message names the bot and tells nothing, so that it is no update either."""
    return bool(own.user_id) and only_asks(rest := _mention_of(own).sub(" ", text)) and rest != text


def _names_us(message: Mapping[str, Any], own: "OwnIds") -> bool:
    return _mention_of(own).search(words_of(message)) is not None


def _mention_of(own: "OwnIds") -> re.Pattern[str]:
    return re.compile(rf"<@{re.escape(own.user_id)}(?:\|[^>]*)?>")
