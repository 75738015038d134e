"""Handing over the open deals of somebody who left, by an admin in the Home: a form, one change, and its Undo."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from handlers.blocks.answers import sentences
from handlers.blocks.hand_over_form import Owner, hand_over_form
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line, mention
from handlers.blocks.quiet import done_message
from handlers.clicks import clicker, workspace
from handlers.deals.changing import hand_over
from handlers.deals.form_origin import submitted
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.home.tab import Reader, home_page, page_in, show_home
from handlers.sight import deals_seen_by, homes_of
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


async def open_hand_over(
    ack: "AsyncAck", body: Mapping[str, Any], client: "AsyncWebClient", respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Hand over was clicked: a form asks whose open deals go to whom."""
    await ack()
    owners = await _owners(_admin(body, desk), workspace(body), desk)
    if not owners:
        await whisper(respond, sentences(desk.catalogue.say("admin.no_owners")))
        return
    view = hand_over_form(owners, home_page(body), desk.catalogue)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)


async def keep_hand_over(
    ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """The form was submitted: the open deals change their owner; a second time there are none left."""
    fields, user, tenant = submitted(view), _admin(body, desk), workspace(body)
    leaver, heir = fields["leaver"], fields["heir"]
    if leaver == heir:
        await ack(response_action="errors", errors={"heir": desk.catalogue.say("admin.same")})
        return
    await ack()
    deals = await deals_seen_by(user, tenant, desk, "open", leaver)
    homes = await homes_of(user, deals, tenant, desk)
    today = (await desk.now_for(user)).date()
    changed = await hand_over(homes, leaver, heir, user, today, tenant, desk)
    if changed is None:
        return
    line = desk.catalogue.say("admin.handed_over", count=changed.deals, heir=mention(heir))
    done = done_message(line, f"change {changed.number}", desk.catalogue)
    await show_home(Reader(user, tenant, page_in(word(view, "private_metadata"))), client, desk, done.blocks)


def _admin(body: Mapping[str, Any], desk: "Desk") -> str:
    """Who clicked; refused unless it is an admin."""
    user = clicker(body)
    if user not in desk.admins:
        raise RefusedError("admin.only")
    return user


async def _owners(user: str, tenant: Tenant, desk: "Desk") -> list[Owner]:
    """Who owns open deals that this admin may see, the most first; by their names as far as Slack has told."""
    seen = await deals_seen_by(user, tenant, desk, "open")
    counted = Counter(deal.owner for deal in seen.values() if deal.owner).most_common()
    async with desk.storage.begin(tenant) as tx:
        names = await tx.people.names_of([owner for owner, _ in counted])
    return [Owner(owner, echo_line(names.get(owner, owner), NAME_LIMIT), count) for owner, count in counted]
