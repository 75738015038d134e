"""Examples of what goes into storage: one workspace, one channel, and short ways to say "a message at this second"."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from coaching.deal import Deal, Update
from coaching.decision import Decision, DecisionRecord, Nudge, Silence
from coaching.facts import Contact, Facts
from coaching.message import Posted, Tenant
from storage.unit_of_work import UnitOfWork

ACME_TEAM = Tenant("T1", "E1")
OTHER_TEAM = Tenant("T2", "E1")
DEALS = "C1"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
NUDGE = Nudge("find_decision_maker", "waiting to hear back", "Who signs this at Acme?", "thread")
SILENCE = Silence("rest", "The deal rests until tomorrow.", "propose_next_step")
ACME = Deal(
    name="Acme Ltd.",
    owner="U1",
    stage="proposal",
    amount=45_000,
    currency="USD",
    next_step="review the proposal",
    next_step_date=date(2026, 3, 12),
    contacts=(Contact("Jane Roe", "CFO", "decision_maker", met=True), Contact(None, "IT lead")),
    competitors=("Globex", "Initech"),
    signals={"proposal_sent": NOON, "went_quiet": NOON + timedelta(days=2)},
    opened_at=NOON - timedelta(days=9),
    updated_at=NOON,
    stage_since=NOON - timedelta(days=2),
    updates=3,
)
FACTS = Facts(
    company="Acme",
    amount=45_000,
    currency="USD",
    stage="proposal",
    next_step="review the proposal",
    next_step_date=date(2026, 3, 12),
    contacts=ACME.contacts,
    competitors=("Globex",),
    owner="U2",
)


def ts_of(second: float) -> str:
    """The ts of a message posted `second` seconds after noon."""
    return f"{NOON.timestamp() + second:.6f}"


def posted(second: float = 0, **told: Any) -> Posted:
    """A message by U1 in the deals channel, with what a test cares about told."""
    ts = told.get("ts", ts_of(second))
    at = NOON + timedelta(seconds=second)
    plain: dict[str, Any] = {"channel": DEALS, "ts": ts, "cause_ts": ts, "thread_ts": None, "author": "U1"}
    return Posted(**{**plain, "source": "person", "text": "Acme went well", "at": at, "posted_at": at, **told})


def update(second: float = 0, **told: Any) -> Update:
    """A deal update by U1 in the deals channel."""
    plain: dict[str, Any] = {"channel": DEALS, "ts": ts_of(second), "thread_ts": None, "author": "U1"}
    at = NOON + timedelta(seconds=second)
    return Update(**{**plain, "source": "person", "at": at, "facts": FACTS, "signals": {"won": "signed"}, **told})


def decided(second: float = 0, decision: Decision = NUDGE, deal_id: int | None = None) -> DecisionRecord:
    """A decision about the message of that second."""
    ts, at = ts_of(second), NOON + timedelta(seconds=second)
    return DecisionRecord(DEALS, ts, ts, at, "U1", deal_id, decision)


async def say_nudge(tx: UnitOfWork, second: float = 0, **told: Any) -> int:
    """Decide on a nudge about the message of that second, and keep it."""
    decision_id = await tx.decisions.add(decided(second, deal_id=told.get("deal_id")))
    plain: dict[str, Any] = {"deal_id": None, "author": "U1", "channel": DEALS, "ts": ts_of(second)}
    plain |= {"thread_ts": ts_of(second), "play": NUDGE.play, "evidence": NUDGE.evidence, "words": NUDGE.words}
    plain |= {"to": NUDGE.to, "at": NOON + timedelta(seconds=second)}
    return await tx.nudges.add(decision_id, **{**plain, **told})
