"""Answering a question for whoever hears it: what is looked up, what may be told there, and how it is said."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coaching.asking.answer import FactAnswer, NoAnswer, PlayAnswer, WhichDeal, without_possessives
from coaching.asking.question import is_greeting
from coaching.asking.source import stated_by
from coaching.name_index import entries_in
from coaching.recognition import KnownDeal
from handlers.blocks.asked import Stated, asking_help, fact_message, nothing_message, play_message, which_message
from handlers.sight import Audience, heard_among, updates_heard_by

if TYPE_CHECKING:
    from coaching.deal import Deal, Update
    from handlers.blocks.pieces import Message
    from handlers.sight import Room


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said; whether the record or a play answers; whether only the one who asked should read it."""

    message: "Message"
    known: bool
    alone: bool = False


async def answer_question(question: str, audience: Audience, now: datetime, desk: "Room") -> Answered:
    """Answer from what everybody in the audience may hear; `now` is aware and in the time zone of who asks."""
    catalogue = desk.voice.catalogue
    if not question.strip() or is_greeting(question):
        return Answered(asking_help(catalogue), known=False)
    likely, deals = await _named_in(question, audience, desk)
    match answer := desk.guide.answer(question, [_as_heard(one, deals[one.id]) for one in likely if one.id in deals]):
        case FactAnswer(deal_id=number):
            return Answered(await _fact(answer, deals[number], audience, now, desk), known=True)
        case PlayAnswer(play, deal_id):
            deal = deals.get(deal_id) if deal_id is not None else None
            names = await _names(deal, audience.user, desk)
            message = play_message(answer, deal, names, question, catalogue)
            return Answered(message, known=True, alone=play.to == "dm")
        case WhichDeal(names):
            return Answered(which_message(names, catalogue), known=bool(names))
        case NoAnswer(deal_id):
            named = deals.get(deal_id) if deal_id is not None else None
            return Answered(nothing_message(named, catalogue), known=False)


async def _named_in(question: str, audience: Audience, desk: "Room") -> tuple[tuple[KnownDeal, ...], dict[int, "Deal"]]:
    """The names that may stand in the question, and their deals, as everybody in the audience may hear of them."""
    async with desk.storage.begin(audience.tenant) as tx:
        likely = await tx.deals.filed_under(entries_in(without_possessives(question)))
        found = await tx.deals.numbered([deal.id for deal in likely])
    return likely, await heard_among(found, audience, desk)


def _as_heard(named: KnownDeal, deal: "Deal") -> KnownDeal:
    return KnownDeal(named.id, deal.name, deal.state, deal.closed_at, named.alias)


async def _fact(answer: FactAnswer, deal: "Deal", audience: Audience, now: datetime, desk: "Room") -> "Message":
    updates = await updates_heard_by(audience, answer.deal_id, desk)
    update = stated_by(answer.topic, deal, updates)
    owner = (await desk.person(deal.owner)).name if audience.channel and deal.owner else ""
    return fact_message(answer.topic, deal, _stated(update, desk) if update else None, now, desk.voice.catalogue, owner)


def _stated(update: "Update", desk: "Room") -> Stated:
    if update.source == "form":
        return Stated(update.at, by_hand=True)
    return Stated(update.at, desk.voice.permalink(update.channel, update.ts) or "")


async def _names(deal: "Deal | None", user: str, desk: "Room") -> dict[str, str]:
    """What a play's placeholders stand for."""
    first, *_ = [*(await desk.person(user)).name.split(), ""]
    contact = next((person.name for person in deal.contacts if person.name), "") if deal else ""
    return {"company": deal.name if deal else "", "contact": contact, "rep": first}
