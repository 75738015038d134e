"""The days that a message names, with their exact places in the text and their dates on the author's calendar."""

import re
from dataclasses import dataclass
from datetime import date

from coaching.reading.facts.date_rules import RULES, Page, Resolver
from coaching.reading.facts.weekdays import MONTH, WEEKDAY

_NEEDED = {
    "digit": re.compile(r"\d[./-]"),
    "month": re.compile(rf"{MONTH}(?![a-z])"),
    "of month": re.compile(r"\bmonth\b"),
    "weekday": re.compile(rf"\b{WEEKDAY}\b"),
    "from": re.compile(r"(?:days?|weeks?|wks?|months?)\s(?:from|after)\s"),
    "nth": re.compile(r"\d(?:st|nd|rd|th)|\bon\sthe\s|\b(?:on|by)\s\d"),
    "while": re.compile(r"days|day|week|wk|fortnight|month"),
    "near": re.compile(r"tom|tm|2mo|mañ|today|tonight|this|yesterday|y'?day|eod|end\sof\s"),
}
_US = re.compile(r"\b(?:[ecmp][sd]?t|eastern|pacific)\b|(?<![a-z])\$\s?\d")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/])")
_BACK = re.compile(r"\b(?:since|last|past)\s+$")
_LOOKS_BACK = re.compile(r"^(?:last|past|yesterday|y'?day)\b|\b(?:ago|back|last)$")
_PREPOSITION = re.compile(r"(?:on|by|for|til|until|till|from|since|before|after)\s")
_ALSO_WORDS = frozenset({"sat", "sun"})
_SAT_DOWN = re.compile(
    r"\s(?:down|with|w/?|in|on|through|next|there|for|over|beside|behind|between|opposite|and listened|at the|by)\b"
)
_BEFORE_DAY = re.compile(r"(?:\b(?:on|this|next|by|til|until|or)|[,:(/-])\s?$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One day named in a text: text[start:end] means `date` on the author's calendar.

    `past` is true when the words themselves look back ("yesterday", "last Tuesday", "since Monday", "2 weeks ago").
    """

    start: int
    end: int
    date: date
    past: bool = False


def find_dates(text: str, today: date) -> tuple[DateMention, ...]:
    """Every day that `text`, written on the author's `today`, names; in the order of the text, never overlapping.

    "Thursday" is the next one strictly after `today`, "next Tuesday" that of the following calendar week (from Monday),
    "the 14th" the next one after `today`, "3 June" the next one from `today` on (the codebook, next_step_date). In 5/6
    the day comes first unless the numbers, a named weekday or American style elsewhere in the text say otherwise.
    """
    lower = lower_in_place(text)
    page = Page(today, _writes_month_first(lower))
    met = {needs for needs, pattern in _NEEDED.items() if pattern.search(lower)}
    found: list[DateMention] = []
    read = bytearray(len(text))
    for needs, pattern, resolve in RULES:
        if needs not in met:
            continue
        for match in pattern.finditer(lower):
            if any(read[match.start() : match.end()]):
                continue
            mention = _mention(text, match, resolve, page)
            if mention:
                found.append(mention)
                read[mention.start : mention.end] = bytes([1]) * (mention.end - mention.start)
    return tuple(sorted(found, key=lambda mention: mention.start))


def lower_in_place(text: str) -> str:
    """The text in lower case, every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _mention(text: str, match: re.Match[str], resolve: Resolver, page: Page) -> DateMention | None:
    words = match.group()
    if words in _ALSO_WORDS and not _names_day(text, match):
        return None
    try:
        day = resolve(match, page)
    except (ValueError, OverflowError):  # beyond the calendar's years
        return None
    if day is None:
        return None
    preposition = _PREPOSITION.match(match.string, match.start())
    start = preposition.end() if preposition else match.start()
    back = _BACK.search(match.string, max(0, start - 8), start)
    return DateMention(start, match.end(), day, day < page.today or bool(back or _LOOKS_BACK.search(words)))


def _names_day(text: str, match: re.Match[str]) -> bool:
    """Whether "sat" and "sun" mean the day, not the verb or the star."""
    if _SAT_DOWN.match(match.string, match.end()):
        return False
    if match.string.strip(" .!") == match.group():
        return True
    if text[match.start()].isupper() or text[match.end() : match.end() + 2].strip().isdigit():
        return True
    return _BEFORE_DAY.search(match.string, max(0, match.start() - 10), match.start()) is not None


def _writes_month_first(text: str) -> bool:
    """Whether numeric dates are American: one can be nothing else, or a US time zone or a dollar sum says so."""
    for first, second in _SLASHED.findall(text):
        if int(first) > 12:
            return False
        if 12 < int(second) <= 31:
            return True
    return _US.search(text) is not None
