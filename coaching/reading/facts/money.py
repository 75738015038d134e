"""Sums of money as written in a message, each with its value, currency and place; `amounts` chooses the deal's."""

import re
from dataclasses import dataclass
from decimal import Decimal

from coaching.reading.facts.currencies import (
    CODES,
    NAME,
    NUMBER_FOLLOWERS,
    PREFIX,
    SUFFIX,
    is_plain_word,
    is_shared_name,
    read_currency,
)
from coaching.reading.facts.numerals import DIGITS, WORDS, read_digits, read_words

_SCALE = (
    rf"(?:(?P<letter>[kmbl](?![^\W\d_])|[kmt](?=(?:{'|'.join(CODES)}|kr)\b)|t(?=\s?€))"
    r"|(?P<scale>thousand|grand|tsd|tys|tis|mio|mln|mn|millones|millions?|milyon|mill|mil|bn|billion|lakhs?"
    r"|lacs?|crores?|cr)"
    r"(?![^\W\d_])\.?)"
)
_MONEY = re.compile(
    rf"(?:(?P<before>{PREFIX})[\s\u00a0]?|(?<![\w#/.,:]))"
    rf"(?:(?P<digits>{DIGITS})|(?P<words>\b{WORDS})(?=[\s-](?:{NUMBER_FOLLOWERS}))"
    r"|\b(?P<part>half|quarter)(?=\s(?:an?\s)?million))"
    rf"(?:(?P<space>(?:\s?ish)?[\s\u00a0-]?(?:an?\s)?){_SCALE}(?:\s(?P<rest>(?:{WORDS})(?<=hundred)))?)?"
    rf"(?:[\s\u00a0]?(?P<after>{SUFFIX})(?:\s(?P<late>thousand|million|billion)\b)?)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d[,.\s\u00a0'’]\d{3}")
_HINT = re.compile(rf"\d|thousand|grand|lakh|crore|million|{NAME}", re.IGNORECASE)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_SCALES = {
    "k": 10**3, "thousand": 10**3, "grand": 10**3, "tsd": 10**3, "t": 10**3, "m": 10**6, "mio": 10**6, "mln": 10**6,
    "tys": 10**3, "tis": 10**3, "milyon": 10**6, "mn": 10**6, "million": 10**6, "millions": 10**6,
    "millones": 10**6, "mill": 10**6, "b": 10**9, "bn": 10**9,
    "billion": 10**9, "l": 10**5, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "cr": 10**7,
    "crore": 10**7, "crores": 10**7,
}  # fmt: skip
_IBERIAN_THOUSAND = frozenset({"EUR", "BRL", "USD", "MXN", "CLP", "COP", "ARS", "PEN"})
"""Where "mil" after a whole number means thousand (Spanish, Portuguese), not million."""


@dataclass(frozen=True, slots=True)
class Money:
    """One sum of money at text[start:end]: `value` in units of `currency` (ISO 4217, None when nothing states it).

    `scaled` is true when "k", "million" and the like was written; `grouped` when thousands are set apart ("52,000").
    """

    start: int
    end: int
    value: Decimal
    currency: str | None
    scaled: bool
    grouped: bool


def find_money(text: str) -> tuple[Money, ...]:
    """Every number in `text` that reads as money: with a currency, a scale ("28k") or grouped thousands ("52,000")."""
    if not _HINT.search(text):
        return ()
    return tuple(money for match in _MONEY.finditer(text) if (money := _read(match)) is not None)


def _read(match: re.Match[str]) -> Money | None:
    before, after = match["before"], match["after"]
    letter, scale = match["letter"], match["scale"] or match["late"]
    if before and before.upper() in {"R", "P"} and not before.isupper():
        before = None
    if letter and not (before or after) and (match["space"] in {" ", "-"} or letter in "bBlL"):
        return None
    before = None if is_plain_word(before) else before
    after = None if is_plain_word(after) else after
    currency = read_currency(after) or read_currency(before)
    if before and after and before.endswith("$") and len(before) > 1:
        currency = read_currency(before)
    scaled = bool(letter or scale)
    digits = match["digits"] or ""
    number = _read_number(match, scaled=scaled)
    grouped = bool(digits) and not scaled and number >= 1000 and _GROUPED.search(digits) is not None
    named = scaled or grouped or currency or is_shared_name(after)
    if not named or (before in {"R", "P"} and not (scaled or grouped)):
        return None
    value = number * _factor(letter or scale, digits, currency) + read_words(match["rest"] or "")
    start = match.start("before") if before else max(match.start(kind) for kind in ("digits", "words", "part"))
    return Money(start, match.end(), value, currency, scaled, grouped)


def _read_number(match: re.Match[str], *, scaled: bool) -> Decimal:
    if match["digits"]:
        return read_digits(match["digits"], scaled=scaled)
    return _PARTS[match["part"].lower()] if match["part"] else Decimal(read_words(match["words"]))


def _factor(scale: str | None, digits: str, currency: str | None) -> int:
    """What a scale word multiplies by; "mil" is a thousand after a whole number from ten in Iberian currencies."""
    if not scale:
        return 1
    plain = scale.lower().rstrip(".")
    if plain != "mil":
        return _SCALES[plain]
    return 10**3 if currency in _IBERIAN_THOUSAND and digits.isdigit() and int(digits) >= 10 else 10**6
