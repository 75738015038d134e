"""A message taken apart: its words, and where titles and names stand among them."""

import re
from dataclasses import dataclass

from coaching.reading.facts.lexicon import plain_word

_ENTITY = re.compile(
    r"<(?:https?|mailto)[^|<>\s]*\||<[@#!][^<>\n]*>|https?://\S+|(?<![^\s@]{64})[^\s@]{1,64}+@[^\s@]{1,255}\.\w+"
    r"|:[a-z][a-z0-9_+-]+:|(?<!\w)[@#][\w.-]+"
)
_WORD = re.compile(r"(?<!\d)\d*+[^\W\d_](?:\w|['’&+.-](?=\w))*\+?")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message: as written, where it stands, and its plain form."""

    text: str
    start: int
    end: int
    plain: str
    capital: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a possible name: where it stands, as indices of the message's words too.

    `opens` when it stands where a sentence starts, so that its capital proves nothing.
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Title:
    """One job title: where it stands, as indices of the message's words."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A message taken apart: the text with Slack's entities blanked, its words, titles and possible names."""

    text: str
    words: tuple[Word, ...]
    titles: tuple[Title, ...]
    names: tuple[Name, ...]

    def gap(self, index: int) -> str:
        """What stands between the word at `index` and the next one, or to the end of the text."""
        after = self.words[index + 1].start if index + 1 < len(self.words) else len(self.text)
        return self.text[self.words[index].end : after]


def blank_entities(text: str) -> str:
    """`text` with Slack's entities, addresses and emoji replaced by as many spaces, so that places stay."""
    return _ENTITY.sub(lambda match: " " * len(match.group()), text)


def split_words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order."""
    found = []
    for match in _WORD.finditer(text):
        written = match.group()
        ending = _POSSESSIVE.search(written)
        end = match.end() - (len(ending.group()) if ending and len(written) > 3 else 0)
        possessive = end < match.end() or (written[-1] in "sz" and text[end : end + 2] in ("' ", "’ "))
        written = text[match.start() : end]
        letters = written.lstrip("0123456789")
        capital = any(c.isupper() for c in letters) and not (letters != written and len(letters) < 3)
        found.append(Word(written, match.start(), end, plain_word(written), capital, possessive))
    return tuple(found)
