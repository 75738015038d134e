"""`/coach why`: the last decision about a deal, a message or one's own last update, told to whoever may know it."""

from typing import TYPE_CHECKING

from coaching.decision import Nudge, Silence
from coaching.watch import is_watched
from handlers.blocks.answers import sentences
from handlers.blocks.why import Told, why_message

if TYPE_CHECKING:
    from coaching.decision import DecisionRecord
    from coaching.message import Tenant
    from handlers.asker import Asker
    from handlers.blocks.pieces import Message
    from handlers.commands.requests import AskWhy
    from handlers.desk import Desk
    from storage.records import StoredDecision


async def explain(asked: "AskWhy", deal_id: int | None, user: str, tenant: "Tenant", desk: "Desk") -> "Message":
    """Say why there was a nudge or a silence; `deal_id` is the deal that was named, None when none was."""
    found = await _latest(asked, deal_id, user, tenant, desk)
    if found is None or not may_know(found.record, user, desk):
        return sentences(desk.catalogue.say("why.nothing"))
    async with desk.storage.begin(tenant) as tx:
        nudge = await tx.nudges.of_decision(found.id) if isinstance(found.record.decision, Nudge) else None
        deal = await tx.deals.get(found.record.deal_id) if found.record.deal_id is not None else None
    told = Told(found.record, nudge.state if nudge else None, deal.name if deal else None, desk.play_of(found.record))
    return why_message(told, desk.signals, await desk.now_for(user), desk.catalogue)


async def explain_here(asked: "AskWhy", asker: "Asker", desk: "Desk") -> "Message":
    """The same for a message by its link, or one's own last update; of a channel that is not watched, that it is not.

    One's last update there was never read, so that the decision which is known would be about another one.
    """
    async with desk.storage.begin(asker.tenant) as tx:
        known = await tx.watches.get(asked.channel or asker.channel)
        read_before = bool(asked.ts) and await tx.decisions.latest(asked.channel, asked.ts) is not None
    if known is not None and not is_watched(known, desk.watch) and not read_before:
        return sentences(desk.catalogue.say("why.not_watched"))
    return await explain(asked, None, asker.user, asker.tenant, desk)


async def _latest(
    asked: "AskWhy", deal_id: int | None, user: str, tenant: "Tenant", desk: "Desk"
) -> "StoredDecision | None":
    """The last decision that was asked about, in a channel that this person can read."""
    unseen: list[str] = []
    while True:
        async with desk.storage.begin(tenant) as tx:
            if deal_id is not None:
                found = await tx.decisions.latest_on_deal(deal_id, unseen)
            elif asked.ts:
                found = await tx.decisions.latest(asked.channel, asked.ts)
            else:
                found = await tx.decisions.latest_of_author(user)
            private = found is not None and await tx.channels.is_private(found.record.channel)
        if found is None or found.record.author == user or not private:
            return found
        if await desk.is_member(user, found.record.channel):
            return found
        if deal_id is None:
            return None
        unseen.append(found.record.channel)


def may_know(record: "DecisionRecord", user: str, desk: "Desk") -> bool:
    """What is for the author's eyes alone when it is said stays so when it is explained, or was held back.

    So does what the author wants to be left alone with.
    """
    play, decision = desk.play_of(record), record.decision
    wished = isinstance(decision, Silence) and decision.reason in ("paused", "muted")
    return record.author == user or not (wished or (play is not None and play.to == "dm"))
