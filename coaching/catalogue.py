"""The one catalogue of sentences that are said to people, apart from what the plays say."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any


class UnknownSentenceError(KeyError):
    """The catalogue holds no sentence under this key."""


class _CountingFormatter(Formatter):
    """Python's own way to fill placeholders, with a singular and a plural where a format would stand."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """The value; of `one|many` the words that go with it."""
        one, either, many = format_spec.partition("|")
        if either:
            return one if value == 1 else many
        return str(super().format_field(value, format_spec))


_COUNTING = _CountingFormatter()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by key ("commands.unknown_deal"), with {placeholders} that are filled by name.

    `{count:deal|deals}` says `deal` when count is one, else `deals`; `{count} {count:deal|deals}` says the number too.
    """

    sentences: Mapping[str, str]

    def say(self, key: str, **names: object) -> str:
        """Return the sentence under `key`, filled; raises UnknownSentenceError, or KeyError when a name is missing."""
        try:
            sentence = self.sentences[key]
        except KeyError:
            raise UnknownSentenceError(key) from None
        if "|" not in sentence:
            return sentence.format_map(names)  # many times as fast, and the same where nothing is counted
        return _COUNTING.vformat(sentence, (), names)
