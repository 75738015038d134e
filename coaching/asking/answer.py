"""The answer to a question: a fact of a deal, a play, which deals may be meant, or that nothing known answers it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from coaching.asking.question import Phrases, Topic
from coaching.asking.ranking import PlayIndex
from coaching.asking.stems import stems
from coaching.play import Play
from coaching.recognition import KnownDeal, deals_named_in

SURE = 0.45
"""The score from which a play answers; chosen on the questions of tests/coaching/asking/tuned.jsonl."""
ALSO = 0.8
"""A second play is named when its score comes so near to the best."""
LONGEST = 500
"""Characters of a question that are read."""
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """The record of a deal, by its number, answers: what it holds on this topic, or that it holds nothing yet."""

    topic: Topic
    deal_id: int


@dataclass(frozen=True, slots=True)
class PlayAnswer:
    """A play answers, for the deal that was named if one was; `also` is a second play that may be meant."""

    play: Play
    deal_id: int | None = None
    also: Play | None = None


@dataclass(frozen=True, slots=True)
class WhichDeal:
    """A fact is asked for, and several deals may be meant, or with no names none that is known."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that we hold answers it; `deal_id` is the deal that was named, if one was."""

    deal_id: int | None = None


Answer = FactAnswer | PlayAnswer | WhichDeal | NoAnswer


@dataclass(frozen=True, slots=True)
class Guide:
    """What answers questions: how people ask, and the plays by their words; an empty one answers nothing."""

    phrases: Phrases = field(default_factory=Phrases)
    plays: PlayIndex = field(default_factory=PlayIndex)

    def answer(self, question: str, known: Collection[KnownDeal]) -> Answer:
        """The answer, where `known` are the deals that whoever asks may see.

        What to do is asked of the plays; a fact is looked up only for a deal that is named. A question that is nothing
        but a deal's name asks for all that is known of it.
        """
        named = deals_named_in(without_possessives(question), tuple(known))
        question = question[:LONGEST]
        deal_id = named[0].id if len(named) == 1 else None
        topic = self._topic_of(question, named)
        if topic and deal_id is not None:
            return FactAnswer(topic, deal_id)
        if topic and named:
            return WhichDeal(tuple(sorted(deal.name for deal in named)))
        advice = self._advice(question, named, deal_id)
        return WhichDeal() if topic and advice is None else advice or NoAnswer(deal_id)

    def _topic_of(self, question: str, named: Collection[KnownDeal]) -> Topic | None:
        if self.phrases.wants_advice(question):
            return None
        if named and not set(stems(question, {})) - {word for deal in named for word in stems(deal.called, {})}:
            return self.phrases.topic_of(question) or "overview"
        return self.phrases.topic_of(question)

    def _advice(self, question: str, named: Collection[KnownDeal], deal_id: int | None) -> PlayAnswer | None:
        ranked = self.plays.rank(question, " ".join(deal.name for deal in named))
        sure = [match for match in ranked[:2] if match.score >= max(SURE, ALSO * ranked[0].score)]
        if not sure:
            return None
        return PlayAnswer(sure[0].play, deal_id, sure[1].play if len(sure) > 1 else None)


def without_possessives(question: str) -> str:
    """As much of the question as is read, with "Acme" for "Acme's": what deals' names are looked for in."""
    return _POSSESSIVE.sub("", question[:LONGEST])
