"""Days as people say them: with their weekday, and in words when they are near."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

_NEAR = {timedelta(days=-1): "cards.yesterday", timedelta(0): "cards.today", timedelta(days=1): "cards.tomorrow"}


def say_day(day: date, today: date, catalogue: "Catalogue") -> str:
    """`day` as seen from `today`, both on one calendar: `tomorrow`, `Thu 12 Mar`, in another year `Fri 12 Mar 2027`."""
    if day - today in _NEAR:
        return catalogue.say(_NEAR[day - today])
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def say_due_day(day: date, today: date, catalogue: "Catalogue") -> str:
    """`day` as `say_day` says it, marked in words when it has passed."""
    said = say_day(day, today, catalogue)
    return catalogue.say("cards.overdue", day=said) if day < today else said


def join_step(step: str, day: date | None, today: date, catalogue: "Catalogue") -> str:
    """A next step with its day, which is not said twice: where the step's own words name it, only how near it is."""
    if day is None:
        return step
    if not _names_day(step, day):
        return catalogue.say("cards.step_on", step=step, day=say_due_day(day, today, catalogue))
    if day < today:
        return catalogue.say("cards.step_said", step=step, when=catalogue.say("cards.overdue_only"))
    near = catalogue.say(_NEAR[day - today]) if day - today in _NEAR else ""
    return catalogue.say("cards.step_said", step=step, when=near) if near and near not in step.lower() else step


def _names_day(step: str, day: date) -> bool:
    """Whether `step` holds the day as people write it: `24 March`, `March 24th`, `24/3`, `24.03.`, `2026-03-24`."""
    nth, month = rf"0?{day.day}(?:st|nd|rd|th)?", rf"(?:{day:%B}|{day:%b}\.?)"
    written = (
        rf"{nth} (?:of )?{month}|{month} {nth}|0?{day.day}[./]0?{day.month}|0?{day.month}/0?{day.day}|{day:%Y-%m-%d}"
    )
    return re.search(rf"(?<![\w./])(?:{written})(?!\w)", step, re.IGNORECASE) is not None
