"""Count the word and character n-grams of a message; training and run time share this one extractor.

An n-gram is known by its CRC-32 checksum: 2**32 buckets, of which a model keeps only those that it was trained on.
"""

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

_WORD_RUNS = (1, 2, 3)
_CHARACTER_RUNS = (3, 4, 5)


def count_words(tokens: Sequence[str]) -> Counter[int]:
    """How often each run of one to three tokens occurs, by checksum."""
    words = [token.encode(errors="replace") for token in tokens]
    return Counter([crc32(b" ".join(words[at : at + n])) for n in _WORD_RUNS for at in range(len(words) - n + 1)])


def count_characters(tokens: Sequence[str]) -> Counter[int]:
    """How often each run of three to five bytes (UTF-8) of the spaced-out tokens occurs, by checksum."""
    line = " ".join(tokens).encode(errors="replace")
    return Counter([crc32(line[at : at + n]) for n in _CHARACTER_RUNS for at in range(len(line) - n + 1)])
