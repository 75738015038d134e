"""Sums of money as written in a message, each with its value, currency and place; `amounts` chooses the deal's."""

import re
from dataclasses import dataclass
from decimal import Decimal

from coaching.reading.facts.numerals import DIGITS, WORDS, read_digits, read_words

_CODES = [
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "TRY",
    "ILS",
    "AED",
    "SAR",
    "QAR",
    "KWD",
    "EGP",
    "ZAR",
    "KES",
    "NGN",
    "GHS",
    "UGX",
    "TZS",
    "MAD",
    "INR",
    "PKR",
    "LKR",
    "BDT",
    "JPY",
    "CNY",
    "KRW",
    "HKD",
    "SGD",
    "MYR",
    "THB",
    "IDR",
    "PHP",
    "VND",
    "TWD",
    "AUD",
    "NZD",
    "CAD",
    "MXN",
    "BRL",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "UAH",
]
_ENGLISH_TOO = frozenset({"TRY", "MAD", "PEN", "COP", "RON", "TL", "WON"})
"""Codes and names of currencies that are everyday words too: they count only in capitals."""
_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₱": "PHP",
    "฿": "THB", "₴": "UAH", "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "s$": "SGD", "sg$": "SGD", "hk$": "HKD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "rs": "INR", "rs.": "INR",
    "zł": "PLN", "zl": "PLN", "pln": "PLN", "kč": "CZK", "tl": "TRY", "euro": "EUR", "euros": "EUR",
    "dollar": "USD", "dollars": "USD",
    "dólares": "USD", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "rupees": "INR", "reais": "BRL", "yen": "JPY",
    "won": "KRW", "naira": "NGN", "rand": "ZAR", "rmb": "CNY", "shekel": "ILS", "shekels": "ILS",
    "r": "ZAR", "p": "PHP",
}  # fmt: skip
_PREFIX = (
    r"(?:(?<![\w'’])(?:(?:us|au|hk|nz|mx|sg)\s?\$|(?:a|ca?|s)\$|(?-i:[CSR]) ?\$|r\$)"
    r"|[€£¥₹₦₩₪₺₱฿₴]|\$:?|\brs\.?|(?<!['’])\b(?:{codes})(?![^\W\d_])(?:\$|:(?=\s))?"
    r"|(?<![\w.])[RP](?=\d))"
)
_SUFFIX = (
    r"(?:[€£¥₹₦₩₪₺₱₴]|(?:us|a|c|s|hk|nz)?\$(?!\d)|(?:{codes})(?![^\W\d_])"
    r"|(?:zł|zl|kč|tl|euros?|dollars?|dólares|pounds?|quid|rupees|reais|yen|won|naira|rand|rmb|shekels?"
    r"|kr)(?![^\W\d_]))"
)
_SCALE = (
    rf"(?:(?P<letter>[kmbl](?![^\W\d_])|[kmt](?=(?:{'|'.join(_CODES)}|kr)\b)|t(?=\s?€))"
    r"|(?P<scale>thousand|grand|tsd|tys|tis|mio|mln|mn|millones|millions?|milyon|mill|mil|bn|billion|lakhs?"
    r"|lacs?|crores?|cr)"
    r"(?![^\W\d_])\.?)"
)
_MONEY = re.compile(
    rf"(?:(?P<before>{_PREFIX.format(codes='|'.join(_CODES))})[\s\u00a0]?|(?<![\w#/.,:]))"
    rf"(?:(?P<digits>{DIGITS})|(?P<words>\b{WORDS})(?=[\s-](?:thousand|grand|k\b|lakh|crore|million|dollars|euros|pounds)))"
    rf"(?:(?P<space>(?:\s?ish)?[\s\u00a0-]?){_SCALE}(?:\s(?P<rest>(?:{WORDS})(?<=hundred)))?)?"
    rf"(?:[\s\u00a0]?(?P<after>{_SUFFIX.format(codes='|'.join(_CODES))}))?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d[,.\s\u00a0'’]\d{3}")
_HINT = re.compile(r"\d|thousand|grand|lakh|crore|million|dollars|euros|pounds", re.IGNORECASE)
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
    letter, scale = match["letter"], match["scale"]
    if before and before.upper() in {"R", "P"} and not before.isupper():
        before = None
    if letter and not (before or after) and (match["space"] in {" ", "-"} or letter in "bBlL"):
        return None
    before = None if _is_plain_word(before) else before
    after = None if _is_plain_word(after) else after
    currency = _currency(after) or _currency(before)
    if before and after and before.endswith("$") and len(before) > 1:
        currency = _currency(before)
    scaled = bool(letter or scale)
    digits = match["digits"]
    number = read_digits(digits, scaled=scaled) if digits else Decimal(read_words(match["words"]))
    grouped = bool(digits) and not scaled and number >= 1000 and re.search(r"\d[,.\s\u00a0'’]\d{3}", digits) is not None
    if not (scaled or grouped or currency) or (before in {"R", "P"} and not (scaled or grouped)):
        return None
    value = number * _factor(letter or scale, digits or "", currency) + read_words(match["rest"] or "")
    start = match.start("before") if before else match.start("digits" if digits else "words")
    return Money(start, match.end(), value, currency, scaled, grouped)


def _is_plain_word(written: str | None) -> bool:
    """Whether what could be a currency's code is an English word or a name ("try 40k", "Ron: 40k", "40k won")."""
    return written is not None and written.upper() in _ENGLISH_TOO and not written.isupper()


def _currency(written: str | None) -> str | None:
    """ISO code of a sign, name or code as written."""
    if not written:
        return None
    plain = written.lower().replace(" ", "").rstrip(":")
    return _SIGNS.get(plain) or (plain.rstrip("$").upper() if plain.rstrip("$").upper() in _CODES else None)


def _factor(scale: str | None, digits: str, currency: str | None) -> int:
    """What a scale word multiplies by; "mil" is a thousand after a whole number from ten in Iberian currencies."""
    if not scale:
        return 1
    plain = scale.lower().rstrip(".")
    if plain != "mil":
        return _SCALES[plain]
    return 10**3 if currency in _IBERIAN_THOUSAND and digits.isdigit() and int(digits) >= 10 else 10**6
