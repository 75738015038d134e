"""`/deal merge A into B`: both are shown and a button asks; the click puts them together, with Undo."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.deal import Deal, rebuild_deal
from handlers.asker import Asker, who_clicked, who_typed
from handlers.blocks.answers import sentences
from handlers.blocks.merge import merge_message
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message
from handlers.blocks.quiet import done_message
from handlers.clicks import number_in
from handlers.commands.named_deal import named_deal
from handlers.deals.merging import merge
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by, sees_all_of
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.commands.requests import MergeDeals
    from handlers.desk import Desk


async def ask_to_merge(asked: "MergeDeals", body: Mapping[str, Any], desk: "Desk") -> Message:
    """Show both deals and what they would be together, with the button that does it."""
    if not (asked.source and asked.target):
        return sentences(desk.catalogue.say("change.merge_how"))
    asker = who_typed(body)
    source = await named_deal(asked.source, asker, desk, "merge", asked.target)
    return source if isinstance(source, Message) else await merge_from(source[0], asked.target, asker, desk)


async def merge_from(gone: int, target: str, asker: Asker, desk: "Desk") -> Message:
    """Ask for merging this deal into the one that is named `target`."""
    found = await named_deal(target, asker, desk, "into", str(gone))
    return found if isinstance(found, Message) else await merge_into(gone, *found, asker, desk)


async def merge_into(gone: int, number: int, staying: Deal, asker: Asker, desk: "Desk") -> Message:
    """Ask for merging the deal `gone` into this one."""
    leaving = await deal_seen_by(asker.user, gone, asker.tenant, desk)
    if leaving is None:
        raise RefusedError("change.merge_gone")
    if gone == number:
        return sentences(desk.catalogue.say("change.merge_same", deal=echo_line(staying.name, NAME_LIMIT)))
    await _refuse_unless_all_is_seen(gone, number, asker, desk)
    async with desk.storage.begin(asker.tenant) as tx:
        updates = (*await tx.updates.of_deal(number), *await tx.updates.of_deal(gone))
    now = await desk.now_for(asker.user)
    together = rebuild_deal(staying.name, updates)
    return merge_message(leaving, staying, together, f"{gone} {number}", now, desk.catalogue)


async def merge_deals(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Merge was clicked: the deals are put together, if the one who clicked sees all of both; once."""
    await ack()
    asker = who_clicked(body)
    gone, number = (number_in(part, "change.merge_gone") for part in word(action, "value").partition(" ")[::2])
    seen = [await deal_seen_by(asker.user, each, asker.tenant, desk) for each in (gone, number)]
    leaving, _ = seen
    if leaving is None or None in seen:
        raise RefusedError("change.merge_gone")
    await _refuse_unless_all_is_seen(gone, number, asker, desk)
    async with desk.storage.begin(asker.tenant, alone=True) as tx:
        change, deal = await merge(gone, number, asker.user, tx, desk)
    names = {"source": echo_line(leaving.name, NAME_LIMIT), "target": echo_line(deal.name, NAME_LIMIT)}
    line = desk.catalogue.say("change.merged", **names)
    await whisper(respond, done_message(line, f"change {change}", desk.catalogue))


async def _refuse_unless_all_is_seen(gone: int, number: int, asker: Asker, desk: "Desk") -> None:
    """What somebody cannot see they cannot judge: part of a deal may tell that it is another one."""
    if not await sees_all_of(asker.user, (gone, number), asker.tenant, desk):
        raise RefusedError("change.merge_unseen")
