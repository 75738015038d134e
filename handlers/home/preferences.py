"""The form of preferences, opened from the Home: checked field by field, kept, and shown in the Home again."""

from collections.abc import Mapping
from datetime import time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from coaching.preferences import Preferences
from handlers.blocks.home_preferences import DAYS
from handlers.blocks.preferences_form import preferences_form
from handlers.blocks.quiet import done_message
from handlers.clicks import clicker, workspace
from handlers.deals.form_origin import all_chosen, submitted
from handlers.envelope import word
from handlers.home.preferring import how_it_speaks, prefer
from handlers.home.tab import Reader, home_page, page_in, show_home

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


async def open_preferences(ack: "AsyncAck", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk") -> None:
    """Change was clicked in the Home: the form opens with what is chosen now."""
    await ack()
    async with desk.storage.begin(workspace(body)) as tx:
        speaks = await how_it_speaks(clicker(body), tx, desk)
    plays = dict(speaks.muted) | {play.id: play.title for play in desk.playbook.all_active}
    view = preferences_form(speaks, plays, home_page(body), desk.catalogue)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)


async def keep_preferences(
    ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """The form was submitted: what was chosen counts from now on, or its fields say what is wrong."""
    fields, user, tenant = submitted(view), clicker(body), workspace(body)
    errors = _errors(fields, desk)
    if errors:
        await ack(response_action="errors", errors=errors)
        return
    await ack()
    hushed = {*all_chosen(view, "muted"), *([None] if fields.get("pause") == "pause" else [])}
    async with desk.storage.begin(tenant) as tx:
        change = await prefer(_chosen(fields), hushed, user, tx, desk)
    if change is not None:
        done = done_message(desk.catalogue.say("preferences.saved"), f"change {change}", desk.catalogue)
        await show_home(Reader(user, tenant, page_in(word(view, "private_metadata"))), client, desk, done.blocks)


def _errors(fields: Mapping[str, str], desk: "Desk") -> dict[str, str]:
    """What is wrong, by the field in which it is."""
    errors: dict[str, str] = {}
    start, end = _hour(fields, "quiet_from"), _hour(fields, "quiet_to")
    if (start is None) != (end is None):
        errors["quiet_from" if start is None else "quiet_to"] = desk.catalogue.say("preferences.quiet_both")
    elif start is not None and start == end:
        errors["quiet_to"] = desk.catalogue.say("preferences.quiet_same")
    if fields.get("digest_day") in DAYS and _hour(fields, "digest_at") is None:
        errors["digest_at"] = desk.catalogue.say("preferences.digest_at_missing")
    typed = fields.get("tz", "")
    if typed and _zone(typed) is None:
        near = get_close_matches(typed, available_timezones(), n=1)
        say = desk.catalogue.say
        errors["tz"] = say("preferences.tz_near", zone=near[0]) if near else say("preferences.tz_unknown")
    return errors


def _chosen(fields: Mapping[str, str]) -> Preferences:
    day = fields.get("digest_day", "")
    return Preferences(
        nudges_to="dm" if fields.get("nudges_to") == "dm" else "thread",
        quiet_from=_hour(fields, "quiet_from"),
        quiet_to=_hour(fields, "quiet_to"),
        tz=_zone(fields.get("tz", "")),
        digest_day=DAYS.index(day) if day in DAYS else None,
        digest_at=_hour(fields, "digest_at") or Preferences().digest_at,
    )


def _hour(fields: Mapping[str, str], name: str) -> time | None:
    try:
        return time.fromisoformat(fields.get(name, ""))
    except ValueError:
        return None


def _zone(typed: str) -> str | None:
    """The IANA zone of this name, in whatever case and with blanks for its underscores; None when there is none."""
    wanted = typed.strip().replace(" ", "_").casefold()
    return next((zone for zone in sorted(available_timezones()) if zone.casefold() == wanted), None)
