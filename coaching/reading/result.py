"""What reading a message yields; the coach decides on this alone, whoever did the reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coaching.facts import Facts
from coaching.told import Passage


@dataclass(frozen=True, slots=True)
class PlayScore:
    """How strongly the reader believes that a play fits, and the words that carry it.

    `score` is a probability from 0 to 1; `trained` the threshold that training chose for this play; `evidence` an
    exact substring of the message.
    """

    score: float
    trained: float
    evidence: str

    @property
    def fires(self) -> bool:
        """Whether the score reaches the threshold that training chose."""
        return self.score >= self.trained


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, read.

    `signals` maps a signal's name (see `coaching_content/signals.yaml`) to the exact words that carry it; `scores`
    maps a play's id to the reader's score (plays that the reader was not trained on are absent); `doubtful` is true of
    a message that the reader takes for no deal update without being certain of it. `told` says where it tells of a rung
    of the ladder or an item of the checklist (`coaching.told`).
    """

    text: str
    english: bool
    is_deal_update: bool
    facts: Facts = field(default_factory=Facts)
    signals: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, PlayScore] = field(default_factory=dict)
    doubtful: bool = False
    told: Mapping[str, Passage] = field(default_factory=dict)


class Reader(Protocol):
    """Anything that reads a message at once, on the thread that asks: the local reader."""

    def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text` (Slack mrkdwn) as written on the author's calendar day `today`.

        `about_deal` says that the message stands where deals are spoken of (a deal's thread, a CRM's post), so that
        its facts and signals are read even when it is no deal update by itself.
        """
        ...


class AsyncReader(Protocol):
    """Anything that reads a message without holding up the event loop: in another thread, or at an endpoint.

    Its reading is the finished one: the plays' own cues are recognised in it too.
    """

    async def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text`, as `Reader.read` does."""
        ...
