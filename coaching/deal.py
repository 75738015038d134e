"""A deal: what its updates, read in order, add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from coaching.facts import CLOSED_STAGES, Contact, Facts, Stage
from coaching.message import Source
from coaching.told import RUNGS, Passage, Rung

DealState = Literal["open", "won", "lost"]
SetField = Literal[
    "owner",
    "unless_owned",
    "amount",
    "currency",
    "next_step",
    "next_step_date",
    "contacts",
    "close_date",
    "motive",
    "transactional",
    Rung,
]
"""What a form can set outright, to nothing as well: fields of a deal, the signal of a one-off purchase, and rungs of
the commitment ladder, which then are reached or not as `told` says. `unless_owned` sets nothing: the owner that is
stated beside it counts only as long as the deal has none."""
_NO_FIELDS = frozenset({"unless_owned", "transactional", *RUNGS})


@dataclass(frozen=True, slots=True)
class LossReview:
    """Why a deal was lost, in the rep's words, by the buyer or inferred; and what to do differently ("" for none)."""

    why: str
    told_by_buyer: bool
    differently: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """One deal update as stored: who said it, when and where, and what was read from it. The text itself is apart.

    Of a command or a form (`source` is "form") `ts` is when, as Slack would write it, and `channel` the channel whose
    members may know of it, "" for everybody. What is in `sets` it states outright, instead of what was known.
    """

    channel: str
    ts: str
    thread_ts: str | None
    author: str
    source: Source
    at: datetime
    facts: Facts
    signals: Mapping[str, str] = field(default_factory=dict)
    sets: tuple[SetField, ...] = ()
    review: LossReview | None = None
    told: Mapping[str, Passage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deal:
    """What is known of one deal at one moment; `updates` is how many standing updates it is made of.

    `signals` maps a signal's name to when it was last said. Times are aware UTC; `next_step_date` and `close_date` are
    days on the calendar of whoever stated them; `motive` is why they would buy, where somebody filled it in.
    `stage_since` is when the deal came to its stage, as far as that is known.
    """

    name: str
    owner: str | None = None
    stage: Stage | None = None
    amount: int | None = None
    currency: str | None = None
    next_step: str | None = None
    next_step_date: date | None = None
    contacts: tuple[Contact, ...] = ()
    competitors: tuple[str, ...] = ()
    signals: Mapping[str, datetime] = field(default_factory=dict)
    close_date: date | None = None
    motive: str | None = None
    opened_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    stage_since: datetime | None = None
    updates: int = 0

    @property
    def state(self) -> DealState:
        """Open, won or lost, by its stage."""
        return self.stage if self.stage == "won" or self.stage == "lost" else "open"

    @property
    def decision_maker(self) -> Contact | None:
        """The person who decides, if one is known: somebody whom we have met before somebody whom we have not."""
        deciding = [c for c in self.contacts if c.role == "decision_maker"]
        return next((c for c in deciding if c.met), deciding[0] if deciding else None)


_TOLD_BY: Mapping[SetField, str] = {"transactional": "transactional", "motive": "motive_known"}
"""The signals that a form's fields stand for."""


def rebuild_deal(name: str, updates: Iterable[Update]) -> Deal:
    """Fold standing updates into the deal that they describe; the same updates give the same deal in any order."""
    deal = Deal(name)
    last_open_stage: Stage | None = None
    closing_thread: str | None = None
    for update in sorted(updates, key=lambda update: (update.at, update.ts)):
        stage = _stage_after(deal, update, last_open_stage, closing_thread)
        if stage in CLOSED_STAGES and stage != deal.stage:
            closing_thread = update.thread_ts or update.ts
        elif stage not in CLOSED_STAGES:
            last_open_stage = stage
        deal = _set_outright(_with(deal, update, stage), update)
    return deal


def _stage_after(deal: Deal, update: Update, last_open: Stage | None, closing_thread: str | None) -> Stage | None:
    """The stage with `update`: a lost deal reopens, unless it talks about the loss or is a form that says no stage."""
    if update.facts.stage is not None:
        return update.facts.stage
    talks_of_loss = update.thread_ts == closing_thread or "loss_debriefed" in update.signals
    reopens = deal.stage == "lost" and not talks_of_loss and update.source != "form"
    return last_open if reopens else deal.stage


def _with(deal: Deal, update: Update, stage: Stage | None) -> Deal:
    facts = update.facts
    closes = stage in CLOSED_STAGES and stage != deal.stage
    next_step, next_step_date = (None, None) if closes else (deal.next_step, deal.next_step_date)
    if facts.next_step_date is not None or (facts.next_step is not None and not _ahead(next_step_date, update)):
        next_step, next_step_date = facts.next_step, facts.next_step_date
    owner = (deal.owner if "unless_owned" in update.sets else None) or facts.owner or deal.owner
    owner = owner or (update.author if update.source == "person" else None)
    return Deal(  # and not `replace`, which takes twice as long: deals are folded by the thousand
        name=deal.name,
        owner=owner,
        stage=stage,
        amount=deal.amount if facts.amount is None else facts.amount,
        currency=facts.currency or deal.currency,
        next_step=next_step,
        next_step_date=next_step_date,
        contacts=merge_contacts(deal.contacts, facts.contacts) if facts.contacts else deal.contacts,
        competitors=_merge_names(deal.competitors, facts.competitors) if facts.competitors else deal.competitors,
        signals={**deal.signals, **dict.fromkeys(update.signals, update.at)} if update.signals else deal.signals,
        close_date=facts.close_date or deal.close_date,
        motive=facts.motive or deal.motive,
        opened_at=deal.opened_at or update.at,
        updated_at=update.at,
        closed_at=(update.at if closes else deal.closed_at) if stage in CLOSED_STAGES else None,
        stage_since=deal.stage_since if stage == deal.stage else update.at,
        updates=deal.updates + 1,
    )


def _set_outright(deal: Deal, update: Update) -> Deal:
    """The deal once a form's fields stand as they were filled in, empty ones as well."""
    if not update.sets:
        return deal
    filled_in = {name: getattr(update.facts, name) for name in update.sets if name not in _NO_FIELDS}
    unsaid = {signal for name, signal in _TOLD_BY.items() if name in update.sets and signal not in update.signals}
    signals = {signal: at for signal, at in deal.signals.items() if signal not in unsaid}
    return replace(deal, **filled_in, signals=signals)


def _ahead(day: date | None, update: Update) -> bool:
    return day is not None and day >= update.at.date()


def _merge_names(known: tuple[str, ...], stated: tuple[str, ...]) -> tuple[str, ...]:
    seen = {name.casefold() for name in known}
    return known + tuple(name for name in dict.fromkeys(stated) if name.casefold() not in seen)


def merge_contacts(known: tuple[Contact, ...], stated: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Add stated people to known ones; the same person (one name within the other, or the one title) is merged."""
    people = list(known)
    for person in stated:
        place = next((i for i, other in enumerate(people) if _same_person(other, person)), None)
        if place is None:
            people.append(person)
        else:
            people[place] = _merged(people[place], person)
    return tuple(people)


def _same_person(one: Contact, other: Contact) -> bool:
    if one.name and other.name:
        a, b = one.name.casefold().split(), other.name.casefold().split()
        return set(a) <= set(b) or set(b) <= set(a)
    return bool(one.title and other.title) and (one.title or "").casefold() == (other.title or "").casefold()


def _merged(old: Contact, new: Contact) -> Contact:
    names = [name for name in (old.name, new.name) if name]
    return Contact(
        name=max(names, key=len) if names else None,
        title=new.title or old.title,
        role=new.role or old.role,
        met=old.met or new.met,
    )
