"""Numbers as people write them: "52,000", "52.000", "1 450 000", "18.5", "6,20,00,000", "thirty-eight"."""

import re
from decimal import Decimal

DIGITS = (
    r"(?:\d{1,3}(?:[,.'’]\d{2,3})+(?:[,.]\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:[\u0020\u00a0\u202f]\d{3})+(?!\d)(?:[,.]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)"
)
"""Pattern of a number in digits, grouped in the English, German, French, Swiss or Indian way."""

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_UNIT_WORD = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_TEN_WORD = "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:(?:{_TEN_WORD})(?:[\s-](?:{'|'.join(_UNITS[1:10])}))?|(?:{_UNIT_WORD}))"
WORDS = rf"{_BELOW_HUNDRED}(?:\s+hundred(?:\s+(?:and\s+)?{_BELOW_HUNDRED})?)?"
"""Pattern of a number in English words below ten thousand ("ninety", "three hundred and ninety", "twelve hundred")."""

_LAST_SEPARATOR = re.compile(r"[,.](?=\d+$)")
_WORD = re.compile(r"[a-z]+")


def read_digits(written: str, *, scaled: bool = False) -> Decimal:
    """Value of a number that matches `DIGITS`; `scaled` before a scale word, where one separator is a decimal point."""
    compact = re.sub(r"[\s'’\u00a0\u202f]", "", written)
    separators = re.findall(r"[,.]", compact)
    last = _LAST_SEPARATOR.search(compact)
    if last is None:
        return Decimal(compact)
    decimals = len(compact) - last.end()
    mixed = len(set(separators)) > 1
    alone = len(separators) == 1
    spaced = len(compact) != len(written)
    grouping = decimals == 3 and not mixed and not (alone and scaled)
    if grouping or (not mixed and not alone and separators[0] == separators[-1] and decimals == 3):
        return Decimal(re.sub(r"[,.]", "", compact))
    if mixed or alone or spaced:
        whole = re.sub(r"[,.]", "", compact[: last.start()])
        return Decimal(f"{whole}.{compact[last.end() :]}")
    return Decimal(re.sub(r"[,.]", "", compact))


def read_words(written: str) -> int:
    """Value of a number that matches `WORDS`."""
    value = 0
    for word in _WORD.findall(written.lower()):
        value = value * 100 if word == "hundred" else value + _VALUES.get(word, 0)
    return value
