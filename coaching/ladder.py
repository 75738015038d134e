"""The commitment ladder: what the buyer has agreed to so far, and since which update that is known."""

from collections.abc import Callable, Iterable, Mapping

from coaching.deal import Update
from coaching.told import RUNGS, Rung


def climb(updates: Iterable[Update]) -> dict[Rung, Update]:
    """The rungs that are reached, in their order, each with the first update that tells of it.

    A rung that no update tells of for sure is not there, nor is one that a form has taken back.
    """
    reached: dict[Rung, Update] = {}
    for update in sorted(updates, key=lambda update: (update.at, update.ts)):
        for rung in RUNGS:
            if _tells(update, rung):
                reached.setdefault(rung, update)
            elif rung in update.sets:
                reached.pop(rung, None)
    return {rung: reached[rung] for rung in RUNGS if rung in reached}


def is_reached(rung: Rung, updates: Iterable[Update]) -> bool:
    """Whether this rung is among those that are reached."""
    return any(_tells(update, rung) for update in updates) and rung in climb(updates)


def _tells(update: Update, rung: Rung) -> bool:
    if rung in update.told or rung in update.sets:
        return rung in update.told
    implied = _IMPLIED.get(rung)
    return implied is not None and implied(update)


def _shares_problem(update: Update) -> bool:
    return any(item in update.told and update.told[item].by_buyer for item in ("problem", "motive"))


def _meets_decision_maker(update: Update) -> bool:
    met = any(person.role == "decision_maker" and person.met for person in update.facts.contacts)
    return met and update.source != "form"


_IMPLIED: Mapping[Rung, Callable[[Update], bool]] = {
    "time": lambda update: "review_booked" in update.signals,
    "problem_shared": _shares_problem,
    "decision_maker_involved": _meets_decision_maker,
    "decision": lambda update: update.facts.stage == "won",
}
"""What else tells of a rung, beside its own cues. Forms keep people whom we have met, so they prove no meeting."""
