"""Where a fact of a deal comes from: the latest update that states what the deal now holds."""

from collections.abc import Callable, Iterable, Mapping

from coaching.asking.question import Topic
from coaching.deal import Deal, Update

_STATES: Mapping[Topic, Callable[[Update, Deal], bool]] = {
    "decision_maker": lambda update, deal: any(c.role == "decision_maker" for c in update.facts.contacts),
    "close_date": lambda update, deal: update.facts.close_date == deal.close_date,
    "next_step": lambda update, deal: (
        (update.facts.next_step, update.facts.next_step_date) == (deal.next_step, deal.next_step_date)
    ),
    "last_news": lambda update, deal: True,
    "amount": lambda update, deal: update.facts.amount == deal.amount,
    "stage": lambda update, deal: update.facts.stage == deal.stage,
    "competitors": lambda update, deal: bool(update.facts.competitors),
    "people": lambda update, deal: bool(update.facts.contacts),
    "owner": lambda update, deal: deal.owner in (update.facts.owner, update.author),
    "motive": lambda update, deal: update.facts.motive is not None or "motive_known" in update.signals,
}
"""Whether an update states the fact; `overview` is made of all of them."""
_KNOWN: Mapping[Topic, Callable[[Deal], bool]] = {
    "decision_maker": lambda deal: deal.decision_maker is not None,
    "close_date": lambda deal: deal.close_date is not None,
    "next_step": lambda deal: deal.state == "open" and bool(deal.next_step or deal.next_step_date),
    "last_news": lambda deal: deal.updated_at is not None,
    "amount": lambda deal: deal.amount is not None,
    "stage": lambda deal: deal.stage is not None,
    "competitors": lambda deal: bool(deal.competitors),
    "people": lambda deal: bool(deal.contacts),
    "owner": lambda deal: deal.owner is not None,
    "motive": lambda deal: deal.motive is not None or "motive_known" in deal.signals,
}


def is_known(topic: Topic, deal: Deal) -> bool:
    """Whether the record of `deal` holds anything on this topic."""
    return topic not in _KNOWN or _KNOWN[topic](deal)


def stated_by(topic: Topic, deal: Deal, updates: Iterable[Update]) -> Update | None:
    """The latest of the deal's `updates`, oldest first, that states the fact; None when none does, or it is unknown."""
    if topic not in _STATES or not is_known(topic, deal):
        return None
    return next((update for update in reversed(tuple(updates)) if _STATES[topic](update, deal)), None)
