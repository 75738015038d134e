"""What the coach decided about each message, nudge or silence, so that it can be explained later."""

from typing import Any

from sqlalchemy import RowMapping

from coaching.decision import Decision, DecisionRecord, Nudge, Silence
from storage.records import StoredDecision
from storage.store import Store, filled, of_message
from storage.tables import decisions


class Decisions(Store):
    """Decisions in the order in which they were made."""

    async def add(self, record: DecisionRecord) -> int:
        """Keep a decision; its number."""
        added = self._insert(
            decisions,
            channel=record.channel,
            ts=record.ts,
            cause_ts=record.cause_ts,
            at=record.at,
            author=record.author,
            deal_id=record.deal_id,
            **_columns(record.decision),
        )
        return int(await self._value(added.returning(decisions.c.id)))

    async def latest(self, channel: str, ts: str) -> StoredDecision | None:
        """The last decision about a message, None when there was none."""
        about = self._select(decisions, *of_message(decisions, channel, ts))
        row = await self._first(about.order_by(decisions.c.id.desc()).limit(1))
        return StoredDecision(row["id"], filled(DecisionRecord, row, decision=_decision(row))) if row else None


def _columns(decision: Decision) -> dict[str, Any]:
    """A decision as its columns."""
    match decision:
        case Nudge(play, evidence, words, to):
            return {"play": play, "evidence": evidence, "words": words, "audience": to}
        case Silence(reason, sentence, play):
            return {"reason": reason, "sentence": sentence, "play": play}


def _decision(row: RowMapping) -> Decision:
    """A row's decision: a silence has a reason, a nudge has none."""
    if row["reason"] is None:
        return filled(Nudge, row, to=row["audience"])
    return filled(Silence, row)
