"""What the stores hand out where `coaching` has no word of its own: frozen dataclasses, times aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from coaching.deal import Deal, Update
from coaching.decision import Audience, DecisionRecord
from coaching.hush import Hush
from coaching.message import Source, Tenant

NudgeState = Literal["standing", "settled", "withdrawn", "withheld"]
OutboxKind = Literal["post", "update", "delete"]
OutboxState = Literal["pending", "sending", "sent", "failed"]
QueueName = Literal["inbox", "outbox", "due"]
Verdict = Literal["good", "bad", "more", "done", "misread", "wrong_deal", "not_now"]
ChangeKind = Literal[
    "update", "done", "ruling", "misread", "watch", "preferences", "hand_over", "merge", "rename", "manager", "share"
]
"""What was changed by hand: a deal, that a nudge is done or has misread its message, where a message belongs, which
channel is watched, how the coach speaks to one, whose deals they are, who is a manager, or what managers may see."""


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
    message that settled it, None for a click. `posted_channel` and `posted_ts` name our own message, None until it was
    sent. `evidence` is empty once the message was deleted. `seen_at` is when a later message or a change by hand was
    first seen to do what it asks for. One that a holdout `withheld` was never said and is shown to nobody.
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
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlayTally:
    """How often a play was said and not taken back, how often of these it was settled, and how often disputed."""

    play: str
    said: int
    settled: int
    disputed: int


@dataclass(frozen=True, slots=True)
class StoredNote:
    """Something that the bot says once beside its nudges: what `key` names. It stands only after the ts `since`.

    `posted_channel` and `posted_ts` name our own message, None until it was sent. An answer that follows its question
    is to stand at `place` (a channel or user, "/" and the thread's ts if there is one), None where none is to stand.
    """

    id: int
    key: str
    since: str
    posted_channel: str | None = None
    posted_ts: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message that waits to be posted, updated or deleted, for a nudge or a note.

    `channel` is a channel's id, or a user's for a DM.
    """

    id: int
    nudge_id: int | None
    kind: OutboxKind
    channel: str
    thread_ts: str | None
    body: Mapping[str, Any]
    state: OutboxState
    attempts: int
    created_at: datetime
    note_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """An event as Slack delivered it; `thread` names the conversation within which events keep their order."""

    event_id: str
    kind: str
    thread: str
    body: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that waited for its time; `kind` and `key` name it within its workspace."""

    kind: str
    key: str
    body: Mapping[str, Any]
    created_at: datetime


QueueRow = ClaimedEvent | OutboxRow | DueRow
Row = TypeVar("Row", ClaimedEvent, OutboxRow, DueRow)


@dataclass(frozen=True, slots=True)
class Claim(Generic[Row]):
    """A row of a queue that is ours until its lease ends: `owner` and `attempt` prove it when the work is done."""

    queue: QueueName
    id: int
    tenant: Tenant
    owner: str
    attempt: int
    row: Row


AnyClaim = Claim[ClaimedEvent] | Claim[OutboxRow] | Claim[DueRow]


@dataclass(frozen=True, slots=True)
class Depth:
    """How full a queue is: rows not ended, the age of the oldest that could have been begun, and rows given up."""

    waiting: int
    oldest_seconds: float
    failed: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that was given up, and why."""

    queue: QueueName
    tenant: Tenant
    id: int
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StorageStatus:
    """How the database is: for `dealcoach doctor` and the metrics.

    `clock_ahead_seconds` is the database's clock less ours; `revision` is None while there are no tables.
    """

    dialect: str
    server_version: str
    revision: str | None
    clock_ahead_seconds: float
    inbox: Depth
    outbox: Depth
    due: Depth
    last_event_at: datetime | None
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class StoredHush:
    """A wish for quiet and its number."""

    id: int
    hush: Hush


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody said of a message: the deal to which it belongs, None for no deal update at all."""

    deal_id: int | None
    by: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved from one deal to another: messages by channel and ts, the rest by number.

    Shares by the numbers of the deals that somebody shared."""

    updates: tuple[tuple[str, str], ...] = ()
    rulings: tuple[tuple[str, str], ...] = ()
    decisions: tuple[int, ...] = ()
    nudges: tuple[int, ...] = ()
    hushes: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldInShadow:
    """What would have been said in a channel that is in shadow: about which message and deal, by which play."""

    channel: str
    ts: str
    author: str
    deal_id: int | None
    play: str
    evidence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredChange:
    """Something that `by` changed by hand and that still stands.

    `about` names what it made: an update's `channel`, `ts` and `deal_id`, the `nudges` that it settled and those that
    were first `seen` to be done by it; or of which message (`channel`, `ts`) somebody said something, and the deal
    (`before`, by its `name`) that it was on; or the nudge (`nudge_id`) that has misread it; or the `channel` and how
    it was watched before; or the choices `before` and `after`, and the hushes that were `added` and `lifted` with
    them; or the `updates` by which deals got another owner; or of a merge the `deal_id` and the `name` of the deal that
    went, its `aliases`, what its name was an alias of before (`alias_of`), the deal `into` which it went, and what
    was `moved`; or of a rename the `deal_id`, the names `before` and `after`, and what the new name was an alias of
    before; or the `user` who was made a manager (`on`) or is none any more; or the `deal_id` of a deal that is shared
    with the managers (`on`) or no more, and as which deals (`shares`) it was shared then. An update that
    renamed the deal as well keeps that as `renamed`.
    """

    id: int
    by: str
    at: datetime
    kind: ChangeKind
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredManager:
    """Somebody who gets the managers' digest, made a manager by the admin `by`."""

    user_id: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person thought of one nudge, when they last said so, and in which words if any."""

    user: str
    verdict: Verdict
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A message on which a play was wrong, given as an example by its author; whether it is a deal update at all."""

    channel: str
    ts: str
    posted_at: datetime
    text: str
    play: str
    is_deal_update: bool
