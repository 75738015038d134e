"""The card index of deals: under which entries a name is filed, and under which to look for one that may be meant.

With it, recognition looks at a handful of deals instead of all: whatever `recognise_deal` would choose among all deals
it also chooses among those that are filed under the entries asked for. Entries are numbers, so that they are small.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise, product

from coaching.company_match import LONG_NAME, SHORTEST_SLIP, Likeness, sayable, short_forms, spelling
from coaching.deal_key import deal_key
from coaching.recognition import heard_names, telling_word, words_said

_PARTS = 4
"""A name is cut into so many parts: a slip is in one of them, so that all the others are spelt alike."""


@dataclass(frozen=True, slots=True)
class Search:
    """Entries to look under, for names that agree with a company `how`."""

    how: Likeness
    entries: frozenset[int]


def entries_of(name: str) -> frozenset[int]:
    """Under which entries a deal of this name is filed; all names of one `deal_key` have the same ones."""
    words, key = spelling(name), deal_key(name).split()
    if not words:
        return frozenset()
    filed = [_entry("same", "".join(words)), _entry("whole", *words), _entry("said", *key[:2])]
    filed += [_entry("begins", *form) for form in short_forms(words) if form != words]
    filed += _cut_entries("slip", "".join(words))
    if len(words) > 1 and len("".join(words)) >= LONG_NAME:
        filed += [_entry("slips", *halves) for halves in product(*(list(_cut(word, 2)) for word in words[:2]))]
    telling = telling_word(words)
    if telling:
        filed += [_entry("told", telling), *_cut_entries("told slip", "".join(spelling(telling)))]
    return frozenset(filed)


def searches_for(company: str) -> tuple[Search, ...]:
    """Where to look for a company, the nearest likeness first; what one finds makes the later ones needless."""
    words = spelling(company)
    if not words:
        return ()
    forms = [_entry("whole", *form) for form in short_forms(words) if form != words]
    longer = [_entry("begins", *words)] if sayable(words) else []
    slips = list(_slip_entries("slip", "".join(words)))
    if len(words) > 1 and len("".join(words)) >= LONG_NAME:
        slips += [_entry("slips", *halves) for halves in product(*(list(_slips_of(word, 2)) for word in words[:2]))]
    return (
        Search("same", frozenset([_entry("same", "".join(words))])),
        Search("short form", frozenset(forms + longer)),
        Search("slip", frozenset(slips)),
    )


def entries_in(text: str) -> frozenset[int]:
    """Where to look for the deals whose names, or their telling words, may stand in `text`."""
    said = [one.word for one in words_said(text)]
    entries = {_entry("said", word) for word in said}
    entries |= {_entry("said", *pair) for pair in pairwise(said)}
    for word in heard_names(words_said(text)):
        entries |= {_entry("told", word), *_slip_entries("told slip", "".join(spelling(word)))}
    return frozenset(entries)


def _cut_entries(kind: str, name: str) -> Iterator[int]:
    """The entries under which a name is found by those that are one slip away."""
    if len(name) >= SHORTEST_SLIP:
        yield from (_entry(kind, cut) for cut in _cut(name, _PARTS))


def _slip_entries(kind: str, name: str) -> Iterator[int]:
    """The entries under which the names lie that are one slip away from this one."""
    if len(name) >= SHORTEST_SLIP:
        yield from (_entry(kind, cut) for cut in _slips_of(name, _PARTS))


def _cut(name: str, parts: int) -> Iterator[str]:
    """The name without one of its parts, each in turn."""
    yield from (_without(name, len(name), part, parts) for part in range(parts))


def _slips_of(name: str, parts: int) -> Iterator[str]:
    """How a name that is one slip away from this one may be cut: a letter more, less or other, or two swapped."""
    for length in (len(name) - 1, len(name), len(name) + 1):
        yield from (_without(name, length, part, parts) for part in range(parts))
    for end in (part * len(name) // parts for part in range(1, parts)):  # two letters swapped from part to part
        if 0 < end < len(name):
            swapped = name[: end - 1] + name[end] + name[end - 1] + name[end + 1 :]
            yield _without(swapped, len(name), 0, parts)


def _without(name: str, length: int, part: int, parts: int) -> str:
    """What a name of `length` letters has around a part, read from a `name` that differs from it within that part."""
    start, end = part * length // parts, (part + 1) * length // parts
    return f"{length}/{part} {name[:start]}_{name[len(name) - (length - end) :]}"


def _entry(kind: str, *words: str) -> int:
    """A number of 63 bits; two different entries that share one only mean a deal too many to look at."""
    return (
        int.from_bytes(blake2b("\0".join((kind, *words)).encode(errors="surrogatepass"), digest_size=8).digest()) >> 1
    )
