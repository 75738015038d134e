"""Small general word lists by which names of companies and people are told apart; written for this project."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = re.compile(r"[^\w&]|_")


@lru_cache(maxsize=8192)
def plain_word(word: str) -> str:
    """One word in lower case without accents, apostrophes, dots and hyphens, as the lists hold it."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return _SIGNS.sub("", "".join(c for c in split if not unicodedata.combining(c)))


def plain_words(words: str) -> frozenset[str]:
    """The set of the words in `words`, each as `plain_word` gives it."""
    return frozenset(map(plain_word, words.split()))
