"""What an update tells of the buyer, found by the cues of content files and the rules on who says it and how."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coaching.cues import Cue, compile_cue, find_cue
from coaching.reading.assertion import asks, happened, leaves_open
from coaching.reading.buyer_speech import Saying, sayings
from coaching.reading.evidence import split_sentences
from coaching.reading.signals import Signal
from coaching.told import Item, Passage, Rung

SHORTEST_SENTENCE = 6
LONGEST_SENTENCE = 600
"""Characters of a sentence that are read, so that a text without a full stop costs no more than others."""

FindTold = Callable[[str], Mapping[str, Passage]]


@dataclass(frozen=True, slots=True)
class _Cues:
    cues: tuple[Cue, ...]
    unless: tuple[Cue, ...]

    @classmethod
    def of(cls, signal: Signal) -> "_Cues":
        """The cues of a content file's entry, understood."""
        return cls(tuple(map(compile_cue, signal.cues)), tuple(map(compile_cue, signal.unless)))

    def find(self, words: str) -> str | None:
        """The exact words of a cue in `words`; None when there is none, or an `unless` phrase too."""
        found = find_cue(self.cues, words)
        return None if found and find_cue(self.unless, words) else found


def told_finder(rungs: Mapping[Rung, Signal], items: Mapping[Item, Signal]) -> FindTold:
    """Compile both files into one function: text in; each rung and item that it tells, with where, out.

    Of an item the buyer's words count before the rep's, and of equals the first.
    """
    of_rungs = {rung: _Cues.of(signal) for rung, signal in rungs.items()}
    of_items = {item: _Cues.of(signal) for item, signal in items.items()}

    def find_told(text: str) -> Mapping[str, Passage]:
        found: dict[str, Passage] = {}
        before = ""
        for at, sentence in _placed(text):
            if len(sentence) >= SHORTEST_SENTENCE and not asks(sentence):
                for name, told in (*_rungs_in(sentence, of_rungs), *_items_in(sentence, before, of_items)):
                    if name not in found or (told.by_buyer and not found[name].by_buyer):
                        found[name] = Passage(at + told.start, at + told.end, told.by_buyer)
            before = sentence
        return found

    return find_told


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of the text, each with where it begins."""
    at = 0
    for sentence in split_sentences(text):
        at = text.index(sentence, at)
        yield at, sentence[:LONGEST_SENTENCE]
        at += len(sentence)


def _rungs_in(sentence: str, of_rungs: Mapping[Rung, _Cues]) -> Iterator[tuple[str, Passage]]:
    for rung, cues in of_rungs.items():
        words = cues.find(sentence)
        if words and happened(sentence, sentence.index(words)):
            yield rung, Passage(0, len(sentence), by_buyer=False)


def _items_in(sentence: str, before: str, of_items: Mapping[Item, _Cues]) -> Iterator[tuple[str, Passage]]:
    if leaves_open(sentence):
        return
    reported: list[Saying] | None = None
    for item, cues in of_items.items():
        if cues.find(sentence) is None:
            continue
        reported = sayings(sentence, before) if reported is None else reported
        said = next((s for s in reported if cues.find(sentence[s.content : s.end])), None)
        if said is not None:
            yield item, Passage(said.start, said.end, by_buyer=True)
        elif item != "next_step":
            yield item, Passage(0, len(sentence), by_buyer=False)
