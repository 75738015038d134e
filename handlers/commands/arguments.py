"""What follows the verb of a command: names in quotes or not, lists, days, two deals, as somebody typed them."""

import re
from collections.abc import Mapping
from datetime import time

from coaching.deal_filters import FILTERS, DealFilter
from handlers.commands.requests import (
    AskWhy,
    ChangeDeal,
    ListDeals,
    ManagerVerb,
    MergeDeals,
    MutePlay,
    NameManager,
    PrivacyVerb,
    SnoozeDeal,
    WeeklyDigest,
    Whose,
)

QUOTES = "\"'`´“”„‟«»‹›‘’‚‛"
WHOSE: Mapping[str, Whose] = {"mine": "mine", "team": "team"}
ONLY: Mapping[str, DealFilter] = {only.replace("_", "-"): only for only in FILTERS}
"""The words after `list`: at most one of each kind, in any order."""
PRIVACY: Mapping[str, PrivacyVerb] = {"show": "show", "export": "export", "delete": "delete"}
MANAGER: Mapping[str, ManagerVerb] = {"add": "add", "remove": "remove", "list": "list"}
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|([UW](?=[A-Z]*[0-9])[A-Z0-9]{3,})")
"""A member, as Slack writes a mention where it is asked to, or by their id."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DIGEST_DAY = re.compile(
    r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?(?: (?:at )?([01]?\d|2[0-3])(?::([0-5]\d))?)?"
)
_PERMALINK = re.compile(r"/archives/([A-Z][A-Z0-9]{2,})/p([0-9]{10})([0-9]{6})")
"""A link to a message, as Slack's "Copy link" gives it; of a reply as well, whose own ts comes first."""
_QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]+)[{QUOTES}]\s*(.*)")
_NAME = rf"[{QUOTES}](.+?)[{QUOTES}]"
_TWO_QUOTED = re.compile(rf"{_NAME}\s*(?:into|with|and|to|->|→|,)?\s*{_NAME}", re.I)
_ONE_QUOTED = re.compile(rf"{_NAME}\s*(?:(?:into|with|and|to)\s|->|→)\s*(.+)", re.I)
_PARTED = tuple(re.compile(rf"(.+?)\s*{by}\s*(.+)", re.I) for by in ("(?:->|→)", r"\sinto\s", r"\swith\s", r"\sand\s"))
"""What stands between two names; where several of these words do, the first of this list does."""
_LONGEST_PAIR = 1000
_UNTIL = {"reply": "reply", "stage": "stage", "next-update": "update", "update": "update", "3d": "3d"}


def read_list(rest: str) -> ListDeals | None:
    """The list that these words ask for; None when one is unknown, or two of a kind contradict each other."""
    words = set(rest.casefold().split())
    whose, only = words & WHOSE.keys(), words & ONLY.keys()
    if words - whose - only or len(whose) > 1 or len(only) > 1:
        return None
    return ListDeals(WHOSE[whose.pop()] if whose else "team", ONLY[only.pop()] if only else None)


def read_digest(rest: str) -> WeeklyDigest:
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


def read_manager(rest: str) -> NameManager | None:
    """Who should be a manager; None for an unknown verb, nobody for a name that Slack did not turn into a mention."""
    verb, _, whom = (rest or "list").partition(" ")
    if verb.casefold() not in MANAGER:
        return None
    meant = _MENTION.fullmatch(whom.strip())
    return NameManager(MANAGER[verb.casefold()], (meant[1] or meant[2]) if meant else "")


def read_next(rest: str) -> ChangeDeal:
    """A deal's next step: the name in quotes before it; without quotes it is found out later where the name ends."""
    quoted = _QUOTED.fullmatch(rest)
    return ChangeDeal("next", quoted[1].strip(), quoted[2].strip()) if quoted else ChangeDeal("next", "", rest)


def read_merge(rest: str) -> MergeDeals:
    """The two deals, the second empty where only one is named."""
    for form in (_TWO_QUOTED, _ONE_QUOTED, *_PARTED):
        if parted := form.fullmatch(rest[:_LONGEST_PAIR]):
            return MergeDeals(without_quotes(parted[1]), without_quotes(parted[2]))
    return MergeDeals(without_quotes(rest), "")


def read_why(rest: str) -> AskWhy:
    """Of which deal, or of which message by its link; of neither where nothing follows."""
    linked = _PERMALINK.search(rest)
    if linked:
        return AskWhy(channel=linked[1], ts=f"{linked[2]}.{linked[3]}")
    return AskWhy(without_quotes(rest))


def read_snooze(rest: str) -> SnoozeDeal:
    """Which deal, and until when: one of the known words or what stands behind a name in quotes."""
    quoted = _QUOTED.fullmatch(rest)
    if quoted:
        until = quoted[2].strip()
        return SnoozeDeal(quoted[1].strip(), _UNTIL.get(until.casefold(), until))
    name, _, last = rest.rpartition(" ")
    until = _UNTIL.get(last.casefold(), "")
    return SnoozeDeal(without_quotes(name if until else rest), until)


def read_mute(verb: str, rest: str) -> MutePlay:
    """Which play, and where: `here` or for oneself; nowhere for `unmute`."""
    name, _, last = rest.rpartition(" ")
    if verb == "unmute":
        return MutePlay(without_quotes(rest), None)
    match last.casefold():
        case "here":
            return MutePlay(without_quotes(name), "here")
        case "me":
            return MutePlay(without_quotes(name))
        case _:
            return MutePlay(without_quotes(rest))


def without_quotes(name: str) -> str:
    """`name` without the quotes around it, matching or not; an apostrophe within stays."""
    return name.strip(QUOTES + " ")
