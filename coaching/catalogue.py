"""The one catalogue of sentences that are said to people, apart from what the plays say."""

from collections.abc import Mapping
from dataclasses import dataclass


class UnknownSentenceError(KeyError):
    """The catalogue holds no sentence under this key."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by key ("commands.unknown_deal"), with {placeholders} that are filled by name."""

    sentences: Mapping[str, str]

    def say(self, key: str, **names: object) -> str:
        """Return the sentence under `key`, filled; raises UnknownSentenceError, or KeyError when a name is missing."""
        try:
            sentence = self.sentences[key]
        except KeyError:
            raise UnknownSentenceError(key) from None
        return sentence.format(**names)
