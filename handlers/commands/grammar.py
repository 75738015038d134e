"""The grammar of `/deal` and `/coach`: what somebody typed, as one command."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from coaching.asking.question import is_question
from handlers.commands.arguments import (
    ONLY,
    PRIVACY,
    QUOTES,
    WHOSE,
    read_digest,
    read_list,
    read_manager,
    read_merge,
    read_mute,
    read_next,
    read_snooze,
    read_why,
    without_quotes,
)
from handlers.commands.requests import (
    SHADOW_DAYS,
    AskCoach,
    ChangeDeal,
    Command,
    Help,
    ListPlays,
    Pause,
    PrepareFor,
    Privacy,
    ShareDeal,
    ShowDeal,
    ShowSettings,
    Slash,
    Status,
    Undo,
    Unknown,
    WatchChannel,
)

VERBS: dict[Slash, tuple[str, ...]] = {
    "deal": ("show", "list", "new", "update", "next", "won", "lost", "merge", "share", "unshare", "help"),
    "coach": (
        "ask",
        "why",
        "prep",
        "snooze",
        "mute",
        "unmute",
        "pause",
        "resume",
        "undo",
        "digest",
        "plays",
        "privacy",
        "watch",
        "unwatch",
        "status",
        "settings",
        "manager",
        "help",
    ),
}
_NEAR_ENOUGH = 60
"""Likeness in percent from which a verb counts as meant: "shwo" and "lists" do, "won" does not."""
_NAMED = (
    *("ask", "show", "new", "update", "next", "won", "lost", "merge", "share", "unshare"),
    *("prep", "why", "snooze", "mute", "unmute"),
)
"""Verbs that a name, or a question, follows."""
_QUIETLY = re.compile(r"(?:(?:quietly|shadow)(?: (?:for )?([1-9][0-9]?)(?: days?)?)?)?", re.IGNORECASE)
_ALONE: Mapping[str, Command] = {
    "pause": Pause(True),
    "resume": Pause(False),
    "undo": Undo(),
    "unwatch": WatchChannel(False),
    "status": Status(),
    "plays": ListPlays(),
    "settings": ShowSettings(),
}
"""Verbs of `/coach` that nothing follows."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def parse_command(slash: Slash, text: str) -> Command:
    """Read the `text` after the slash command; takes anything and never raises.

    Verbs in any case; quotes of any kind around a name are left away.
    """
    words = _readable(text).split()
    if not words:
        return Help(slash)
    verb, rest = words[0].strip(QUOTES).casefold(), " ".join(words[1:])
    if verb == "help":
        return Help(slash)
    asked = _deal(verb, rest) if slash == "deal" else _coach(verb, rest)
    return asked or Unknown(slash, " ".join(words), _nearest(slash, verb, rest))


def _deal(verb: str, rest: str) -> Command | None:
    match verb:
        case "show":
            return ShowDeal(without_quotes(rest))
        case "list":
            return read_list(rest)
        case ("new" | "update" | "won" | "lost") as change:
            return ChangeDeal(change, without_quotes(rest))
        case "next":
            return read_next(rest)
        case "merge":
            return read_merge(rest)
        case "share" | "unshare":
            return ShareDeal(without_quotes(rest), on=verb == "share")
        case _:
            return None


def _coach(verb: str, rest: str) -> Command | None:
    match verb:
        case "ask":
            return AskCoach(rest)
        case "prep":
            return PrepareFor(without_quotes(rest))
        case "why":
            return read_why(rest)
        case "snooze":
            return read_snooze(rest)
        case "mute" | "unmute":
            return read_mute(verb, rest)
        case "digest":
            return read_digest(rest)
        case "manager":
            return read_manager(rest)
        case "privacy" if (what := rest.casefold() or "show") in PRIVACY:
            return Privacy(PRIVACY[what])
        case "watch" if quietly := _QUIETLY.fullmatch(rest):
            return WatchChannel(True, int(quietly[1] or SHADOW_DAYS) if rest else 0)
        case _:
            return None if rest else _ALONE.get(verb)


def _nearest(slash: Slash, verb: str, rest: str) -> str | None:
    """The command that may have been meant, the name kept: `shwo Acme` gives `show Acme`; a question is to be asked."""
    found = _nearest_word(verb, VERBS[slash])
    if slash == "coach" and is_question(f"{verb} {rest}"):
        return f"ask {verb} {rest}".strip()
    if found == "list":
        return f"list {_nearest_list(rest)}".strip()
    return f"{found} {rest}".strip() if found in _NAMED else found


def _nearest_word(typed: str, words: Iterable[str]) -> str | None:
    found = process.extractOne(typed, list(words), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return str(found[0]) if found else None


def _nearest_list(rest: str) -> str:
    """The words after `list` that may have been meant, the first of each kind."""
    near = [_nearest_word(word, (*WHOSE, *ONLY)) for word in rest.casefold().split()]
    whose, only = ([word for word in near if word in kind][:1] for kind in (WHOSE, ONLY))
    return " ".join(word for word in (*whose, *only) if word)


def _readable(text: str) -> str:
    """The text as typed: entities resolved, and without characters that cannot be seen."""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+", " ", text)
