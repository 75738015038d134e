"""The agreed next step: the clause that states it, and which day named in the message is its day."""

import re
from datetime import date, timedelta

from coaching.reading.facts.clauses import clause_at, clause_spans, trim_clause
from coaching.reading.facts.dates import DateMention, find_dates, lower_in_place
from coaching.reading.facts.step_cues import (
    BARE_ORDINAL,
    BARE_WEEKDAY,
    BASE,
    DAY_AND_MONTH,
    FAR_AHEAD,
    FIRST_CLAUSE,
    FIRST_NAMED,
    LAST_CLAUSE,
    MONTH_AHEAD,
    NEXT_AHEAD,
    NEXT_DAY,
    ONE_OF_MANY,
    ONLY_ONE,
    STEP_CUES,
    TODAY,
    Where,
)
from coaching.reading.facts.step_wording import cut_step, find_step_today, is_perhaps, is_refused, is_threat

ENOUGH = 0
"""A day with fewer points (tenths of a logit) is not called the next step's."""
_HORIZON, _FAR, _MONTH = timedelta(days=300), timedelta(days=100), timedelta(days=30)
_MOST_DAYS = 40
"""A message that names more days is a calendar; only so many of them are looked at."""
_REACH = 110
"""How many characters of its clause speak for a date, on either side."""
_MESSAGE_CUES = tuple((points, cue) for points, where, cue in STEP_CUES if where == "message")
_DAY_CUES = tuple((points, where, cue) for points, where, cue in STEP_CUES if where != "message")
_MOST_FROM_MESSAGE = sum(points for points, _ in _MESSAGE_CUES if points > 0)
_WEEKDAY_ALONE = re.compile(r"[a-z]+\.?")
_WITH_MONTH = re.compile(r"[a-z]{3}.*\d|\d.*[a-z]{3}")
_NOTHING_MORE = re.compile(r"[ .!?\n*_]*")
_ORDINAL_ALONE = re.compile(r"(?:the )?\d+(?:st|nd|rd|th)")
_LABELLED = re.compile(
    r"^[ \t>*_|•-]*next(?: (?:steps?|action|mtg|meeting|up))?[ *_]*(?:[:=|–—-]"
    r"|\b(?P<verb>is\b))[ \t*_|]*(?P<step>[^\n|]*)",
    re.I | re.M,
)
_NOTHING = re.compile(
    r"(?:(?:none|n/?a|nothing|tb[cda]|open|unknown|not (?:yet )?(?:agreed|set|known|booked)|no|waiting|wait|they"
    r"|(?:customer|client|buyer|up) to)\b|\?|-|–|$)",
    re.I,
)


def find_next_step(text: str, today: date) -> tuple[str | None, date | None]:
    """The clause that states the agreed next step, as written, and the step's day on the author's calendar.

    Of the days ahead, that with the most points for being an agreed step (see `step_cues`) counts; something that has
    happened, was called off, is a mere deadline or a mail that we send ourselves does not. A meeting at an hour is
    today's where no other day is named. A step without a day is given only where the message labels it
    ("Next step: ..."); (None, None) where none is stated.
    """
    labelled, spans, days = _labelled_step(text), clause_spans(text), find_dates(text, today)
    found = _best_day(text, days, today)
    place = (found.start, found.end) if found else None
    if place is None and all(mention.date == today for mention in days):
        place = find_step_today(text)
    if place is None:
        return labelled, None
    start, end = clause_at(spans, place[0])
    step = cut_step(text[start:end], place[0] - start, place[1] - start)
    return labelled or step or text[slice(*place)], found.date if found else today


def _labelled_step(text: str) -> str | None:
    match = _LABELLED.search(text)
    line = (match.group() if match["verb"] else match["step"]) if match else ""
    step = trim_clause(line[slice(*clause_spans(line)[0])])
    return step if match and step and not _NOTHING.match(trim_clause(match["step"])) else None


def _best_day(text: str, days: tuple[DateMention, ...], today: date) -> DateMention | None:
    """The day ahead with the most points, the earlier of equals, if they are enough."""
    ahead = [m for m in days if not m.past and m.date - today <= _HORIZON][:_MOST_DAYS]
    if not ahead:
        return None
    lower, spans = lower_in_place(text), clause_spans(text)
    scored: list[tuple[int, DateMention]] = []
    for mention in ahead:
        clause = clause_at(spans, mention.start)
        before, after = lower[clause[0] : mention.start], lower[mention.end : clause[1]]
        if is_refused(before, after) or is_threat(before, after):
            continue
        if not is_perhaps(before, lower[mention.end : mention.end + _REACH]):
            place = _place_points(mention, ahead, today) + _clause_points(lower, clause)
            scored.append((place + _points(lower, mention, clause), mention))
    points, best = max(scored, key=lambda pair: (pair[0], -pair[1].date.toordinal()), default=(BASE, ahead[0]))
    if points + _MOST_FROM_MESSAGE < ENOUGH:
        return None
    return best if points + sum(more for more, cue in _MESSAGE_CUES if cue.search(lower)) >= ENOUGH else None


def _place_points(mention: DateMention, ahead: list[DateMention], today: date) -> int:
    """What its place among the days that the message names speaks for a day, and how far ahead it is."""
    after = mention.date - today
    nearest = min((other.date for other in ahead if other.date > today), default=None)
    return (
        ONLY_ONE * (len(ahead) == 1)
        + ONE_OF_MANY * (len(ahead) > 2)
        + FIRST_NAMED * (mention is ahead[0])
        + NEXT_AHEAD * (mention.date == nearest)
        + TODAY * (mention.date == today)
        + NEXT_DAY * (after.days == 1)
        + MONTH_AHEAD * (after > _MONTH)
        + FAR_AHEAD * (after > _FAR)
    )


def _clause_points(lower: str, clause: tuple[int, int]) -> int:
    """What it speaks for a day that its clause begins or ends the message."""
    return FIRST_CLAUSE * (clause[0] == 0) + LAST_CLAUSE * (_NOTHING_MORE.fullmatch(lower, clause[1]) is not None)


def _points(lower: str, mention: DateMention, clause: tuple[int, int]) -> int:
    """What the words in and around a day in lower-case text speak for it."""
    start, end = max(clause[0], mention.start - _REACH), min(clause[1], mention.end + _REACH)
    words = lower[mention.start : mention.end]
    places: dict[Where, str] = {
        "words": words,
        "near": lower[max(0, mention.start - 15) : mention.start],
        "before": lower[start : mention.start],
        "after": lower[mention.end : min(end, mention.end + 90)],
        "clause": lower[start:end],
    }
    points = BASE + sum(points for points, where, cue in _DAY_CUES if cue.search(places[where]))
    points += BARE_WEEKDAY * bool(_WEEKDAY_ALONE.fullmatch(words)) + DAY_AND_MONTH * bool(_WITH_MONTH.search(words))
    return points + BARE_ORDINAL * bool(_ORDINAL_ALONE.fullmatch(words))
