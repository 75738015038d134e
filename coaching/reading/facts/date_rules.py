"""What each way of writing a day means on the author's calendar, by the codebook's rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from coaching.reading.facts import date_patterns
from coaching.reading.facts.numerals import read_words
from coaching.reading.facts.weekdays import (
    add_business_days,
    add_months,
    day_in_year,
    next_day_and_month,
    next_day_of_month,
    next_weekday,
    read_day,
    read_month,
    read_weekday,
    weekday_of_week,
)

_FAR, _NEAR = timedelta(days=150), timedelta(days=120)
"""A numeric date further off than `_FAR` is read the other way round when that brings it nearer than `_NEAR`."""
_HOURS, _LAST_HOUR, _DAYS = 12, 24, {"d": 1, "w": 7, "f": 14}
_ON = re.compile(r"\bon\s+$")


@dataclass(frozen=True, slots=True)
class Page:
    """What resolving a day needs besides its words: the author's day, and whether the text writes 6/15 for 15 June."""

    today: date
    month_first: bool


Resolver = Callable[[re.Match[str], Page], date | None]


def _said(match: re.Match[str], name: str) -> str:
    """What was written for `name` in whichever of the pattern's variants matched ("day", "day2", ...), or ""."""
    return next((value for key, value in match.groupdict().items() if value and key.rstrip("234") == name), "")


def _iso(match: re.Match[str], page: Page) -> date | None:
    month = match["month"]
    return day_in_year(int(match["year"]), int(month) if month.isdigit() else read_month(month), int(match["day"]))


def _numeric(match: re.Match[str], page: Page) -> date | None:
    """12/5, 12.5.2026, Wed 4/22: a named weekday decides which number is the month, else what fits, else the page."""
    first, second, year = int(match["first"]), int(match["second"]), _year(match["year"])
    slashed = match["sep"] != "."
    if match["sep"] == "-" and not (
        match["weekday"] or year or _ON.search(match.string, max(0, match.start("first") - 8), match.start("first"))
    ):
        return None  # "2-3 days", "3-4" are counts and hours
    found = [day for day in (_on(page, first, second, year), _on(page, second, first, year)) if day is not None]
    if page.month_first and slashed:
        found.reverse()
    if match["weekday"] and not year:
        weekday = read_weekday(match["weekday"])  # "thurs 4.15" is a quarter past four where no date fits
        fitting = [day for day in found if day.weekday() == weekday]
        no_clock = first > _LAST_HOUR  # "29.03" is no time of day
        return min(fitting or (found if no_clock else ()), default=next_weekday(page.today, weekday))
    if len(found) > 1 and slashed and not year and found[0] - page.today > _FAR and found[1] - page.today < _NEAR:
        return found[1]
    return found[0] if found else None


def _year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(re.sub(r"\D", "", written))
    return year + 2000 if year < 100 else year


