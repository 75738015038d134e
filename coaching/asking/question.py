"""What a question is about: a fact of a deal, or what to do; told by phrases that a team can change."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coaching.cues import Cue, compile_cue, find_cue

Topic = Literal[
    "decision_maker",
    "close_date",
    "next_step",
    "last_news",
    "amount",
    "stage",
    "competitors",
    "people",
    "owner",
    "motive",
    "overview",
]
"""What of a deal may be asked for; `overview` is all that is known."""

_ASKS = re.compile(
    r"\?\s*$|\?\s|\b(?:please|pls|plz)\W*$"
    r"|^\W*(?:so |and |but |ok |hey |hi |hello )?(?:who|whom|whose|what|whats|when|where|which|why|how"
    r"|should|shall|can|could|may|would|will|is|are|was|were|do|does|did|has|have|any|tell me|show me|remind me"
    r"|fill me in|brief me|help|advice|tips?|thoughts|explain|summari[sz]e)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\W*(?:(?:many )?thanks?|thank you|thx|ty|ta|cheers|ok|okay|k|great|perfect|got it|will do|cool|nice|done|sure|yes"
    r"|no|yep|nope|good|super|awesome|well done|noted|bye)\b.{0,40}|\W*|(?:\s*:[a-z0-9_+-]+:)+\s*",
    re.IGNORECASE | re.DOTALL,
)
_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|howdy|help|good (?:morning|afternoon|evening)|morning"
    r"|what (?:can|do) you do|how (?:can you help|do you work|does this work)|who are you)"
    r"(?: there| me| please| for me)?\W*)+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LINE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases by which people ask: for each topic, and for advice."""

    topics: Mapping[Topic, tuple[Cue, ...]] = field(default_factory=dict)
    advice: tuple[Cue, ...] = ()

    def topic_of(self, question: str) -> Topic | None:
        """The fact that is asked for, the first listed that fits; None when none is."""
        return next((topic for topic, cues in self.topics.items() if find_cue(cues, question)), None)

    def wants_advice(self, question: str) -> bool:
        """Whether somebody asks what to do."""
        return find_cue(self.advice, question) is not None


def compile_phrases(topics: Mapping[Topic, Iterable[str]], advice: Iterable[str]) -> Phrases:
    """Understand the phrases of a content file; raises CueError for one that is wrong."""
    compiled = {topic: tuple(compile_cue(cue) for cue in cues) for topic, cues in topics.items()}
    return Phrases(compiled, tuple(compile_cue(cue) for cue in advice))


def is_question(text: str) -> bool:
    """Whether somebody asks something, by a question mark, a please, or by how a line begins."""
    return any(_ASKS.search(line) for line in _LINE.split(text.strip()))


def is_greeting(text: str) -> bool:
    """Whether somebody only says hello, or calls for help with nothing in particular."""
    return _GREETING.fullmatch(text) is not None


def only_asks(text: str) -> bool:
    """Whether every sentence asks, so that nothing is told."""
    sentences = [sentence for sentence in _SENTENCE.split(text.strip()) if sentence.strip()]
    return bool(sentences) and all(is_question(sentence) for sentence in sentences)


def is_courtesy(text: str) -> bool:
    """Whether somebody only thanks, agrees or smiles, which needs no answer."""
    return _COURTESY.fullmatch(text) is not None
