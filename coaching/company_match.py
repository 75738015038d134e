"""Whether two spellings mean the same company: accents, umlauts, legal forms, case, short forms and typing slips."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from coaching.deal_key import deal_key
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.lexicon.organisation_words import FIRST_WORDS, LAST_WORDS

Likeness = Literal["same", "short form", "slip"]
"""How two names agree: spelt alike; one is the other without its last words; one typing slip apart."""

_UMLAUT = re.compile(r"(?<=[aou])e")
_BRANCHES = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "upper",
        "lower",
        "new",
        "old",
        "one",
        "two",
        "three",
        "uk",
        "us",
        "usa",
        "emea",
        "apac",
        "europe",
        "asia",
        "africa",
        "america",
        "americas",
        "ireland",
        "germany",
        "france",
        "spain",
        "italy",
        "poland",
        "canada",
        "australia",
        "india",
    ]
)
"""Words that tell one branch or sister company from another."""
SHORTEST_SLIP = 6
"""A name of fewer letters is another name when one letter differs."""
LONG_NAME = 12
"""From so many letters on, a name may have a slip in two of its words."""


@lru_cache(maxsize=16384)
def spelling(name: str) -> tuple[str, ...]:
    """The words of `name` as compared: its key, umlauts written "ae" or "a" alike, trade words in the singular."""
    return tuple(_UMLAUT.sub("", _singular(word)) for word in deal_key(name).split())


def likeness(written: str, known: str) -> Likeness | None:
    """How the name `written` agrees with the `known` one; None when they are different companies."""
    one, other = spelling(written), spelling(known)
    if not one or not other:
        return None
    if "".join(one) == "".join(other):
        return "same"
    short, long = sorted((one, other), key=len)
    if len(short) < len(long) and _shortens(short, long, known_is_short=short == other):
        return "short form"
    return "slip" if _slipped(one, other) else None


def distinctive(word: str) -> bool:
    """Whether a word of a name points to one company: no ordinary word, no word of a trade, and not tiny."""
    return len(word) >= 4 and word not in ORDINARY_WORDS and word not in _TRADE_SPELLINGS and word not in _BRANCHES


def _singular(word: str) -> str:
    """A trade word without its plural ("dairies" is "dairy"); any other word as it is."""
    if word not in LAST_WORDS or len(word) < 5 or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


_TRADE_SPELLINGS = frozenset(_UMLAUT.sub("", _singular(w)) for w in LAST_WORDS | FIRST_WORDS)


def short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What people may say for a name: its beginning, or it without trade words in front; the name itself too."""
    for start in range(len(words)):
        if not all(word in _TRADE_SPELLINGS for word in words[:start]):
            return
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def sayable(words: tuple[str, ...]) -> bool:
    """Whether these words can stand for a longer name: not a plain or tiny word alone."""
    return any(distinctive(w) for w in words) or len(words) > 1 or (len("".join(words)) >= 3 and not _is_plain(words))


def _shortens(short: tuple[str, ...], long: tuple[str, ...], *, known_is_short: bool) -> bool:
    """Whether `short` is what people say for `long`."""
    for start in range(len(long) - len(short) + 1):
        if long[start : start + len(short)] != short:
            continue
        left_out = long[:start] + long[start + len(short) :]
        if known_is_short and any(w in _BRANCHES or w.isdigit() for w in left_out):
            return False
        if all(w in _TRADE_SPELLINGS for w in long[:start]):
            return sayable(short)
    return False


def _is_plain(words: tuple[str, ...]) -> bool:
    """Whether words are all of a trade or ordinary, so that alone they name nobody."""
    return all(w in _TRADE_SPELLINGS or w in ORDINARY_WORDS for w in words)


def _slipped(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ by a typing slip: one letter, or one in each of two words of a long name."""
    flat, flat_other = "".join(one), "".join(other)
    length = min(len(flat), len(flat_other))
    if length < SHORTEST_SLIP or re.sub(r"\D", "", flat) != re.sub(r"\D", "", flat_other):
        return False
    if len(one) != len(other):
        return OSA.distance(flat, flat_other, score_cutoff=1) <= 1
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) > (2 if length >= LONG_NAME else 1):
        return False
    return all(_is_slip(a, b) for a, b in differing)


def _is_slip(word: str, other: str) -> bool:
    """Whether one word is the other with one slip, and not simply another word."""
    if min(len(word), len(other)) < 4 or (_is_plain((word,)) and _is_plain((other,))):
        return False
    return word[0] == other[0] and OSA.distance(word, other, score_cutoff=1) <= 1
