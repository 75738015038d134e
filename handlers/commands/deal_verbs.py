"""`/deal new`, `update`, `next`, `won` and `lost`: what a person states of a deal, at once or in a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coaching.deal import Deal
from coaching.facts import Facts
from coaching.ladder import climb
from coaching.reading.facts.dates import find_dates
from handlers.asker import Asker, who_typed
from handlers.blocks.answers import sentences
from handlers.blocks.days import say_day
from handlers.blocks.deal_form import deal_form
from handlers.blocks.loss_review import loss_review
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Block, Message
from handlers.blocks.quiet import done_message
from handlers.clicks import day_in
from handlers.commands.named_deal import named_deal
from handlers.deals.changing import change_deal
from handlers.deals.form_origin import Origin, fields_of, marks_of
from handlers.deals.stated import Stated
from handlers.envelope import tenant_of, word
from handlers.sight import home_of, record_seen_by

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from coaching.message import Tenant
    from handlers.commands.requests import ChangeDeal, NamedVerb
    from handlers.desk import Desk

_STEP_LIMIT = 300
"""Room for a next step in an answer."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A next step as it was typed: of which deal, when, and what."""

    name: str
    day: date
    what: str


async def answer_change(
    asked: "ChangeDeal", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> Message | None:
    """Do what was asked and say so, with Undo; None when a modal has opened instead."""
    if asked.verb == "new":
        return await _open_new(asked.name, body, client, desk)
    asker = who_typed(body)
    today = (await desk.now_for(asker.user)).date()
    step = _typed_step(asked, today) if asked.verb == "next" else None
    name = step.name if step else asked.name
    if asked.verb == "next" and (step is None or not step.what or step.day < today):
        return sentences(desk.catalogue.say("change.next_how"))
    if not name:
        return sentences(desk.catalogue.say("commands.missing_name", slash="deal", verb=asked.verb))
    rest = f"{step.day} {step.what}" if step else ""
    found = await named_deal(name, asker, desk, asked.verb, rest)
    if isinstance(found, Message):
        return found
    return await change_named(asked.verb, rest, *found, asker, client, desk)


async def change_named(
    verb: "NamedVerb", rest: str, deal_id: int, deal: Deal, asker: Asker, client: "AsyncWebClient", desk: "Desk"
) -> Message | None:
    """Do it for this deal; `rest` is the next step for `next`: its day as in 2026-03-12, and what."""
    home = await home_of(asker.user, deal_id, asker.tenant, desk)
    if verb == "next":
        return await _set_step(rest, deal_id, deal, home, asker, desk)
    if verb == "won" and deal.state == "won":
        return sentences(desk.catalogue.say("change.won_already", deal=echo_line(deal.name, NAME_LIMIT)))
    if verb == "won":
        stated = Stated(asker.user, home, (await desk.now_for(asker.user)).date(), Facts(stage="won"))
        line = desk.catalogue.say("change.won", deal=echo_line(deal.name, NAME_LIMIT))
        return await _state(stated, deal_id, line, asker, desk)
    view = await view_of(verb == "lost", deal_id, deal, asker.user, asker.response_url, asker.tenant, desk)
    await client.views_open(trigger_id=asker.trigger_id, view=view)
    return None


async def view_of(
    lost: bool, deal_id: int, deal: Deal, user: str, answer_at: str, tenant: "Tenant", desk: "Desk"
) -> Block:
    """The form of this person's to change a deal, or the review of its loss; `answer_at` as in `Origin`."""
    record = await record_seen_by(user, deal_id, tenant, desk)
    fields = fields_of(deal, climb(record.updates))
    origin = Origin(deal_id, await home_of(user, deal_id, tenant, desk), answer_at, marks_of(fields))
    if lost:
        return loss_review(deal, origin.as_metadata(), await desk.now_for(user), desk.catalogue)
    return deal_form(fields, origin.as_metadata(), desk.catalogue)


async def _set_step(rest: str, deal_id: int, deal: Deal, home: str, asker: Asker, desk: "Desk") -> Message:
    named = {"deal": echo_line(deal.name, NAME_LIMIT)}
    if deal.state != "open":
        return sentences(desk.catalogue.say("change.next_closed", **named))
    typed, _, what = rest.partition(" ")
    day, today = day_in(typed, "change.deal_gone"), (await desk.now_for(asker.user)).date()
    facts = Facts(next_step=what, next_step_date=day)
    stated = Stated(asker.user, home, today, facts, ("next_step", "next_step_date"))
    said = {"day": say_day(day, today, desk.catalogue), "step": echo_line(what, _STEP_LIMIT)}
    return await _state(stated, deal_id, desk.catalogue.say("change.next", **said, **named), asker, desk)


async def _state(stated: Stated, deal_id: int, line: str, asker: Asker, desk: "Desk") -> Message:
    changed = await change_deal(deal_id, stated, asker.tenant, desk)
    return done_message(line, f"change {changed.number}", desk.catalogue)


async def _open_new(name: str, body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk") -> Message | None:
    """Open the form of a new deal: whoever sees the channel in which it was asked for will see the deal."""
    channel = word(body, "channel_id")
    async with desk.storage.begin(tenant_of(body)) as tx:
        known = await tx.channels.is_known(channel)
    if not known and word(body, "channel_name") == "privategroup":
        return sentences(desk.catalogue.say("change.new_where"))
    home = channel if known else ""
    view = new_deal_form(name, word(body, "user_id"), home, word(body, "response_url"), desk)
    await client.views_open(trigger_id=word(body, "trigger_id"), view=view)
    return None


def new_deal_form(name: str, user: str, home: str, answer_at: str, desk: "Desk") -> Block:
    """The form of a new deal of this person's; `home` as in `Stated`, `answer_at` as in `Origin`."""
    fields = fields_of(Deal(name, owner=user))
    origin = Origin(None, home, answer_at, marks_of(fields_of(Deal(""))))
    return deal_form(fields, origin.as_metadata(), desk.catalogue)


def _typed_step(asked: "ChangeDeal", today: date) -> _Step | None:
    """`Acme next thu send the offer`: the first day that is named parts the deal from the step."""
    day = next((day for day in find_dates(asked.rest, today) if not day.past), None)
    if day is None:
        return None
    before, what = asked.rest[: day.start].strip(), asked.rest[day.end :].strip(" ,;:.-–—")
    if asked.name:
        return _Step(asked.name, day.date, what)
    return _Step(before.removesuffix(" on").removesuffix(" by").strip(), day.date, what)
