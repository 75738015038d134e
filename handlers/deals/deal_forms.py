"""What becomes of a submitted deal form or loss review: the deal is changed, and whoever did it is told, with Undo."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from coaching.deal import Deal, LossReview, SetField
from coaching.facts import Contact, Facts, Stage
from coaching.ladder import climb
from coaching.message import Tenant
from coaching.money import format_money
from coaching.reading.facts.amounts import find_amount
from coaching.record import Record
from coaching.told import RUNGS, Passage, Rung
from handlers.blocks.deal_form import COMPANY
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.quiet import done_message
from handlers.clicks import clicker, workspace
from handlers.deals.changing import Changed, change_deal, open_deal
from handlers.deals.form_origin import ROLE_FIELDS, Origin, fields_of, marks_of, origin_of, people_text, submitted
from handlers.deals.stated import Stated
from handlers.errors import RefusedError
from handlers.sight import deal_seen_by, record_seen_by
from handlers.whisper import tell

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk

_PERSON = re.compile(r"(?P<name>[^(]*?)\s*(?:\((?P<title>[^)]*)\))?")
_PLAIN = re.compile(r"[0-9][0-9.,' ]*")


@dataclass(frozen=True, slots=True)
class _Form:
    """A submitted form: who, where, what it remembered, what was filled in, and the deal as that person sees it."""

    user: str
    tenant: Tenant
    origin: Origin
    fields: Mapping[str, str]
    deal: Deal
    today: date
    reached: Collection[Rung] = ()

    def changed(self, name: str) -> bool:
        """Whether the field was changed: it differs from what the form showed, and from what is known by now."""
        known = fields_of(self.deal, self.reached)[name]
        filled = self.fields.get(name, known)
        untouched = marks_of({name: filled})[name] == self.origin.marks.get(name)
        return not untouched and known not in (filled, _as_shown(name, filled))

    @property
    def new_name(self) -> str:
        """What the deal is to be called instead; "" where that was not changed."""
        return self.fields[COMPANY] if self.changed(COMPANY) else ""


async def keep_deal_form(
    ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """The deal form was submitted: what was changed in it is stated, or its fields say what is wrong."""
    form = await _form(view, body, desk)
    errors = await _errors(form, desk)
    if errors:
        await ack(response_action="errors", errors=errors)
        return
    await ack()
    stated = _stated(form)
    if form.origin.deal_id is None:
        await _confirm("new", await open_deal(form.fields[COMPANY], stated, form.tenant, desk), form, client, desk)
    elif form.new_name or not stated.is_nothing:
        changed = await change_deal(form.origin.deal_id, stated, form.tenant, desk, form.new_name)
        await _confirm("renamed" if stated.is_nothing else "updated", changed, form, client, desk)


async def keep_loss_review(
    ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """The loss review was submitted: the deal is lost, and why is kept with it. A second time it changes nothing."""
    form = await _form(view, body, desk)
    if not form.fields["why"]:
        await ack(response_action="errors", errors={"why": desk.catalogue.say("change.review_why")})
        return
    await ack()
    by_buyer = form.fields["told"] == "buyer"
    review = LossReview(form.fields["why"], by_buyer, form.fields.get("differently", ""))
    signals = {"loss_debriefed": review.why} if by_buyer else {}
    number = form.origin.deal_id or 0
    async with desk.storage.begin(form.tenant) as tx:
        if any(update.review == review for update in await tx.updates.of_deal(number)):
            return
    stated = Stated(form.user, form.origin.home, form.today, Facts(stage="lost"), signals=signals, review=review)
    await _confirm("lost", await change_deal(number, stated, form.tenant, desk), form, client, desk)


async def _form(view: Mapping[str, Any], body: Mapping[str, Any], desk: "Desk") -> _Form:
    user, tenant, origin = clicker(body), workspace(body), origin_of(view)
    deal = await deal_seen_by(user, origin.deal_id, tenant, desk) if origin.deal_id is not None else Deal("")
    if deal is None:
        raise RefusedError("change.deal_gone")
    record = await record_seen_by(user, origin.deal_id, tenant, desk) if origin.deal_id is not None else Record()
    today = (await desk.now_for(user)).date()
    return _Form(user, tenant, origin, submitted(view), deal, today, climb(record.updates))


async def _errors(form: _Form, desk: "Desk") -> dict[str, str]:
    """What is wrong, by the field in which it is."""
    errors: dict[str, str] = {}
    if form.origin.deal_id is None or form.changed(COMPANY):
        errors |= await _company_errors(form, desk)
    if form.changed("amount") and form.fields["amount"] and _amount(form.fields["amount"])[0] is None:
        errors["amount"] = desk.catalogue.say("change.form_amount_wrong")
    for day in ("next_step_date", "close_date"):
        chosen = form.fields[day]
        if form.changed(day) and chosen and date.fromisoformat(chosen) < form.today:
            errors[day] = desk.catalogue.say("change.form_day_past")
    return errors


async def _company_errors(form: _Form, desk: "Desk") -> dict[str, str]:
    name = form.fields[COMPANY]
    if not any(character.isalnum() for character in name):
        return {COMPANY: desk.catalogue.say("change.form_company_missing")}
    async with desk.storage.begin(form.tenant) as tx:
        other = await tx.deals.open_of(name)
    if other in (None, form.origin.deal_id) or await deal_seen_by(form.user, other, form.tenant, desk) is None:
        return {}
    return {
        COMPANY: desk.catalogue.say("change.open_already" if form.origin.deal_id is None else "change.rename_taken")
    }


def _stated(form: _Form) -> Stated:
    """What the form states: the fields that were changed, empty ones as well; of a stage only another one."""
    fields, changed = form.fields, form.changed
    amount, currency = _amount(fields["amount"])
    sets = [name for name in _SET if changed(name)]
    if "amount" in sets:
        sets.append("currency")
    if any(changed(role) for role in ROLE_FIELDS):
        sets.append("contacts")
    rungs = [rung for rung in RUNGS if changed(rung)]
    sets += rungs
    if changed("kind"):
        sets.append("transactional")
    facts = Facts(
        amount=amount if "amount" in sets else None,
        currency=currency if "amount" in sets else None,
        stage=cast("Stage", fields["stage"]) if changed("stage") and fields["stage"] else None,
        next_step=fields["next_step"] or None if "next_step" in sets else None,
        next_step_date=_day(fields["next_step_date"]) if "next_step_date" in sets else None,
        close_date=_day(fields["close_date"]) if "close_date" in sets else None,
        owner=fields["owner"] or None if "owner" in sets else None,
        contacts=_contacts(form) if "contacts" in sets else (),
        motive=fields["motive"] or None if "motive" in sets else None,
    )
    signals = {"motive_known": facts.motive} if facts.motive else {}
    if changed("kind") and fields["kind"] == "transactional":
        signals["transactional"] = fields["kind"]
    told: dict[str, Passage] = {rung: Passage(0, 0, by_buyer=False) for rung in rungs if fields[rung]}
    all_set = cast("tuple[SetField, ...]", tuple(sets))
    return Stated(form.user, form.origin.home, form.today, facts, all_set, signals, told=told)


_SET: tuple[SetField, ...] = ("amount", "next_step", "next_step_date", "close_date", "owner", "motive")


def _as_shown(name: str, typed: str) -> str:
    """What was typed into a field in the words in which the form shows it: "60k EUR" as "€60,000"."""
    if name == "amount":
        amount, currency = _amount(typed)
        return typed if amount is None else format_money(amount, currency)
    if name in ROLE_FIELDS:
        return people_text(Contact(person or None, title) for person, title in _people(typed))
    return typed


def _amount(typed: str) -> tuple[int | None, str | None]:
    """`$45k`, `45,000 EUR` or a bare number, in whole units and the currency if one is named."""
    if _PLAIN.fullmatch(typed):
        return int(re.sub(r"[.,](?=[0-9]{1,2}$).*|[^0-9]", "", typed) or 0), None
    return find_amount(f"Deal value: {typed}") if typed else (None, None)


def _contacts(form: _Form) -> tuple[Contact, ...]:
    """The people of the form, and those of the deal who have no part in the decision and are not named in it."""
    known = {contact.name.casefold(): contact for contact in form.deal.contacts if contact.name}
    people: list[Contact] = []
    for role in ROLE_FIELDS:
        for name, title in _people(form.fields[role]):
            before = known.pop(name.casefold(), None)
            if name or title:
                met = bool(before and before.met)
                people.append(Contact(name or None, title or (before.title if before else None), role, met))
    others = [c for c in form.deal.contacts if c.role is None and (not c.name or c.name.casefold() in known)]
    return (*people, *others)


def _people(typed: str) -> Iterator[tuple[str, str | None]]:
    """Each person's name and title, of which one may be empty, as lines such as `Mara Quist (CFO)` give them."""
    for line in re.split(r"[\n;]+", typed):
        written = _PERSON.fullmatch(line.strip())
        yield (written["name"], written["title"] or None) if written else (line.strip(), None)


def _day(chosen: str) -> date | None:
    return date.fromisoformat(chosen) if chosen else None


async def _confirm(what: str, changed: Changed, form: _Form, client: "AsyncWebClient", desk: "Desk") -> None:
    line = desk.catalogue.say(f"change.{what}", deal=echo_line(changed.deal.name, NAME_LIMIT))
    said = done_message(line, f"change {changed.number}", desk.catalogue)
    await tell(form.user, form.origin.answer_at, said, client)
