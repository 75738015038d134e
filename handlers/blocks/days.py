"""Days as people say them: with their weekday, and in words when they are near."""

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
