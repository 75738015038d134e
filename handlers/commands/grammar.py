"""The grammar of `/deal` and `/coach`: what somebody typed, as one command."""

import re
from collections.abc import Iterable, Mapping
from datetime import time

from rapidfuzz import fuzz, process

from coaching.asking.question import is_question
from coaching.deal_filters import FILTERS, DealFilter
from handlers.commands.requests import (
    SHADOW_DAYS,
    AskCoach,
    AskWhy,
    ChangeDeal,
    Command,
    Help,
    ListDeals,
    ListPlays,
    ManagerVerb,
    MergeDeals,
    MutePlay,
    NameManager,
    Pause,
    PrepareFor,
    Privacy,
    PrivacyVerb,
    ShareDeal,
    ShowDeal,
    ShowSettings,
    Slash,
    SnoozeDeal,
    Status,
    Undo,
    Unknown,
    WatchChannel,
    WeeklyDigest,
    Whose,
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
_QUOTES = "\"'`´“”„‟«»‹›‘’‚‛"
_NEAR_ENOUGH = 60
"""Likeness in percent from which a verb counts as meant: "shwo" and "lists" do, "won" does not."""
WHOSE: Mapping[str, Whose] = {"mine": "mine", "team": "team"}
ONLY: Mapping[str, DealFilter] = {only.replace("_", "-"): only for only in FILTERS}
"""The words after `list`: at most one of each kind, in any order."""
PRIVACY: Mapping[str, PrivacyVerb] = {"show": "show", "export": "export", "delete": "delete"}
_NAMED = (
    *("ask", "show", "new", "update", "next", "won", "lost", "merge", "share", "unshare"),
    *("prep", "why", "snooze", "mute", "unmute"),
)
"""Verbs that a name, or a question, follows."""
MANAGER: Mapping[str, ManagerVerb] = {"add": "add", "remove": "remove", "list": "list"}
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|([UW](?=[A-Z]*[0-9])[A-Z0-9]{3,})")
"""A member, as Slack writes a mention where it is asked to, or by their id."""
_QUIETLY = re.compile(r"(?:(?:quietly|shadow)(?: (?:for )?([1-9][0-9]?)(?: days?)?)?)?", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DIGEST_DAY = re.compile(
    r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?(?: (?:at )?([01]?\d|2[0-3])(?::([0-5]\d))?)?"
)
_PERMALINK = re.compile(r"/archives/([A-Z][A-Z0-9]{2,})/p([0-9]{10})([0-9]{6})")
"""A link to a message, as Slack's "Copy link" gives it; of a reply as well, whose own ts comes first."""
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]\s*(.*)")
_NAME = rf"[{_QUOTES}](.+?)[{_QUOTES}]"
_TWO_QUOTED = re.compile(rf"{_NAME}\s*(?:into|with|and|to|->|→|,)?\s*{_NAME}", re.I)
_ONE_QUOTED = re.compile(rf"{_NAME}\s*(?:(?:into|with|and|to)\s|->|→)\s*(.+)", re.I)
_PARTED = tuple(re.compile(rf"(.+?)\s*{by}\s*(.+)", re.I) for by in ("(?:->|→)", r"\sinto\s", r"\swith\s", r"\sand\s"))
"""What stands between two names; where several of these words do, the first of this list does."""
_LONGEST_PAIR = 1000
_UNTIL = {"reply": "reply", "stage": "stage", "next-update": "update", "update": "update", "3d": "3d"}
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


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
        case "list", "deal" if asked := _list(rest):
            return asked
        case ("new" | "update" | "won" | "lost") as change, "deal":
            return ChangeDeal(change, _without_quotes(rest))
        case "next", "deal":
            quoted = _QUOTED.fullmatch(rest)
            return ChangeDeal("next", quoted[1].strip(), quoted[2].strip()) if quoted else ChangeDeal("next", "", rest)
        case "merge", "deal":
            return _merge(rest)
        case (("share" | "unshare"), "deal"):
            return ShareDeal(_without_quotes(rest), on=verb == "share")
        case "manager", "coach" if named := _manager(rest):
            return named
        case "ask", "coach":
            return AskCoach(rest)
        case "prep", "coach":
            return PrepareFor(_without_quotes(rest))
        case "privacy", "coach" if (what := rest.casefold() or "show") in PRIVACY:
            return Privacy(PRIVACY[what])
        case "digest", "coach":
            return _digest(rest)
        case "why", "coach":
            return _why(rest)
        case "snooze", "coach":
            return _snooze(rest)
        case "mute" | "unmute", "coach":
            return _mute(verb, rest)
        case "pause" | "resume", "coach" if not rest:
            return Pause(verb == "pause")
        case "undo", "coach" if not rest:
            return Undo()
        case "watch", "coach" if quietly := _QUIETLY.fullmatch(rest):
            return WatchChannel(True, int(quietly[1] or SHADOW_DAYS) if rest else 0)
        case "unwatch", "coach" if not rest:
            return WatchChannel(False)
        case "status", "coach" if not rest:
            return Status()
        case "plays", "coach" if not rest:
            return ListPlays()
        case "settings", "coach" if not rest:
            return ShowSettings()
        case _:
            return Unknown(slash, " ".join(words), _nearest(slash, verb, rest))


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


def _list(rest: str) -> ListDeals | None:
    """The list that these words ask for; None when one is unknown, or two of a kind contradict each other."""
    words = set(rest.casefold().split())
    whose, only = words & WHOSE.keys(), words & ONLY.keys()
    if words - whose - only or len(whose) > 1 or len(only) > 1:
        return None
    return ListDeals(WHOSE[whose.pop()] if whose else "team", ONLY[only.pop()] if only else None)


def _nearest_list(rest: str) -> str:
    """The words after `list` that may have been meant, the first of each kind."""
    near = [_nearest_word(word, (*WHOSE, *ONLY)) for word in rest.casefold().split()]
    whose, only = ([word for word in near if word in kind][:1] for kind in (WHOSE, ONLY))
    return " ".join(word for word in (*whose, *only) if word)


def _digest(rest: str) -> WeeklyDigest:
    """When the digest should come, or that these words say no such thing."""
    said = rest.casefold()
    if said in ("", "now"):
        return WeeklyDigest()
    if said in ("on", "off"):
        return WeeklyDigest(on=said == "on")
    asked = _DIGEST_DAY.fullmatch(said)
    if asked is None:
        return WeeklyDigest(unread=rest)
    hour = time(int(asked[2]), int(asked[3] or 0)) if asked[2] else None
    return WeeklyDigest(on=True, day=_WEEKDAYS.index(asked[1][:3]), at=hour)


def _manager(rest: str) -> NameManager | None:
    """Who should be a manager; None for an unknown verb, nobody for a name that Slack did not turn into a mention."""
    verb, _, whom = (rest or "list").partition(" ")
    if verb.casefold() not in MANAGER:
        return None
    meant = _MENTION.fullmatch(whom.strip())
    return NameManager(MANAGER[verb.casefold()], (meant[1] or meant[2]) if meant else "")


def _merge(rest: str) -> MergeDeals:
    for form in (_TWO_QUOTED, _ONE_QUOTED, *_PARTED):
        if parted := form.fullmatch(rest[:_LONGEST_PAIR]):
            return MergeDeals(_without_quotes(parted[1]), _without_quotes(parted[2]))
    return MergeDeals(_without_quotes(rest), "")


def _why(rest: str) -> AskWhy:
    linked = _PERMALINK.search(rest)
    if linked:
        return AskWhy(channel=linked[1], ts=f"{linked[2]}.{linked[3]}")
    return AskWhy(_without_quotes(rest))


def _snooze(rest: str) -> SnoozeDeal:
    quoted = _QUOTED.fullmatch(rest)
    if quoted:
        until = quoted[2].strip()
        return SnoozeDeal(quoted[1].strip(), _UNTIL.get(until.casefold(), until))
    name, _, last = rest.rpartition(" ")
    until = _UNTIL.get(last.casefold(), "")
    return SnoozeDeal(_without_quotes(name if until else rest), until)


def _mute(verb: str, rest: str) -> MutePlay:
    name, _, last = rest.rpartition(" ")
    if verb == "unmute":
        return MutePlay(_without_quotes(rest), None)
    match last.casefold():
        case "here":
            return MutePlay(_without_quotes(name), "here")
        case "me":
            return MutePlay(_without_quotes(name))
        case _:
            return MutePlay(_without_quotes(rest))


def _readable(text: str) -> str:
    """The text as typed: entities resolved, and without characters that cannot be seen."""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+", " ", text)


def _without_quotes(name: str) -> str:
    """`name` without the quotes around it, matching or not; an apostrophe within stays."""
    return name.strip(_QUOTES + " ")
