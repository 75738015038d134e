"""The bodies that Slack sends, in the shapes that it sends them: for the stub Slack and for tests of handlers."""

import itertools
import time
from collections.abc import Iterator
from typing import Any

Payload = dict[str, Any]
TEAM, APP, BOT_USER, BOT = "T0SALES", "A0COACH", "U0COACH", "B0COACH"
TEAM_INFO = {"id": TEAM, "domain": "sales"}

_counter: Iterator[int] = itertools.count(1)


def new_id(prefix: str) -> str:
    """An id that no other call has given, such as Ev000042."""
    return f"{prefix}{next(_counter):06d}"


def new_ts() -> str:
    """A message's timestamp for now: seconds, and six digits that keep order and never repeat."""
    return f"{int(time.time())}.{next(_counter):06d}"


def event_callback(event: Payload) -> Payload:
    """An event as the Events API wraps it, the same in Socket Mode."""
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-event-context",
    }


def posted(channel: str, message: Payload) -> Payload:
    """The event for a new message."""
    return {**message, "channel": channel, "event_ts": message["ts"], "channel_type": "channel"}


def changed(channel: str, message: Payload, previous: Payload) -> Payload:
    """The event for an edit; `message` and `previous` are the message after and before."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": message,
        "previous_message": previous,
        "channel": channel,
        "hidden": True,
        "ts": (ts := new_ts()),
        "event_ts": ts,
        "channel_type": "channel",
    }


def deleted(channel: str, previous: Payload) -> Payload:
    """The event for a deletion; `previous` is the message as it was."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": previous,
        "deleted_ts": previous["ts"],
        "channel": channel,
        "hidden": True,
        "ts": (ts := new_ts()),
        "event_ts": ts,
        "channel_type": "channel",
    }


def joined(channel: str, inviter: str) -> Payload:
    """The bot came into a channel."""
    event = {"type": "member_joined_channel", "user": BOT_USER, "channel": channel, "channel_type": "C", "team": TEAM}
    return event | {"inviter": inviter, "event_ts": new_ts()}


def home_opened(user: str, home: Payload | None = None, tab: str = "home") -> Payload:
    """The event for a person who opens the Home, with the view that they saw last, if any."""
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": "D" + user[1:],
        "tab": tab,
        "event_ts": new_ts(),
        **({"view": {**home, "type": "home"}} if home else {}),
    }


def home_action(user: str, home: Payload, action: Payload) -> Payload:
    """A click on an element of somebody's Home: no message, no channel and no response_url come with it."""
    return {
        "type": "block_actions",
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification-token",
        "container": {"type": "view", "view_id": home["id"]},
        "trigger_id": new_id("trigger."),
        "team": TEAM_INFO,
        "enterprise": None,
        "is_enterprise_install": False,
        "view": {**home, "team_id": TEAM, "state": {"values": {}}},
        "actions": [{**action, "action_ts": new_ts()}],
    }


def slash_command(user: str, channel: str, command: str, text: str, response_url: str) -> Payload:
    """A slash command as typed by a person."""
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "team_domain": TEAM_INFO["domain"],
        "channel_id": channel,
        "channel_name": "deals",
        "user_id": user,
        "user_name": user.lower(),
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": new_id("trigger."),
    }


def message_action(user: str, channel: str, message: Payload, shortcut: str, response_url: str) -> Payload:
    """A shortcut that is chosen in the menu of a message."""
    return {
        "type": "message_action",
        "callback_id": shortcut,
        "user": {"id": user, "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "trigger_id": new_id("trigger."),
        "team": TEAM_INFO,
        "enterprise": None,
        "channel": {"id": channel, "name": "deals"},
        "message": message,
        "message_ts": message["ts"],
        "response_url": response_url,
    }


def global_shortcut(user: str, shortcut: str) -> Payload:
    """A shortcut that is chosen wherever one is in Slack: no channel, no message and no response_url come with it."""
    return {
        "type": "shortcut",
        "callback_id": shortcut,
        "user": {"id": user, "username": user.lower(), "team_id": TEAM},
        "token": "verification-token",
        "trigger_id": new_id("trigger."),
        "action_ts": new_ts(),
        "team": TEAM_INFO,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def submitted(user: str, view: Payload, filled: dict[str, str]) -> Payload:
    """A modal as it is submitted: as it was shown, but for the fields that are `filled`, several values by blanks."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    fields = {block["block_id"]: block["element"] for block in inputs}
    values = {name: {el["action_id"]: _state(el, filled.get(name))} for name, el in fields.items()}
    return {
        "type": "view_submission",
        "team": TEAM_INFO,
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification-token",
        "trigger_id": new_id("trigger."),
        "view": {**view, "team_id": TEAM, "state": {"values": values}, "hash": new_id("hash"), "app_id": APP},
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _state(element: Payload, typed: str | None) -> Payload:
    """What Slack says of a field; `typed` is None where nobody touched it."""
    kind = element["type"]
    one, key = {
        "plain_text_input": ("value", "initial_value"),
        "datepicker": ("selected_date", "initial_date"),
        "timepicker": ("selected_time", "initial_time"),
        "users_select": ("selected_user", "initial_user"),
    }.get(kind, ("", ""))
    if one:
        return {"type": kind, one: (element.get(key) if typed is None else typed) or None}
    chosen = [choice for choice in element["options"] if choice["value"] in (typed or "").split()]
    assert len(chosen) == len((typed or "").split()), f"{typed} is not offered by {element['action_id']}"
    if kind in ("checkboxes", "multi_static_select"):
        return {"type": kind, "selected_options": element.get("initial_options", []) if typed is None else chosen}
    first = element.get("initial_option") if typed is None else next(iter(chosen), None)
    return {"type": kind, "selected_option": first}


def block_action(user: str, channel: str, message: Payload, action: Payload, response_url: str) -> Payload:
    """A click on an element of a message."""
    return {
        "type": "block_actions",
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification-token",
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel,
            "is_ephemeral": False,
        },
        "trigger_id": new_id("trigger."),
        "team": TEAM_INFO,
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "deals"},
        "message": message,
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [{**action, "action_ts": new_ts()}],
    }
