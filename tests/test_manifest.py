"""The manifest creates exactly the Slack app that the code needs."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from handlers import register
from handlers.commands.arguments import ONLY, WHOSE
from handlers.commands.grammar import VERBS
from handlers.deals.message_shortcuts import LINK_TO_DEAL, NOT_AN_UPDATE
from handlers.deals.new_deal import NEW_DEAL
from handlers.nudges.coach_again import COACH_UPDATE

SCOPES_OF_METHODS = {
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_getPermalink": set(),
    "auth_test": set(),
    "apps_connections_open": set(),
    "views_open": set(),
    "views_update": set(),
    "views_publish": set(),  # the Home; needs the event and the tab, no scope
    "files_getUploadURLExternal": {"files:write"},  # the chart of a managers' digest
    "files_completeUploadExternal": {"files:write"},
    "files_upload_v2": {"files:write"},  # what is stored about somebody, to that person
    "users_info": {"users:read"},
    "conversations_open": {"im:write"},  # to a direct message whose answer was lost: which conversation is it?
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_history": {"im:history"},  # only ever of a direct message: threads are read with replies
    "conversations_replies": {"channels:history", "groups:history"},
}
"""Bot scopes that a Web API method needs, from https://docs.slack.dev/reference/methods."""
SCOPES_OF_EVENTS = {
    "app_home_opened": set(),
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "app_mention": {"app_mentions:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
}
"""https://docs.slack.dev/reference/events"""
LISTENERS_OF_EVENTS = {
    "app_home_opened": "app_home_opened",
    "message.channels": "message",
    "message.groups": "message",
    "message.im": "message",
    "app_mention": "app_mention",
    "member_joined_channel": "member_joined_channel",
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((Path(__file__).parents[1] / "manifest.json").read_text("utf-8"))
    return read


def listening_app() -> AsyncApp:
    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)

    app = AsyncApp(client=AsyncWebClient("xoxb-1"), authorize=authorize, request_verification_enabled=False)
    register(app)
    return app


def registered(kind: str) -> set[str]:
    """The names that `register` listens to with `app.<kind>("...")`, by reading its source."""
    source = (Path(__file__).parents[1] / "handlers" / "__init__.py").read_text("utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == kind
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def methods_called() -> set[str]:
    """The Web API methods that the code calls, in the SDK's spelling."""
    root = Path(__file__).parents[1]
    source = "\n".join(path.read_text("utf-8") for room in ("bot", "handlers") for path in (root / room).rglob("*.py"))
    used = set(re.findall(r"client\.([a-z]+_[A-Za-z_0-9]+)\b", source))
    return {method for method in used if hasattr(AsyncWebClient, method)}


def test_each_slash_command_of_the_manifest_is_answered_and_each_answered_one_is_there(
    manifest: dict[str, Any],
) -> None:
    commands = {command["command"] for command in manifest["features"]["slash_commands"]}

    assert commands == registered("command") == {f"/{slash}" for slash in VERBS}


def test_the_usage_hint_of_a_command_names_each_of_its_verbs_and_no_other(manifest: dict[str, Any]) -> None:
    for command in manifest["features"]["slash_commands"]:
        hinted = re.findall(r"[a-z]+", re.sub(r"\[[^]]*\]", "", command["usage_hint"]))

        assert hinted == list(VERBS[command["command"].removeprefix("/")])


def test_the_usage_hint_of_deal_names_the_words_that_follow_list(manifest: dict[str, Any]) -> None:
    [deal] = [command for command in manifest["features"]["slash_commands"] if command["command"] == "/deal"]

    assert f"list [{'|'.join(WHOSE)}] [{'|'.join(ONLY)}]" in deal["usage_hint"]


def test_each_event_of_the_manifest_has_a_listener_and_each_named_listener_its_event(manifest: dict[str, Any]) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]

    assert {LISTENERS_OF_EVENTS[event] for event in events} == registered("event")


def test_the_bot_asks_for_the_scopes_that_it_uses_and_for_no_other(manifest: dict[str, Any]) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    needed: set[str] = {"commands"}.union(*(SCOPES_OF_EVENTS[event] for event in events))
    for method in methods_called():
        needed |= SCOPES_OF_METHODS[method]

    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed


def test_the_shortcuts_are_those_that_are_listened_for(manifest: dict[str, Any]) -> None:
    shortcuts = manifest["features"]["shortcuts"]

    kinds = {shortcut["callback_id"]: shortcut["type"] for shortcut in shortcuts}
    assert kinds == {NEW_DEAL: "global", **dict.fromkeys((COACH_UPDATE, LINK_TO_DEAL, NOT_AN_UPDATE), "message")}
    assert all(len(shortcut["name"]) <= 24 and len(shortcut["description"]) <= 150 for shortcut in shortcuts)


def test_the_app_connects_by_itself_and_takes_clicks(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]

    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"]["is_enabled"] is True
    assert "request_url" not in settings["event_subscriptions"]


def test_people_can_be_written_to_directly(manifest: dict[str, Any]) -> None:
    """Without a messages tab Slack refuses direct messages with messages_tab_disabled; read-only, nobody can ask."""
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_names_and_descriptions_have_the_length_that_slack_takes(manifest: dict[str, Any]) -> None:
    shown = manifest["display_information"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    for command in manifest["features"]["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000


def test_the_whole_surface_registers() -> None:
    assert len(listening_app()._async_listeners) == 41


def test_the_home_is_open(manifest: dict[str, Any]) -> None:
    """Without the tab Slack refuses views.publish with not_enabled."""
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
