"""Which plays answer a question: ranked by the telling words that they share with it."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coaching.asking.stems import one_for_all, stems
from coaching.play import Play

ASKED, TOLD = 1.0, 0.5
"""How much likeness to a question that a play lists counts, and likeness to all that it tells."""
UNKNOWN = 1.25
"""How much a word counts that no play uses, as a multiple of the rarest word that one uses: it speaks against all."""


DOUBT = 0.5
"""What a question is taken to ask beside its words, in unknown words: a single word in common tells little."""


@dataclass(frozen=True, slots=True)
class Match:
    """A play and how well it answers, from 0 to below `ASKED + TOLD`."""

    play: Play
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """One play, as the index keeps it: the questions that it lists, its title among them, and all that it tells."""

    play: Play
    asked: tuple[frozenset[str], ...]
    told: frozenset[str]


class PlayIndex:
    """The plays by their words; built once, asked often."""

    def __init__(self, plays: Iterable[Play] = (), alike: Iterable[Sequence[str]] = ()) -> None:
        self._alike = one_for_all(alike)
        self._entries = tuple(self._entry(play) for play in plays)
        texts = [words for entry in self._entries for words in (*entry.asked, entry.told)]
        self._weights = _rarity(texts)
        self._unknown = UNKNOWN * max(self._weights.values(), default=1.0)

    def rank(self, question: str, names: str = "") -> list[Match]:
        """All plays, the best answer first; words of `names`, such as a deal's, do not count."""
        left_out = frozenset(stems(names, self._alike))
        asked = frozenset(stems(question, self._alike)) - left_out
        whole = self._mass(asked) + DOUBT * self._unknown**2
        matches = [Match(entry.play, self._score(asked, whole, entry)) for entry in self._entries]
        return sorted(matches, key=lambda match: (-match.score, match.play.id))

    def _entry(self, play: Play) -> _Entry:
        cues = (cue for cue in play.fires.cues if not cue.startswith("/"))
        told = (play.title, play.when, play.why, play.idea, *play.says, *cues, *play.examples.fires)
        asked = (frozenset(stems(text, self._alike)) for text in (play.title, *play.asked))
        return _Entry(play, tuple(filter(None, asked)), frozenset(stems("\n".join((*told, *play.asked)), self._alike)))

    def _score(self, asked: Collection[str], whole: float, entry: _Entry) -> float:
        """How near the nearest listed question is, and which part of `whole`, the question's weight, the play tells of.

        Nearness is the cosine of the two sets of weighted words.
        """
        near = (self._shared(asked, words) / math.sqrt(whole * self._mass(words)) for words in entry.asked)
        return ASKED * max(near, default=0.0) + TOLD * self._shared(asked, entry.told) / whole

    def _shared(self, one: Iterable[str], other: Collection[str]) -> float:
        return self._mass(word for word in one if word in other)

    def _mass(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._unknown) ** 2 for word in words)


def _rarity(texts: Sequence[Collection[str]]) -> Mapping[str, float]:
    """How telling each word is: the fewer texts hold it, the more."""
    held = Counter(word for words in texts for word in set(words))
    return {word: math.log((len(texts) + 1) / (count + 0.5)) for word, count in held.items()}
