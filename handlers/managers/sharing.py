"""Sharing a deal with the managers: by its owner alone, kept, and taken back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.blocks.answers import sentences
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.quiet import done_message
from handlers.clicks import clicker, named_in, workspace
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from coaching.message import Tenant
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage import UnitOfWork


async def choose_sharing(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """The button under a deal's card was clicked: it is shared with the managers, or no more."""
    await ack()
    wish, number = named_in(word(action, "value"))
    await whisper(respond, await share_deal(number, clicker(body), workspace(body), desk, on=wish == "share"))


async def share_deal(number: int, user: str, tenant: "Tenant", desk: "Desk", *, on: bool) -> "Message":
    """Let the managers read of this deal and whose it is, or no more; what is said then. Only its owner may."""
    deal = await deal_seen_by(user, number, tenant, desk)
    if deal is None:
        raise RefusedError("change.deal_gone")
    if deal.owner != user:
        raise RefusedError("managers.not_your_deal")
    named = {"deal": echo_line(deal.name, NAME_LIMIT)}
    async with desk.storage.begin(tenant) as tx:
        if (user in (await tx.shared_deals.all()).get(number, ())) == on:
            return sentences(desk.catalogue.say("managers.shared_already" if on else "managers.not_shared", **named))
        about: dict[str, Any] = {"deal_id": number, "on": on}
        if on:
            await tx.shared_deals.put(number, user, desk.clock())
        else:
            about["shares"] = await tx.shared_deals.remove(number, user)
        change = await tx.changes.add("share", about, user, desk.clock())
    line = desk.catalogue.say("managers.shared" if on else "managers.unshared", **named)
    return done_message(line, f"change {change}", desk.catalogue)


async def share_as_before(about: Mapping[str, Any], by: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Let the deal be shared, or not, as before `by` changed it; what a later owner has shared stays shared.

    A deal that was merged since, or parted from another one, is meant wherever it is by now.
    """
    number = about["deal_id"]
    if about["on"]:
        await tx.shared_deals.take_back(number, by)
        return
    for shared_as in about.get("shares", [number]):
        is_apart = await tx.deals.get(shared_as) is not None
        if is_apart or await tx.deals.get(number) is not None:
            await tx.shared_deals.put_again(shared_as, shared_as if is_apart else number, by, desk.clock())
