"""Cues: phrases in a content file that recognise an unmistakable wording, written by a sales lead, not a programmer.

A cue is a phrase matched on word boundaries without regard to case, curly quotes or spacing. ` ... ` stands for up to
six words within the sentence, `/.../` holds a regular expression. A phrase whose clause negates it just before does not
count, unless the cue itself holds a negation.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from coaching.cue_cost import may_hang

_GAP = r"(?:[^\w.!?\n]++[\w'&-]++){0,6}?[^\w.!?\n]+"
_NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|without|instead of|cannot|\w+n't)\b", re.IGNORECASE)
_NEGATED_BEFORE = re.compile(
    r"(?:\b(?:not|no|never|nobody|none|without|instead of|cannot)|n't)"
    r"(?:\W+(?:a|an|the|any|been|be|have|yet|really)){0,3}\W*$",
    re.IGNORECASE,
)
_NEGATION_REACH = 80
"""Characters before a match in which its negation must begin."""
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


class CueError(ValueError):
    """A cue cannot be understood; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `regex` is what it looks for, compiled when it is first needed; `needs` is a word that any match holds,
    "" when none is known; `guarded` when a negation just before it takes its meaning away."""

    phrase: str
    regex: str
    needs: str
    guarded: bool

    def find(self, text: str) -> str | None:
        """Return the exact words of `text` that match, or None."""
        plain, lowered = _folded(text)
        return self._find(text, plain) if self.needs in lowered else None

    def _find(self, text: str, plain: str) -> str | None:
        for match in _compiled(self.regex).finditer(plain):
            if match.end() > match.start() and not (self.guarded and _is_negated(plain, match.start())):
                return text[match.start() : match.end()]
        return None


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    """Most cues are never needed, for want of a word that they need: compiling all takes half a second."""
    return re.compile(regex, re.IGNORECASE)


def _is_negated(plain: str, at: int) -> bool:
    return _NEGATED_BEFORE.search(plain, max(0, at - _NEGATION_REACH), at) is not None


@lru_cache(maxsize=16)
def _folded(text: str) -> tuple[str, str]:
    """The text with straight quotes, and that in lower case: asked for by every cue of every play in turn."""
    plain = text.translate(_CURLY)
    return plain, plain.lower()


def compile_cue(phrase: str) -> Cue:
    """Understand one cue; raises CueError for an empty phrase or a broken regular expression."""
    plain = phrase.translate(_CURLY).strip()
    if not plain.strip("/ ."):
        raise CueError(f"cue {phrase!r} is empty")
    is_regex = len(plain) > 2 and plain.startswith("/") and plain.endswith("/")
    regex = plain[1:-1] if is_regex else _pattern_of(plain)
    try:
        if is_regex:
            _compiled(regex)
    except re.error as error:
        raise CueError(f"cue {phrase!r} is not a valid regular expression: {error}") from error
    if is_regex and may_hang(plain[1:-1]):
        raise CueError(
            f"cue {phrase!r} could hang on some messages, since two of its repeats (+ or *) can take the same text: "
            "say how often at most, as in [^.!?]{0,40}, or write ' ... ' instead"
        )
    needs = "" if is_regex or not plain.isascii() else max(plain.lower().split(), key=len)
    return Cue(plain, regex, needs, guarded=_NEGATION.search(plain) is None)


def _pattern_of(phrase: str) -> str:
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in re.split(r"\s+\.\.\.\s+", phrase)]
    return rf"(?<!\w){_GAP.join(parts)}(?!\w)"


def find_cue(cues: Iterable[Cue], text: str) -> str | None:
    """Return the exact words of the first cue that `text` holds, or None."""
    plain, lowered = _folded(text)
    likely = [cue for cue in cues if cue.needs in lowered]
    return next((found for cue in likely if (found := cue._find(text, plain)) is not None), None)
