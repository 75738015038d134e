"""Cut a message into the word pieces that the reader's network knows, as BERT's uncased WordPiece does.

Devlin et al. 2018; greedy longest match first. Written out here since it is short, and the library that holds it brings
a downloader and an HTTP client with it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

LONGEST = 128
"""Pieces of a message that are read, the two at its ends included; a deal update has some 40."""
_LONGEST_WORD = 100
_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_MARKUP = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|(?P<colleague><@[^>]{1,200}>|<![^>]{0,200}>)"
    r"|(?P<channel><#[^>|]{1,200}(?:\|[^>]{0,200})?>)"
    r"|(?P<email><mailto:[^>]{0,500}>|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]+)"
    r"|(?P<link><(?:https?|tel):[^>]{0,3000}>|https?://\S+)"
    r"|(?P<quoted>^\s{0,40}(?:&gt;|>))"
    r"|:[a-z][a-z0-9_+'-]*:(?::skin-tone-\d:)?|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?|[*_]",
    re.DOTALL | re.MULTILINE,
)
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPHS = range(0x3400, 0xA000)


@dataclass(frozen=True)
class WordPieces:
    """A vocabulary: the pieces in the order of their numbers; `##` begins those that go on within a word."""

    pieces: Sequence[str]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {piece: number for number, piece in enumerate(self.pieces)}

    def number(self, text: str) -> list[int]:
        """The numbers of the pieces of `text` (Slack mrkdwn), `LONGEST` at most, with those for its ends."""
        inner: list[int] = []
        for word in spell(text):
            inner += self._cut(word)
            if len(inner) >= LONGEST - 2:
                break
        return [self._numbers[_FIRST], *inner[: LONGEST - 2], self._numbers[_LAST]]

    def _cut(self, word: str) -> list[int]:
        """The longest pieces from the left; a word that cannot be spelt is one unknown piece."""
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
            before = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if before + word[start:end] in self._numbers)
            end = next(ends, None)
            if end is None:
                break
            found.append(self._numbers[before + word[start:end]])
            start = end
        return found if start == len(word) else [self._numbers[_UNKNOWN]]


def spell(text: str) -> list[str]:
    """The words and signs of `text` in lower case without accents, a word for each piece of Slack's markup."""
    plain = _MARKUP.sub(lambda found: f" {found.lastgroup or ''} ", text).replace("&amp;", "&")
    letters = unicodedata.normalize("NFD", plain.lower())
    return "".join(_apart(letter) for letter in letters).split()


def _apart(letter: str) -> str:
    """A sign or an ideograph between spaces, nothing for an accent, and any other letter as it is."""
    kind = unicodedata.category(letter)
    if letter.isspace():
        return " "
    if kind in ("Mn", "Cc", "Cf"):
        return ""
    return f" {letter} " if letter in _SIGNS or kind[0] == "P" or ord(letter) in _IDEOGRAPHS else letter
