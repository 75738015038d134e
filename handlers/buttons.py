"""Clicks on a nudge: the thumbs are kept, More opens the modal."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from coaching.message import Tenant
from coaching.placeholders import fill_draft
from handlers.blocks.more import more_view
from handlers.envelope import is_stranger, mapping, tenant_of, word
from handlers.errors import RefusedError

Thumb = Literal["good", "bad"]

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from coaching.deal import Deal
    from coaching.message import Person
    from handlers.desk import Desk
    from storage.records import StoredNudge
    from storage.unit_of_work import UnitOfWork

_NUMBER = re.compile(r"[0-9]{1,18}")
_VERDICTS: dict[str, Thumb] = {"good": "good", "bad": "bad"}


async def keep_feedback(ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], desk: "Desk") -> None:
    """A thumb was clicked: keep whose it was and which."""
    await ack()
    verdict, nudge_id = _read_thumb(action)
    async with desk.storage.begin(_workspace(body)) as tx:
        await _nudge(tx, nudge_id)
        await tx.feedback.put(nudge_id, _clicker(body), verdict, desk.clock())


async def open_more(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """More was clicked: show why, the idea, and words for the buyer; keep that somebody wanted to know."""
    await ack()
    nudge_id = _number(word(action, "value"))
    async with desk.storage.begin(_workspace(body)) as tx:
        nudge = await _nudge(tx, nudge_id)
        deal = await tx.deals.get(nudge.deal_id) if nudge.deal_id is not None else None
        author = await tx.people.get(nudge.author)
        await tx.feedback.put(nudge_id, _clicker(body), "more", desk.clock())
    await client.views_open(trigger_id=word(body, "trigger_id"), view=_view(nudge, deal, author, desk))


async def close_view(ack: "AsyncAck") -> None:
    """The modal's own button was clicked, and there is nothing to keep: let it close."""
    await ack()


def _workspace(body: Mapping[str, Any]) -> Tenant:
    """The workspace that was clicked in; people of another one are refused."""
    if is_stranger(body):
        raise RefusedError("commands.stranger")
    return tenant_of(body)


def _clicker(body: Mapping[str, Any]) -> str:
    return word(mapping(body.get("user")), "id")


def _read_thumb(action: Mapping[str, Any]) -> tuple[Thumb, int]:
    """Which thumb on which nudge, as `nudge_message` put it into the button's value."""
    verdict, _, number = word(action, "value").partition(" ")
    if verdict not in _VERDICTS:
        raise RefusedError("commands.nudge_gone")
    return _VERDICTS[verdict], _number(number)


def _number(value: str) -> int:
    if not _NUMBER.fullmatch(value):
        raise RefusedError("commands.nudge_gone")
    return int(value)


async def _nudge(tx: "UnitOfWork", nudge_id: int) -> "StoredNudge":
    """The nudge of this workspace, as long as it was not taken back."""
    nudge = await tx.nudges.get(nudge_id)
    if nudge is None or nudge.state == "withdrawn":
        raise RefusedError("commands.nudge_gone")
    return nudge


def _view(nudge: "StoredNudge", deal: "Deal | None", author: "Person | None", desk: "Desk") -> dict[str, Any]:
    play = desk.playbook.get(nudge.play)
    if play is None:
        raise RefusedError("commands.more_missing")
    draft = fill_draft(play.draft, _names(deal, author))
    return more_view(play.title, nudge.evidence, play.why, play.idea, draft, desk.catalogue)


def _names(deal: "Deal | None", author: "Person | None") -> dict[str, str]:
    """What stands for the placeholders of a play; a name that nobody knows is left out."""
    contact = next((c.name for c in deal.contacts if c.name), None) if deal else None
    known = {"company": deal.name if deal else None, "contact": contact, "rep": author.name if author else None}
    return {key: name for key, name in known.items() if name}
