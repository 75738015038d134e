"""What the coach answers to one message: one nudge, or silence with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SilenceReason = Literal[
    "not_english",
    "not_a_deal",
    "crm",
    "late",
    "run_well",
    "unsure",
    "closed",
    "known",
    "misread",
    "transactional",
    "paused",
    "snoozed",
    "muted",
    "quiet_hours",
    "rest",
    "budget",
    "shadow",
    "holdout",
]
"""Why nothing is said, in the order in which the coach finds out."""

Audience = Literal["thread", "dm"]


@dataclass(frozen=True, slots=True)
class Nudge:
    """One play to say to the author: the chosen variant of its words (placeholders filled) and the quoted evidence."""

    play: str
    evidence: str
    words: str
    to: Audience


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is said; `sentence` explains the reason to a person, `play` is the play that was held back, if any.

    `evidence` is what would have been quoted, where only the shadow that its channel is in held the play back.
    """

    reason: SilenceReason
    sentence: str
    play: str | None = None
    evidence: str | None = None


Decision = Nudge | Silence


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What the coach decided about the message `ts` when the event `cause_ts` (a post, an edit) arrived."""

    channel: str
    ts: str
    cause_ts: str
    at: datetime
    author: str
    deal_id: int | None
    decision: Decision
