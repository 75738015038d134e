"""More under a nudge: the modal with why, the idea and words for the buyer."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coaching.placeholders import fill_draft
from handlers.blocks.more import more_view
from handlers.blocks.pieces import Block
from handlers.clicks import clicker, nudge_of, number_in, workspace
from handlers.commands.about_deal import card_for
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from coaching.deal import Deal
    from coaching.message import Person
    from handlers.desk import Desk
    from storage.records import StoredNudge


async def open_more(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """More was clicked: show why, the idea, and words for the buyer; keep that somebody wanted to know."""
    await ack()
    nudge_id = number_in(word(action, "value"))
    tenant, user = workspace(body), clicker(body)
    async with desk.storage.begin(tenant) as tx:
        nudge = await nudge_of(tx, nudge_id)
        author = await tx.people.get(nudge.author)
        await tx.feedback.put(nudge_id, user, "more", desk.clock())
    deal = None if nudge.deal_id is None else await deal_seen_by(user, nudge.deal_id, tenant, desk)
    card = await card_for(user, nudge.deal_id, deal, tenant, desk) if deal and nudge.deal_id else None
    view = _view(nudge, deal, author, card.blocks if card else (), desk)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)


async def close_view(ack: "AsyncAck") -> None:
    """The modal's own button was clicked, and there is nothing to keep: let it close."""
    await ack()


def _view(
    nudge: "StoredNudge", deal: "Deal | None", author: "Person | None", card: Sequence[Block], desk: "Desk"
) -> Block:
    play = desk.playbook.get(nudge.play)
    if play is None:
        raise RefusedError("commands.more_missing")
    draft = fill_draft(play.draft, _names(deal, author))
    timed = desk.playbook.is_timed(play.id)
    return more_view(
        play.title, nudge.evidence, play.why, play.idea, draft, nudge.id, desk.catalogue, card, timed=timed
    )


def _names(deal: "Deal | None", author: "Person | None") -> dict[str, str]:
    """What stands for the placeholders of a play; a name that nobody knows is left out."""
    contact = next((c.name for c in deal.contacts if c.name), None) if deal else None
    known = {"company": deal.name if deal else None, "contact": contact, "rep": author.name if author else None}
    return {key: name for key, name in known.items() if name}
