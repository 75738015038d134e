"""When to come back to a buyer for whom it is too early: a day or a month that the message states as that."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from coaching.reading.facts.clauses import clause_at, clause_spans
from coaching.reading.facts.dates import find_dates, lower_in_place
from coaching.reading.facts.weekdays import MONTH, read_month

_FARTHEST_DAY, _FARTHEST_MONTH = timedelta(days=300), timedelta(days=250)
"""What would lie farther ahead has more likely passed."""
_AGAIN = (
    r"(?:(?:come|check|call|ring|write|circle|get|report) (?:\w+ )?back(?: in touch| to (?:them|him|her|us))?"
    r"|(?:get|be) in touch(?: again)?|reach (?:back )?out(?: again)?|touch base(?: again)?|reconnect"
    r"|revisit(?: it| this)?"
    r"|pick (?:\w+ ){0,2}(?:back )?up(?: again)?|follow up(?: again)?|re-?open(?: it| this)?"
    r"|(?:try|call|ring|write|ask|meet|look|check|speak|talk|email)(?: at it| at this| to \w+| with \w+| \w+)? again)"
)
_CUE = re.compile(
    r"\bwants? (?:to (?:see|have|hear from) )?(?:us|me) (?:back|again)\b"
    r"|\b(?:asked|wants?|prefers?) (?:us |me )?to (?:talk|speak|meet)\b(?= (?:again|after|in|from)\b)"
    r"|\b(?:on hold|on ice|parked|paused|shelved|frozen|deferred)\b(?=[^,.:;]{0,30}\b(?:un)?till?\b)"
    r"|(?:^|[,.:;–—-] ?)not (?:before|until|till)\b"
    rf"|\b{_AGAIN}\b"
)
_MONTH = re.compile(rf"\b{MONTH}\b")
_PREPOSITION = re.compile(r"\b(?:on|in|from|after|around|until|till|til|again|before)(?: (?:early|mid|late))?[ -]$")
_TOLD = re.compile(
    r"\b(?:asked|asks|told|tells|said|says|wants?|prefers?|suggested|agreed|promised|i'll|we'll|will|should|let's|please"
    r"|plan|to|and|then|so|now)(?: (?:us|me|i|we|to|that|now))*\s*$|(?:^|[,.:;()–—-])\s*(?:i |we |we'll |i'll )?$"
)
_DOUBT = re.compile(
    r"\b(?:if|whether|unless|never|don't|didn't|won't|wouldn't|not to|need to|refuse[sd]?|instead|can|could|shall|might"
    r"|maybe|perhaps|forgot|had|was|were|used)\b"
)
_NO_DAY = re.compile(r"\b(?:before|but|since|last|if|unless|or|every|each|this)\b")


def find_later_date(text: str, today: date) -> date | None:
    """The day from which they want to hear of it again, of a month that is named its first; None where none is stated.

    None as well where the words leave a doubt, and for what does not lie ahead.
    """
    lower = lower_in_place(text)
    cues = list(_CUE.finditer(lower))
    if not cues:
        return None
    spans, days = clause_spans(text), sorted(_days(text, lower, today))
    for cue in cues:
        start, end = clause_at(spans, cue.end())
        if not _is_stated(lower, cue, start) or lower[end : end + 1] == "?":
            continue
        ahead = (day for place, day in days if cue.end() < place < end and _leads_to(lower, cue, place))
        if (day := next(ahead, None)) is not None:
            return day
    return None


def _days(text: str, lower: str, today: date) -> Iterator[tuple[int, date]]:
    """The days and months ahead that are named, with their places."""
    mentions = find_dates(text, today)
    for mention in mentions:
        if not mention.past and today < mention.date <= today + _FARTHEST_DAY:
            yield mention.start, mention.date
    for match in _MONTH.finditer(lower):
        first = date(today.year, read_month(match.group()), 1)
        first = first if first > today else first.replace(year=today.year + 1)
        dated = any(mention.start <= match.start() < mention.end for mention in mentions)
        if not dated and first - today <= _FARTHEST_MONTH and first.month != today.month:
            yield match.start(), first


def _is_stated(lower: str, cue: re.Match[str], start: int) -> bool:
    """Whether the clause says that so it will be: asked, agreed or planned, and neither denied nor wondered."""
    before = lower[start : max(start, cue.start())]
    if _DOUBT.search(before):
        return False
    return not re.match(_AGAIN, cue.group()) or _TOLD.search(before) is not None


def _leads_to(lower: str, cue: re.Match[str], place: int) -> bool:
    """Whether the words from the cue on lead to the day or the month at this place."""
    between = lower[cue.end() : place]
    words = cue.group() + between
    return len(between) <= 50 and not _NO_DAY.search(between) and _PREPOSITION.search(words) is not None