def _on(page: Page, day: int, month: int, year: int | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    return day_in_year(year, month, day) if year else next_day_and_month(page.today, day, month)


def _day_and_month(match: re.Match[str], page: Page) -> date | None:
    return _on(page, read_day(_said(match, "day")), read_month(_said(match, "month")), _year(_said(match, "year")))


def _day_of_other_month(match: re.Match[str], page: Page) -> date | None:
    ahead = match["which"] in {"next", "coming", "following"}
    month = add_months(page.today.replace(day=1), 1 if ahead else 0)
    return day_in_year(month.year, month.month, read_day(match["day"]))


def _day_of_month(match: re.Match[str], page: Page) -> date | None:
    return next_day_of_month(page.today, read_day(_said(match, "day")))


def _weekday_and_day(match: re.Match[str], page: Page) -> date | None:
    """Wed 11th, Tuesday the 22nd; "fri 10" is ten o'clock where the coming 10th is no Friday."""
    weekday, day = read_weekday(match["weekday"]), read_day(match["ordinal"] or match["day"])
    plain, fitting = next_day_of_month(page.today, day), next_day_of_month(page.today, day, weekday)
    if match["day"] and match["day"].isdigit() and day <= _HOURS and plain != fitting:
        return next_weekday(page.today, weekday)
    return fitting or plain


def _weekday_of_week(match: re.Match[str], page: Page) -> date | None:
    weekday, which = read_weekday(_said(match, "weekday")), _said(match, "which")
    if which.startswith(("next", "following", "coming w")):
        return weekday_of_week(page.today, weekday, 1)
    if which.endswith("k after next"):
        return weekday_of_week(page.today, weekday, 2)
    if which.startswith(("last", "past")):
        return next_weekday(page.today, weekday) - timedelta(days=7)
    if which == "after next":  # not the coming one, the one after it
        return next_weekday(page.today, weekday) + timedelta(days=7)
    this = weekday_of_week(page.today, weekday, 0)
    return this if which.startswith("this") and this >= page.today else next_weekday(page.today, weekday)


def _from_day(match: re.Match[str], page: Page) -> date | None:
    """ "A week from Friday", "two weeks from tomorrow", "2 days after today"."""
    start, count, unit = _first_day(match, page), _count(match["count"]), match["unit"]
    if start is None:
        return None
    return add_months(start, count) if unit.startswith("m") else start + timedelta(days=count * _DAYS[unit[0]])


def _first_day(match: re.Match[str], page: Page) -> date | None:
    """The day from which the words count on."""
    if match["month"]:
        return _on(page, int(match["day"]), read_month(match["month"]), None)
    near = {"tod": 0, "now": 0, "tom": 1, "tmr": 1, "yes": -1}.get(match["start"][:3])
    if near is not None:
        return page.today + timedelta(days=near)
    weekday = read_weekday(match["start"].removeprefix("next").strip())
    ahead = match["start"].startswith("next")
    return weekday_of_week(page.today, weekday, 1) if ahead else next_weekday(page.today, weekday)


def _weekday_week(match: re.Match[str], page: Page) -> date | None:
    return next_weekday(page.today, read_weekday(match["weekday"])) + timedelta(days=7)


def _in_a_while(match: re.Match[str], page: Page) -> date | None:
    count, unit = _count(match["count"]), match["unit"]
    if unit.startswith("month"):
        return add_months(page.today, count)
    if match["business"] and unit.startswith("day"):
        return add_business_days(page.today, count)
    return page.today + timedelta(days=count * _DAYS[unit[0]])


def _upcoming_days(match: re.Match[str], page: Page) -> date | None:
    return page.today + timedelta(days=_count(_said(match, "count")))


def _away(match: re.Match[str], page: Page) -> date | None:
    """ "2 weeks ago", "three weeks hence"."""
    count, unit, ahead = _count(match["count"]), match["unit"][0], match["way"] not in {"ago", "back"}
    if unit == "m":
        return add_months(page.today, count if ahead else -count)
    days = timedelta(days=count * _DAYS[unit])
    return page.today + days if ahead else page.today - days


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    return {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3}.get(written) or read_words(written)


def _near_day(match: re.Match[str], page: Page) -> date | None:
    words = match.group()
    if words.startswith("y"):
        return page.today - timedelta(days=1)
    if " after " in words or " past " in words:
        return page.today + timedelta(days=2)
    return page.today + timedelta(days=words.startswith(("tom", "tm", "2m", "mañ")))


def _plain_weekday(match: re.Match[str], page: Page) -> date | None:
    return next_weekday(page.today, read_weekday(match["weekday"]))


Needs = str
"""What a text must hold for a rule to be worth trying, a key of `dates`' table of quick looks."""

RULES: tuple[tuple[Needs, re.Pattern[str], Resolver], ...] = tuple(
    (needs, re.compile(pattern), resolve)
    for needs, pattern, resolve in (
        ("digit", date_patterns.ISO, _iso),
        ("digit", date_patterns.NUMERIC, _numeric),
        ("from", date_patterns.FROM_DAY, _from_day),
        ("month", date_patterns.DAY_AND_MONTH, _day_and_month),
        ("of month", date_patterns.DAY_OF_OTHER_MONTH, _day_of_other_month),
        ("weekday", date_patterns.WEEKDAY_OF_WEEK, _weekday_of_week),
        ("weekday", date_patterns.WEEKDAY_WEEK, _weekday_week),
        ("weekday", date_patterns.WEEKDAY_AND_DAY, _weekday_and_day),
        ("nth", date_patterns.DAY_OF_MONTH, _day_of_month),
        ("while", date_patterns.IN_A_WHILE, _in_a_while),
        ("while", date_patterns.UPCOMING_DAYS, _upcoming_days),
        ("while", date_patterns.AWAY, _away),
        ("near", date_patterns.NEAR_DAY, _near_day),
        ("weekday", date_patterns.PLAIN_WEEKDAY, _plain_weekday),
    )
)
"""The rules in the order in which they are tried; words that one rule has read are closed to the later ones."""
