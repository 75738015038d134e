"""Weekdays and months: their names as people shorten them, and how the codebook counts from one to a date."""

from datetime import date, timedelta

_OTHER_NAMES = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonntag": 6,
    "lunes": 0, "martes": 1, "miércoles": 2, "jueves": 3, "viernes": 4, "sábado": 5, "domingo": 6,
    "lunedì": 0, "martedì": 1, "mercoledì": 2, "giovedì": 3, "venerdì": 4,
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4,
}  # fmt: skip
_FOREIGN = "|".join(_OTHER_NAMES)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday|ensday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    rf"|{_FOREIGN})"
)
"""Pattern of a weekday's name, in full or short; in full also in the languages that reps mix in."""
MONTH = (
    r"(?:jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
"""Pattern of a month's English name, in full or short."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {
    word: day
    for day, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
ORDINAL = "(?:" + "|".join(sorted((word.replace("-", "[ -]") for word in _ORDINALS), key=len, reverse=True)) + ")"
"""Pattern of a day of the month in words ("twenty-first")."""
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
CARDINAL = rf"(?:twenty[ -](?:{'|'.join(_CARDINALS)})|thirty[ -]one)"
"""Pattern of a day of the month said as a number above twenty ("May twenty one")."""
_YEARS_AHEAD = 8
"""A 29 February is at most eight years away."""


def read_weekday(name: str) -> int:
    """Number of a weekday that matches `WEEKDAY`, Monday 0."""
    other = _OTHER_NAMES.get(name.lower())
    return _WEEKDAYS.index(name[:3].lower()) if other is None else other


def read_month(name: str) -> int:
    """Number of a month that matches `MONTH`, January 1."""
    return _MONTHS.index(name[:3].lower()) + 1


def read_day(written: str) -> int:
    """Day of the month written in digits ("7", "7th") or as words that match `ORDINAL` or `CARDINAL`."""
    digits = "".join(c for c in written if c.isdigit())
    if digits:
        return int(digits)
    words = written.lower().replace("-", " ").split()
    if words[-1] in _CARDINALS:
        return {"twenty": 20, "thirty": 30}[words[0]] + _CARDINALS[words[-1]]
    return _ORDINALS["-".join(words)]


def next_weekday(today: date, weekday: int) -> date:
    """The next such day strictly after `today` (codebook: "Thursday")."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_week(today: date, weekday: int, weeks: int) -> date:
    """That day of the calendar week (from Monday) `weeks` after this one (codebook: "next Tuesday" is weeks=1)."""
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def day_in_year(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_day_of_month(today: date, day: int, weekday: int | None = None) -> date | None:
    """The next such day of a month strictly after `today` (codebook: "on the 14th"), on the weekday if one is named."""
    for ahead in range(1, 24):
        months = today.year * 12 + today.month - 2 + ahead
        found = day_in_year(months // 12, months % 12 + 1, day)
        if found and found > today and (weekday is None or found.weekday() == weekday):
            return found
    return None


def next_day_and_month(today: date, day: int, month: int) -> date | None:
    """The next such day of the year, `today` included."""
    for year in range(today.year, today.year + _YEARS_AHEAD + 1):
        found = day_in_year(year, month, day) if year <= date.max.year else None
        if found and found >= today:
            return found
    return None


def add_months(today: date, months: int) -> date:
    """The same day some months on, or the month's last day where it is too short."""
    total = today.year * 12 + today.month - 1 + months
    for day in range(today.day, 27, -1):
        found = day_in_year(total // 12, total % 12 + 1, day)
        if found:
            return found
    return date(total // 12, total % 12 + 1, min(today.day, 28))


def add_business_days(today: date, days: int) -> date:
    """The day after so many working days, Monday to Friday."""
    end = today
    while days > 0:
        end += timedelta(days=1)
        days -= end.weekday() < 5
    return end
