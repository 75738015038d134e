"""Find the words of a message that carry a decision: the clause whose own score is highest."""

import re
from collections.abc import Callable

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')”’*_]*\s+|\s*\n\s*|(?<=;)\s+|\s+[–—-]{1,2}\s+")
_CLAUSE_END = re.compile(r",\s+|:\s+(?!\d)|\s+(?=(?:but|so|and|because|although|though|then)\s)", re.IGNORECASE)
_SHORTEST_CLAUSE = 20
"""Characters that a part of a sentence must have to be quoted on its own."""


def split_clauses(text: str) -> list[str]:
    """The clauses of `text` in order, each an exact substring of it without white space around it."""
    return [
        clause for sentence in _cut(text, _SENTENCE_END) for clause in _cut(sentence, _CLAUSE_END, _SHORTEST_CLAUSE)
    ]


def quote(text: str, weigh: Callable[[str], float]) -> str:
    """The clause of `text` that `weigh` scores highest, an exact substring; the first one of equals."""
    return max(split_clauses(text), key=weigh, default="")


def clause_with(text: str, words: str) -> str:
    """The clause of `text` that holds `words`, else the sentence, else the words: a quote that reads whole."""
    wider = (*split_clauses(text), *_cut(text, _SENTENCE_END))
    return next((part for part in wider if words in part), words)


def _cut(text: str, boundary: re.Pattern[str], shortest: int = 1) -> list[str]:
    """Cut `text` at each boundary that leaves at least `shortest` characters on both sides."""
    parts: list[str] = []
    start = 0
    for gap in boundary.finditer(text):
        if gap.start() - start >= shortest and len(text) - gap.end() >= shortest:
            parts.append(text[start : gap.start()].strip())
            start = gap.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]
