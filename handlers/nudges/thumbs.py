"""The thumbs under a nudge: a thumb up is kept, a thumb down asks what was wrong and acts on the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from handlers.blocks.feedback_form import CHOICE, CONSENT, NOTE, feedback_form
from handlers.blocks.pieces import Block, Message
from handlers.clicks import clicker, named_in, number_in, own_nudge, refuse_without_message, workspace
from handlers.deals.form_origin import Origin, origin_of, submitted
from handlers.deals.message_shortcuts import which_deal
from handlers.envelope import word
from handlers.errors import RefusedError
from handlers.nudges.misread import own_up
from handlers.nudges.quiet import say_done, snooze_from_nudge
from handlers.whisper import whisper_at

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class _Answer:
    """What somebody says was wrong with a nudge, and where to answer."""

    user: str
    tenant: Tenant
    nudge_id: int
    choice: str
    note: str
    consent: bool
    answer_at: str


async def keep_thumb(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """A thumb was clicked: it is kept, and a thumb down opens the modal that asks what was wrong."""
    await ack()
    thumb, nudge_id = named_in(word(action, "value"))
    user = clicker(body)
    async with desk.storage.begin(workspace(body)) as tx:
        nudge = await own_nudge(tx, nudge_id, user, desk)
        await tx.feedback.put(nudge_id, user, "bad" if thumb == "bad" else "good", desk.clock())
        if thumb != "bad":
            return
        has_text = await tx.messages.text(nudge.channel, nudge.ts) is not None
    origin = Origin(None, str(nudge_id), word(body, "response_url"))
    form = feedback_form(origin.as_metadata(), desk.catalogue, ask_consent=has_text and nudge.author == user)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=form)


async def act_on_answer(ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], desk: "Desk") -> None:
    """The modal was submitted: what was wrong is put right, or its field says why it cannot be."""
    answer = _answer(view, body)
    try:
        followed = await _follow(answer, desk)
    except RefusedError as refused:  # a submitted view has no other place where it could be told
        sentence = desk.catalogue.say(refused.key, **refused.names)
        await ack(response_action="errors", errors={CHOICE: sentence})
        return
    if isinstance(followed, Message):
        await ack()
        await whisper_at(answer.answer_at, followed)
    elif followed is None:
        await ack()
    else:
        await ack(response_action="update", view=followed)


def _answer(view: Mapping[str, Any], body: Mapping[str, Any]) -> _Answer:
    fields, origin = submitted(view), origin_of(view)
    return _Answer(
        user=clicker(body),
        tenant=workspace(body),
        nudge_id=number_in(origin.home),
        choice=fields.get(CHOICE, ""),
        note=fields.get(NOTE, ""),
        consent=fields.get(CONSENT) == "yes",
        answer_at=origin.answer_at,
    )


async def _follow(answer: _Answer, desk: "Desk") -> Message | Block | None:
    """Do what the choice asks for: what to say, the modal to go on with, or nothing when it has been done already."""
    match answer.choice:
        case "done":
            return await _done(answer, desk)
        case "misread":
            return await _misread(answer, desk)
        case "wrong_deal":
            return await _wrong_deal(answer, desk)
        case "not_now":
            return await _not_now(answer, desk)
    raise RefusedError("feedback.choose")


async def _done(answer: _Answer, desk: "Desk") -> Message:
    async with desk.storage.begin(answer.tenant) as tx:
        nudge = await own_nudge(tx, answer.nudge_id, answer.user, desk)
        await tx.feedback.put(nudge.id, answer.user, "done", desk.clock(), answer.note or None)
        return await say_done(nudge, answer.user, tx, desk)


async def _misread(answer: _Answer, desk: "Desk") -> Message | None:
    async with desk.storage.begin(answer.tenant) as tx:
        if await tx.feedback.has(answer.nudge_id, answer.user, "misread"):
            return None
        nudge = await own_nudge(tx, answer.nudge_id, answer.user, desk)
        return await own_up(nudge, answer.user, answer.note, tx, desk, consent=answer.consent)


async def _wrong_deal(answer: _Answer, desk: "Desk") -> Block:
    async with desk.storage.begin(answer.tenant) as tx:
        nudge = await own_nudge(tx, answer.nudge_id, answer.user, desk)
    refuse_without_message(nudge, desk)
    form = await which_deal(nudge.channel, nudge.ts, answer.user, answer.answer_at, answer.tenant, desk)
    async with desk.storage.begin(answer.tenant) as tx:
        await tx.feedback.put(nudge.id, answer.user, "wrong_deal", desk.clock(), answer.note or None)
    return form


async def _not_now(answer: _Answer, desk: "Desk") -> Message:
    said = await snooze_from_nudge("3d", answer.nudge_id, answer.user, answer.tenant, desk)
    async with desk.storage.begin(answer.tenant) as tx:
        await tx.feedback.put(answer.nudge_id, answer.user, "not_now", desk.clock(), answer.note or None)
    return said
