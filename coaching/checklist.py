"""The checklist: what is known of a deal, because the buyer said so or because the rep believes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coaching.deal import Deal, SetField, Update
from coaching.reading.facts.dates import find_dates
from coaching.record import Record
from coaching.told import ITEMS, Item


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of an item: the update that tells it, and the buyer's words where they can be quoted from it.

    Without an update nothing is known; without a quote the rep believes it, whoever said so once.
    """

    update: Update | None = None
    quote: str | None = None


def check(deal: Deal, record: Record, today: date) -> dict[Item, Finding]:
    """Each item with what is known of it on `today`, the reader's own day; of a closed deal there is no next step.

    The latest words of the buyer that can still be quoted count before the latest that the rep believes. What a form
    sets outright makes all before it void.
    """
    updates = _latest_first(record.updates)
    items = [item for item in ITEMS if item != "next_step" or deal.state == "open"]
    return {item: _finding(item, _standing(item, updates, deal, today), record) for item in items}


def known_items(deal: Deal, updates: Iterable[Update], today: date, among: Iterable[Item] = ITEMS) -> frozenset[Item]:
    """Those of these items of which anything is known on `today`, whoever said so, as `check` finds it."""
    latest_first = _latest_first(updates)
    items = [item for item in among if item != "next_step" or deal.state == "open"]
    standing = {item: _standing(item, latest_first, deal, today) for item in items}
    return frozenset(item for item, told in standing.items() if any(_tells(item, update) for update in told))


def _latest_first(updates: Iterable[Update]) -> list[Update]:
    return sorted(updates, key=lambda update: (update.at, update.ts), reverse=True)


def _standing(item: Item, latest_first: list[Update], deal: Deal, today: date) -> list[Update]:
    """The updates that may tell of the item as it stands now."""
    if item == "next_step":
        return [
            u for u in latest_first if deal.next_step_date and u.facts.next_step_date == deal.next_step_date >= today
        ]
    sets = _SET_BY[item]
    set_at = next((place for place, update in enumerate(latest_first) if not sets.isdisjoint(update.sets)), None)
    return latest_first if set_at is None else latest_first[: set_at + 1]


_SET_BY: Mapping[Item, frozenset[SetField]] = {
    "problem": frozenset(),
    "motive": frozenset({"motive"}),
    "decision_maker": frozenset({"contacts"}),
    "money": frozenset({"amount"}),
    "timing": frozenset({"close_date"}),
    "next_step": frozenset({"next_step", "next_step_date"}),
}


def _finding(item: Item, updates: Iterable[Update], record: Record) -> Finding:
    believed = None
    for update in updates:
        quote = _quote(item, update, record)
        if quote is not None:
            return Finding(update, quote)
        if believed is None and _tells(item, update):
            believed = update
    return Finding(believed)


def _tells(item: Item, update: Update) -> bool:
    return item in update.told or _BELIEVED[item](update)


def _quote(item: Item, update: Update, record: Record) -> str | None:
    """The buyer's words on the item in this update; of a next step only such as name its day."""
    told = update.told.get(item)
    quote = told.quote(record.texts.get((update.channel, update.ts))) if told else None
    if quote is None or item != "next_step":
        return quote
    days = {day.date for day in find_dates(quote, update.at.date())}
    return quote if update.facts.next_step_date in days else None


def _states_problem(update: Update) -> bool:
    return "motive_known" in update.signals and update.source != "form" and "motive" not in update.told


def _names_decision_maker(update: Update) -> bool:
    named = any(person.role == "decision_maker" for person in update.facts.contacts)
    return named or "decision_maker_engaged" in update.signals


_BELIEVED: Mapping[Item, Callable[[Update], bool]] = {
    "problem": _states_problem,
    "motive": lambda update: update.facts.motive is not None,
    "decision_maker": _names_decision_maker,
    "money": lambda update: update.facts.amount is not None,
    "timing": lambda update: update.facts.close_date is not None,
    "next_step": lambda update: update.facts.next_step_date is not None,
}
"""What else tells of an item, beside its own cues: facts of the update, and its signals."""
