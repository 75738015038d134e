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
    their first words. `at` is aware UTC.
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


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What is answered to a command; `aside` says that only the one who said it should read it."""

    message: "Message"
    aside: bool = True


Obey = Callable[[Spoken, Mapping[str, Any]], Awaitable[Obeyed | None]]
"""Does what was said in the event of this body, if that is a command."""


def spoken_in(body: Mapping[str, Any], own: "OwnIds") -> Spoken | None:
    """What an event tells that somebody says to us; None for anything else.

    Our own messages, other bots, strangers and edits are not answered. Slack tells of a mention twice: only its
    `app_mention` counts here, and the `message` is taken as any other.
    """
    event = mapping(body.get("event"))
    direct = event.get("type") == "message" and is_direct(event)
    if not own.user_id or not (direct or event.get("type") == "app_mention") or "edited" in event:
        return None
    user, at = person_in(event, body, own), time_of(word(event, "ts"))
    if not user or at is None or not word(event, "channel") or word(event, "subtype") not in _SAID:
        return None
    thread = word(event, "thread_ts")
    return Spoken(
        user=user,
        channel=word(event, "channel"),
        ts=word(event, "ts"),
        thread_ts=thread if time_of(thread) else None,
        words=" ".join(_mention_of(own).sub(" ", words_of(event)).split()),
        at=at,
        direct=direct,
        among_strangers=body.get("is_ext_shared_channel") is True,
    )


def only_asks_us(text: str, own: "OwnIds") -> bool:
    """Whether a message names the bot and tells nothing, so that it is no update either."""
    return bool(own.user_id) and only_asks(rest := _mention_of(own).sub(" ", text)) and rest != text


def _mention_of(own: "OwnIds") -> re.Pattern[str]:
    return re.compile(rf"<@{re.escape(own.user_id)}(?:\|[^>]*)?>")
