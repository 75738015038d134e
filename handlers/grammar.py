"""The grammar of `/deal` and `/coach`: what somebody typed, as one command."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

Slash = Literal["deal", "coach"]

VERBS: dict[Slash, tuple[str, ...]] = {"deal": ("show", "list", "help"), "coach": ("help",)}
_QUOTES = "\"'`´“”„‟«»‹›‘’‚‛"
_NEAR_ENOUGH = 60
"""Likeness in percent from which a verb counts as meant: "shwo" and "lists" do, "won" does not."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class ShowDeal:
    """`/deal show NAME`; the name without its quotes, empty when none was given."""

    name: str


@dataclass(frozen=True, slots=True)
class ListDeals:
    """`/deal list`."""


@dataclass(frozen=True, slots=True)
class Help:
    """`help`, or nothing at all."""

    slash: Slash


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something else: what was typed, and the nearest command that there is, if one is near."""

    slash: Slash
    said: str
    nearest: str | None


Command = ShowDeal | ListDeals | Help | Unknown


def parse_command(slash: Slash, text: str) -> Command:
    """Read the `text` after the slash command; takes anything and never raises.

    Verbs in any case; quotes of any kind around a name are left away.
    """
    words = _readable(text).split()
    if not words:
        return Help(slash)
    verb, rest = words[0].strip(_QUOTES).casefold(), " ".join(words[1:])
    match verb, slash:
        case "help", _:
            return Help(slash)
        case "show", "deal":
            return ShowDeal(_without_quotes(rest))
        case "list", "deal" if not rest:
            return ListDeals()
        case _:
            return Unknown(slash, " ".join(words), _nearest(slash, verb, rest))


def _nearest(slash: Slash, verb: str, rest: str) -> str | None:
    """The command that may have been meant, the name kept: `shwo Acme` gives `show Acme`."""
    found = process.extractOne(verb, VERBS[slash], scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    if found is None:
        return None
    return f"{found[0]} {rest}".strip() if found[0] == "show" else str(found[0])


def _readable(text: str) -> str:
    """The text as typed: entities resolved, and without characters that cannot be seen."""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+", " ", text)


def _without_quotes(name: str) -> str:
    """`name` without the quotes around it, matching or not; an apostrophe within stays."""
    return name.strip(_QUOTES + " ")
