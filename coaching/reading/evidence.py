"""Find the words of a message that carry a decision: the clause whose own score is highest."""

import re
from collections.abc import Callable
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')”’*_]{0,9}\s+|\s{0,40}\n\s*|(?<=;)\s+|(?<!\s)\s{1,40}[–—-]{1,2}\s+")
_CLAUSE_END = re.compile(
    r",\s+|:\s+(?!\d)|(?<!\s)\s{1,40}(?=(?:but|so|and|because|although|though|then)\s)", re.IGNORECASE
)
_SHORTEST_CLAUSE = 20
"""Characters that a part of a sentence must have to be quoted on its own."""
_JOINED = re.compile(r"(and|but|so|then|because|although|though)\s", re.IGNORECASE)
"""What begins like this goes on with the part before it: "back and forth", "silent since May because of the audit"."""
_LONGEST_JOINED = 200
"""Characters up to which a clause is quoted together with what it goes on with."""


def split_clauses(text: str) -> list[str]:
    """The clauses of `text` in order, each an exact substring of it without white space around it."""
    return [clause for _, clauses in _sentences(text) for clause in clauses]


def split_sentences(text: str) -> list[str]:
    """The sentences of `text` in order, each an exact substring of it without white space around it."""
    return [sentence for sentence, _ in _sentences(text)]


def quote(text: str, weigh: Callable[[str], float]) -> str:
    """The clause of `text` that `weigh` scores highest, an exact substring; the first one of equals."""
    return _begin_well(text, max(split_clauses(text), key=weigh, default=""))


def clause_with(text: str, words: str) -> str:
    """The clause of `text` that holds `words`, else the sentence, else the words: a quote that reads whole."""
    wider = (*split_clauses(text), *(sentence for sentence, _ in _sentences(text)))
    clause = next((part for part in wider if words in part), words)
    whole = _begin_well(text, clause)
    return whole if words in whole else clause


def _begin_well(text: str, clause: str) -> str:
    """`clause` without the "and" that a comma sets apart, or else with the part before that an "and" joins it to."""
    whole = ((sentence, clauses) for sentence, clauses in _sentences(text) if clause in sentence)
    sentence, parts = next(whole, (clause, (clause,)))
    at = end = sentence.find(clause)
    for part in reversed(parts[: parts.index(clause)] if clause in parts else ()):
        joined = _JOINED.match(sentence, at)
        if joined is None:
            break
        if sentence[:at].rstrip().endswith((",", ":")) and not joined[1].lower().endswith(("because", "though")):
            at = joined.end()
            break
        at = sentence.rfind(part, 0, at)
    quoted = sentence[at : end + len(clause)].strip()
    return quoted if quoted and len(quoted) <= max(_LONGEST_JOINED, len(clause)) else clause


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each sentence with its clauses: asked for by the quote of every play in turn."""
    return tuple(
        (sentence, tuple(_cut(sentence, _CLAUSE_END, _SHORTEST_CLAUSE))) for sentence in _cut(text, _SENTENCE_END)
    )


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
