"""The bot was invited to a channel: who invited it is asked, and nobody else, whether it may watch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from coaching.watch import Watch
from handlers.asker import who_clicked
from handlers.blocks.watch import invitation_message, watching_message, welcome_message
from handlers.channels.watching import watch
from handlers.clicks import number_in
from handlers.envelope import mapping, word
from handlers.errors import RefusedError
from handlers.messages.intake import time_of
from handlers.notes import post_note

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.bench import Bench
    from handlers.desk import Desk
    from handlers.messages.intake import OwnIds
    from storage import UnitOfWork


@dataclass(frozen=True, slots=True)
class Invited:
    """The bot came into a channel at this moment (aware UTC); `inviter` is a user id, "" when Slack names nobody."""

    channel: str
    inviter: str
    at: datetime


def invitation_in(body: Mapping[str, Any], own: "OwnIds") -> Invited | None:
    """What an event says of the bot's coming into a channel; None when it is about something else."""
    event = mapping(body.get("event"))
    if event.get("type") != "member_joined_channel" or not own.user_id or word(event, "user") != own.user_id:
        return None
    at, channel = time_of(word(event, "event_ts")), word(event, "channel")
    return Invited(channel, word(event, "inviter"), at) if channel and at else None


async def ask_to_watch(invited: Invited, bench: "Bench", tx: "UnitOfWork") -> None:
    """Ask who invited the bot, or the admins, whether the channel may be watched; not when that was said since."""
    known = await tx.watches.get(invited.channel)
    if bench.watch == "all" or (known is not None and known.at >= invited.at):
        return
    await tx.watches.put(Watch(invited.channel, "asked", invited.inviter or None, invited.at))
    message = invitation_message(invited.channel, bench.coach.catalogue)
    for person in (invited.inviter,) if invited.inviter else bench.admins:
        key = f"invitation/{invited.channel}/{invited.at.timestamp()}/{person}"
        await post_note(key, person, message, invited.at, tx)


async def welcome_admins(tenant: Tenant, desk: "Desk") -> None:
    """Tell the admins, and nobody else, how to begin: once, while the bot has not heard of any channel."""
    async with desk.storage.begin(tenant) as tx:
        if not await tx.watches.all():
            message = welcome_message(desk.catalogue, desk.watch)
            for admin in desk.admins:
                await post_note(f"welcome/{admin}", admin, message, desk.clock(), tx)


async def start_watching(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """A button under the question was clicked: the channel is watched, at once or in shadow for some days first."""
    await ack()
    asker = who_clicked(body)
    channel, _, days = word(action, "value").partition(" ")
    shadow = number_in(days, "watch.gone")
    async with desk.storage.begin(asker.tenant) as tx:
        if await tx.watches.get(channel) is None:
            raise RefusedError("watch.gone")
    number = await watch(channel, shadow, asker.user, asker.tenant, desk)
    said = watching_message(channel, shadow, number, desk.catalogue)
    await respond(text=said.text, blocks=list(said.blocks), replace_original=True)
