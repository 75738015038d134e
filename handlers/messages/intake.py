"""What one event body from Slack tells us about a message: posted, edited, deleted, or nothing of ours to read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from coaching.message import Deleted, Posted, Source
from handlers.envelope import event_id, mapping, tenant_of, word
from handlers.messages.flatten import flatten

__all__ = ["OwnIds", "event_id", "is_direct", "person_in", "tenant_of", "time_of", "understand", "words_of"]

_TAKEN = frozenset({"file_share", "thread_broadcast", "me_message", "bot_message"})
"""Subtypes that carry a message's words; all others are joins, topics, reminders and the like."""
_TS = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,6})?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OwnIds:
    """Who we are in a workspace, from `auth.test`; an empty id is unknown and matches nobody."""

    app_id: str = ""
    bot_id: str = ""
    user_id: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class _Listener:
    """What decides whether a message is for us: who we are, in which organisation, and which CRM apps we hear."""

    own: frozenset[str]
    teams: frozenset[str]
    crm_apps: tuple[str, ...]


def understand(body: Mapping[str, Any], own: OwnIds, crm_apps: Sequence[str]) -> Posted | Deleted | None:
    """Say what the `event_callback` `body` means for us, or None when it is none of our business.

    `crm_apps` holds names or ids of the CRM apps whose posts we take; all other bots, our own posts, direct messages,
    strangers from a connected workspace, and messages without words are None. Never raises, whatever the body.
    """
    event = body.get("event") if isinstance(body, Mapping) else None
    if not isinstance(event, Mapping) or event.get("type") != "message" or is_direct(event):
        return None
    listener = _listener(body, own, crm_apps)
    match event.get("subtype"):
        case "message_changed":
            return _edited(event, listener)
        case "message_deleted":
            return _deleted(event, event.get("deleted_ts"), listener)
        case _:
            return _posted(event, event, listener)


def person_in(message: Mapping[str, Any], body: Mapping[str, Any], own: OwnIds) -> str:
    """The person who wrote a message that `body` tells of; "" when it is a bot, a stranger, or nobody."""
    author = _author(message, _listener(body, own, ()))
    return author[0] if author else ""


def words_of(message: Mapping[str, Any]) -> str:
    """A person's words in a message, as `understand` reads them."""
    return _words(message, "person")


def _listener(body: Mapping[str, Any], own: OwnIds, crm_apps: Sequence[str]) -> _Listener:
    api_app = body.get("api_app_id")
    ids = {own.app_id, own.bot_id, own.user_id, api_app if isinstance(api_app, str) else ""}
    in_grid = bool(tenant_of(body).enterprise)
    return _Listener(
        own=frozenset(ids - {""}),
        teams=frozenset() if in_grid or not own.team else frozenset({own.team}),
        crm_apps=tuple(name.strip().casefold() for name in crm_apps if name.strip()),
    )


def is_direct(event: Mapping[str, Any]) -> bool:
    """A conversation with the bot itself: those are questions and answers, no deal updates."""
    return event.get("channel_type") in ("im", "app_home") or word(event, "channel").startswith("D")


def _is_taken(message: Mapping[str, Any]) -> bool:
    return message.get("subtype") is None or word(message, "subtype") in _TAKEN


def _posted(event: Mapping[str, Any], message: Mapping[str, Any], listener: _Listener) -> Posted | None:
    author = _author(message, listener)
    words = _words(message, author[1]) if author else ""
    if author is None or not words or not _is_taken(message):
        return None
    channel, ts, cause_ts = word(event, "channel"), word(message, "ts"), word(event, "ts")
    posted_at, at = time_of(ts), time_of(cause_ts)
    if not channel or posted_at is None or at is None:
        return None
    thread = word(message, "thread_ts")
    return Posted(
        channel=channel,
        ts=ts,
        cause_ts=cause_ts,
        thread_ts=thread if time_of(thread) and thread != ts else None,
        author=author[0],
        source=author[1],
        text=words,
        at=at,
        posted_at=posted_at,
        edited=message is not event,
        private=event.get("channel_type") != "channel",
    )


def _edited(event: Mapping[str, Any], listener: _Listener) -> Posted | Deleted | None:
    """A new version: None when only an unfurl or a counter changed, a deletion when no words are left."""
    message, previous = event.get("message"), event.get("previous_message")
    if not isinstance(message, Mapping):
        return None
    if message.get("subtype") == "tombstone":
        return _deleted(event, message.get("ts"), listener)
    author = _author(message, listener)
    if author is None or not _is_taken(message):
        return None
    words = _words(message, author[1])
    if isinstance(previous, Mapping) and words == _words(previous, author[1]):
        return None
    return _posted(event, message, listener) if words else _deleted(event, message.get("ts"), listener)


def _deleted(event: Mapping[str, Any], ts: Any, listener: _Listener) -> Deleted | None:
    previous = event.get("previous_message")
    if isinstance(previous, Mapping) and _author(previous, listener) is None:
        return None
    channel, cause_ts = word(event, "channel"), word(event, "ts")
    at = time_of(cause_ts)
    if not channel or at is None or not isinstance(ts, str) or time_of(ts) is None:
        return None
    return Deleted(channel=channel, ts=ts, cause_ts=cause_ts, at=at)


def _author(message: Mapping[str, Any], listener: _Listener) -> tuple[str, Source] | None:
    """Who wrote it, if we listen to them."""
    profile = mapping(message.get("bot_profile"))
    ids = {word(message, "bot_id"), word(message, "app_id"), word(profile, "id"), word(profile, "app_id")}
    user = word(message, "user")
    if listener.own & (ids | {user}):
        return None
    if word(message, "bot_id") or profile or message.get("subtype") == "bot_message":
        names = [name for name in (word(profile, "name"), word(message, "username"), *sorted(ids)) if name]
        return (names[0], "crm") if any(_is_listed(name, listener.crm_apps) for name in names) else None
    home = word(message, "user_team") or word(message, "source_team")
    if not user or user == "USLACKBOT" or (home and listener.teams and home not in listener.teams):
        return None
    return user, "person"


def _is_listed(name: str, crm_apps: Sequence[str]) -> bool:
    """Whether an app's name or id is on the list; "HubSpot" also lists "HubSpot (sandbox)"."""
    name = name.strip().casefold()
    return any(name == app or name.startswith(f"{app} ") for app in crm_apps)


def _words(message: Mapping[str, Any], source: Source) -> str:
    """The message's words with Slack's three entities resolved, or nothing when there are none.

    What no database can hold (NUL, half a surrogate pair) is left out.
    """
    text = flatten(message) if source == "crm" else word(message, "text")
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    return text if text.strip() else ""


def time_of(ts: str) -> datetime | None:
    """When Slack gave out `ts` (seconds since 1970 and six digits), or None when it is no `ts`."""
    if not _TS.fullmatch(ts):
        return None
    seconds, _, fraction = ts.partition(".")
    return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(fraction.ljust(6, "0")))
