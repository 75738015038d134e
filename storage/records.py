"""What the stores hand out where `coaching` has no word of its own: frozen dataclasses, times aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from coaching.deal import Deal, Update
from coaching.decision import Audience, DecisionRecord
from coaching.message import Source

NudgeState = Literal["standing", "settled", "withdrawn"]
OutboxKind = Literal["post", "update", "delete"]
OutboxState = Literal["pending", "sending", "sent", "failed"]
Verdict = Literal["good", "bad", "more"]


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as last seen; `author` and `source` are None when only its deletion was ever seen."""

    channel: str
    ts: str
    thread_ts: str | None
    author: str | None
    source: Source | None
    posted_at: datetime
    gone: bool


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """A deal update and the deal that it belongs to, None while nobody knows which."""

    update: Update
    deal_id: int | None


@dataclass(frozen=True, slots=True)
class StoredDeal:
    """A deal and its number."""

    id: int
    deal: Deal


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision and its number."""

    id: int
    record: DecisionRecord


@dataclass(frozen=True, slots=True)
class StoredNudge:
    """A nudge: about which message (`channel`, `ts`), in which thread, in what state and where Slack shows it.

    `at` is when it was said first and `changed_at` when its words were last replaced; `settled_by` is the `ts` of the
    message that settled it. `posted_channel` and `posted_ts` name our own message, None until it was sent. `evidence`
    is empty once the message was deleted.
    """

    id: int
    decision_id: int
    deal_id: int | None
    author: str
    channel: str
    ts: str
    thread_ts: str
    play: str
    evidence: str
    words: str
    to: Audience
    at: datetime
    state: NudgeState
    changed_at: datetime | None
    settled_by: str | None
    settled_at: datetime | None
    withdrawn_at: datetime | None
    posted_channel: str | None
    posted_ts: str | None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message that waits to be posted, updated or deleted: `channel` is a channel's id, or a user's for a DM."""

    id: int
    nudge_id: int
    kind: OutboxKind
    channel: str
    thread_ts: str | None
    body: Mapping[str, Any]
    state: OutboxState
    attempts: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person thought of one nudge, and when they last said so."""

    user: str
    verdict: Verdict
    at: datetime
