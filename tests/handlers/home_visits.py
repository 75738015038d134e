"""Visits to the Home: somebody opens it, clicks in it, and reads what it says."""

from typing import Any

from handlers_rig import Rig
from stub_payloads import event_callback, home_action, home_opened
from stub_slack import ANA

View = dict[str, Any]


async def opened(rig: Rig, user: str = ANA) -> View:
    """What somebody sees who opens the Home now."""
    return await after(rig, event_callback(home_opened(user, rig.slack.homes.get(user))), user)


async def clicked(rig: Rig, action: str, value: str, user: str = ANA) -> View:
    """What somebody sees after a click in their Home."""
    what: dict[str, Any] = {"action_id": action, "block_id": "b", "type": "button", "value": value}
    if action in ("nudge_snooze", "nudge_mute", "choose_deal"):
        what |= {"type": "static_select", "selected_option": {"value": value}}
    return await after(rig, home_action(user, rig.slack.homes[user], what), user)


async def after(rig: Rig, body: dict[str, Any], user: str) -> View:
    """The Home as published next, once this body was sent."""
    before = rig.slack.homes.get(user)
    await rig.send(body)
    await rig.slack.until(lambda: rig.slack.homes.get(user) is not before)
    return rig.slack.homes[user]


def words(view: View) -> str:
    """All mrkdwn of a view."""
    sections = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    return "\n".join(sections + [b["elements"][0]["text"] for b in view["blocks"] if b["type"] == "context"])


def elements(view: View) -> list[dict[str, Any]]:
    """Its buttons and menus."""
    return [element for block in view["blocks"] if block["type"] == "actions" for element in block["elements"]]
