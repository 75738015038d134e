"""Which command somebody means who says it to the bot in plain words, as in "my deals" or "show Acme"; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coaching.deal_filters import DealFilter
from handlers.commands.arguments import ONLY
from handlers.commands.grammar import parse_command
from handlers.commands.requests import (
    ChangeDeal,
    Command,
    Help,
    ListDeals,
    ListPlays,
    Pause,
    PrepareFor,
    Privacy,
    ShareDeal,
    ShowDeal,
    Slash,
    Undo,
    WeeklyDigest,
)

_LONGEST = 120
"""Characters beyond which nobody has said a command, unless its slash stands there."""
_TYPED = re.compile(r"[`\s]*(/?)(deal|coach)\b[\s:,]*(.*?)[`\s]*", re.IGNORECASE | re.DOTALL)
_END = re.compile(r"(?:[\s,]*\b(?:please|pls|plz))?[\s.!?]*$", re.IGNORECASE)
_WHOSE = r"(?P<whose>my|our|the|all|all (?:of )?(?:my|our|the)|team|the team'?s|everybody'?s)"
_ONLY = r"(?P<only>silent|stalled|closing|needs-step)"
_LISTS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:(?:(?:can you )?(?:show|list|give|see)(?: me)?|what(?: are|'?s)|which are)\s)?"
        rf"(?:{_WHOSE}\s)?(?:{_ONLY}\s)?(?:open )?(?:deals|pipeline)",
        rf"(?:what|which)(?: of)? (?:{_WHOSE} )?deals are {_ONLY}",
        r"(?:what|which) (?:open )?deals (?:do|have) (?P<whose>i|we)(?: have| own| got)?(?: open)?(?: now)?",
    )
)
_SHOW = re.compile(r"show (?:me )?(?:the )?(?:deal )?(?:with )?(?P<name>.+)", re.IGNORECASE)
_PREP = re.compile(
    r"prep(?:are)?(?: me)?(?: for)?(?: (?:the|a|my))?(?: (?:meeting|call) with)? (?P<name>.+?)"
    r"(?: (?:today|tomorrow|(?:on |next |this )?(?:mon|tues|wednes|thurs|fri)day|(?:next|this) week))?",
    re.IGNORECASE,
)
_NO_NAMES = frozenset({"me", "us", "it", "that", "this", "them", "all", "more", "for", "the", "deal", "with"})
_WORDS: Mapping[str, Command] = {
    "help": Help("coach"),
    "undo": Undo(),
    "undo that": Undo(),
    "pause": Pause(True),
    "resume": Pause(False),
    "digest": WeeklyDigest(),
    "my digest": WeeklyDigest(),
    "plays": ListPlays(),
    "digest now": WeeklyDigest(),
    "privacy": Privacy(),
    "delete my data": Privacy("delete"),
    "forget me": Privacy("delete"),
}
"""What a direct message means that says nothing else."""
_ABOUT_ME = re.compile(
    r"(?:(?:can you )?(?:tell|show) me )?what (?:do you|you|does dealcoach|is)"
    r" (?:know|keep|kept|store|stored|remember|have)(?: stored)? (?:about|on|of) me|my (?:privacy|data)",
    re.IGNORECASE,
)
"""Asks for what is kept about whoever asks: told to them alone, wherever they ask."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A command, and whether it is plain that it was meant; if not, it is one only if its `name` is a known deal's."""

    slash: Slash
    asked: Command
    sure: bool = True

    @property
    def name(self) -> str:
        """The deal that it names, "" for none."""
        return self.asked.name if isinstance(self.asked, ShowDeal | PrepareFor | ChangeDeal | ShareDeal) else ""


def command_in(words: str, *, direct: bool) -> Meant | None:
    """The command that was said to the bot; None where nobody can be sure of one, so that it is a question as ever.

    With its slash, as where Slack takes none, it may be any; what else changes something must be said in a direct
    message and begin with `deal` or `coach`, but for single words such as "undo".
    """
    typed = _TYPED.fullmatch(words)
    if typed and typed[1]:
        return Meant(_slash(typed[2]), parse_command(_slash(typed[2]), typed[3]))
    said = _END.sub("", words.strip("` "), count=1)
    if not said or len(said) > _LONGEST:
        return None
    if typed:
        return _unslashed(_slash(typed[2]), _END.sub("", typed[3], count=1), direct)
    if direct and said.casefold() in _WORDS:
        return Meant("coach", _WORDS[said.casefold()])
    if _ABOUT_ME.fullmatch(said):
        return Meant("coach", Privacy())
    return _list(said) or _named(said)


def _slash(typed: str) -> Slash:
    return "deal" if typed.casefold() == "deal" else "coach"


def _unslashed(slash: Slash, rest: str, direct: bool) -> Meant | None:
    """`deal list` and the like; "deal with Acme is stuck" is none."""
    asked = parse_command(slash, rest) if rest else None
    match asked:
        case ListDeals():
            return Meant(slash, asked)
        case ShowDeal(name) | PrepareFor(name) if _may_be_name(name):
            return Meant(slash, asked, sure=False)
        case ChangeDeal("won" | "lost" | "update", name) | ShareDeal(name) if direct and _may_be_name(name):
            return Meant(slash, asked, sure=False)
        case Help() | Undo() | Pause() | ListPlays() | Privacy("show") | WeeklyDigest(None) if direct:
            return Meant(slash, asked)
        case _:
            return None


def _list(said: str) -> Meant | None:
    typed = parse_command("deal", said)
    if isinstance(typed, ListDeals):
        return Meant("deal", typed)
    found = next((match for form in _LISTS if (match := form.fullmatch(said))), None)
    if found is None:
        return None
    parts = found.groupdict()
    mine = (parts["whose"] or "").casefold().split()[-1:] in (["my"], ["i"])
    return Meant("deal", ListDeals("mine" if mine else "team", _only(parts.get("only"))))


def _only(word: str | None) -> DealFilter | None:
    return ONLY[word.casefold()] if word else None


def _named(said: str) -> Meant | None:
    for form, asked, slash in ((_SHOW, ShowDeal, "deal"), (_PREP, PrepareFor, "coach")):
        found = form.fullmatch(said)
        if found and _may_be_name(found["name"]):
            # a name in quotes is read as the command reads it
            command = parse_command("deal", f"show {found['name']}")
            name = command.name if isinstance(command, ShowDeal) else found["name"]
            return Meant(_slash(slash), asked(name), sure=False)
    return None


def _may_be_name(name: str) -> bool:
    return len(name) > 1 and name.casefold() not in _NO_NAMES
