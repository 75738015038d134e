"""Coach this update: a message is read again when somebody asks, and what there is to say is told to them alone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coaching.decision import DecisionRecord, Nudge, Silence
from coaching.message import Posted, Tenant
from handlers.blocks.answers import sentences
from handlers.blocks.coached import coached_message
from handlers.blocks.why import Told, why_message
from handlers.clicks import clicker, workspace
from handlers.commands.explaining import may_know
from handlers.envelope import mapping, word
from handlers.errors import RefusedError
from handlers.messages.answering import consider
from handlers.messages.deal_memory import link_update
from handlers.messages.intake import understand
from handlers.messages.work import read_posted, who_wrote
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.blocks.pieces import Message
    from handlers.desk import Desk

COACH_UPDATE = "coach_update"


async def coach_update(ack: "AsyncAck", body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk") -> None:
    """The shortcut was chosen: nothing is posted, counted or kept, also of a message that was never seen."""
    await ack()
    user, tenant = clicker(body), workspace(body)
    posted = _posted(body, tenant, desk)
    async with desk.storage.begin(tenant) as tx:
        seen = await tx.messages.get(posted.channel, posted.ts)
        before = await tx.decisions.latest(posted.channel, posted.ts)
    if (seen.author if seen else posted.author) != user and user not in desk.admins:
        raise RefusedError("commands.not_yours")
    await whisper(respond, await _considered(posted, user, tenant, before.record if before else None, desk))


def _posted(body: Mapping[str, Any], tenant: Tenant, desk: "Desk") -> Posted:
    """The message as the shortcut brings it, asked about now; refused when it holds nothing that we read."""
    told = {**mapping(body.get("message")), "type": "message", "channel": word(mapping(body.get("channel")), "id")}
    around = {"team_id": tenant.team, "enterprise_id": tenant.enterprise, "api_app_id": body.get("api_app_id")}
    posted = understand({**around, "event": told}, desk.bench.own, desk.bench.crm_apps)
    if not isinstance(posted, Posted):
        raise RefusedError("shortcuts.nothing_to_coach")
    return replace(posted, at=desk.clock())


async def _considered(
    posted: Posted, user: str, tenant: Tenant, before: DecisionRecord | None, desk: "Desk"
) -> "Message":
    """What there is to say, or why there is nothing; `before` is what was decided when the message came."""
    bench = desk.bench
    author = await who_wrote(posted, bench)
    reading = await read_posted(posted, author, bench)
    async with bench.storage.rehearse(tenant) as tx:
        linked = await link_update(posted, reading, tx)
        decision, sure = await consider(posted, author, linked, bench, tx)
    name = linked.deal.name if linked.deal else None
    record = DecisionRecord(posted.channel, posted.ts, posted.ts, posted.at, posted.author, linked.deal_id, decision)
    if not may_know(record, user, desk):
        return sentences(desk.catalogue.say("why.nothing"))
    if isinstance(decision, Nudge):
        held = before.decision if before and isinstance(before.decision, Silence) else None
        return coached_message(decision, desk.voice.title(decision.play), name, held, desk.catalogue, sure=sure)
    told = Told(record, None, name, desk.play_of(record))
    return why_message(told, desk.signals, await desk.now_for(user), desk.catalogue)
