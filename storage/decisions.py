"""What the coach decided about each message, nudge or silence, so that it can be explained later."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from coaching.decision import Decision, DecisionRecord, Nudge, Silence
from storage.records import HeldInShadow, StoredDecision
from storage.store import Criterion, Store, filled, of_message
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
        return await self._latest(*of_message(decisions, channel, ts))

    async def latest_on_deal(self, deal_id: int, outside: Collection[str] = ()) -> StoredDecision | None:
        """The last decision about an update of a deal, those in the channels `outside` left out."""
        return await self._latest(decisions.c.deal_id == deal_id, decisions.c.channel.not_in(outside))

    async def latest_of_author(self, author: str) -> StoredDecision | None:
        """The last decision about a message by this person."""
        return await self._latest(decisions.c.author == author)

    async def held_in_shadow(self, channels: Collection[str], since: datetime) -> tuple[HeldInShadow, ...]:
        """What was held back in these channels only because they are in shadow, once for each message, oldest first."""
        held = self._select(
            decisions, decisions.c.channel.in_(channels), decisions.c.reason == "shadow", decisions.c.at >= since
        )
        rows = await self._all(held.order_by(decisions.c.id))
        first: dict[tuple[str, str], HeldInShadow] = {}
        for row in rows:
            first.setdefault((row["channel"], row["ts"]), filled(HeldInShadow, row, evidence=row["evidence"] or ""))
        return tuple(first.values())

    async def _latest(self, *criteria: Criterion) -> StoredDecision | None:
        row = await self._first(self._select(decisions, *criteria).order_by(decisions.c.id.desc()).limit(1))
        return StoredDecision(row["id"], filled(DecisionRecord, row, decision=_decision(row))) if row else None


def _columns(decision: Decision) -> dict[str, Any]:
    """A decision as its columns."""
    match decision:
        case Nudge(play, evidence, words, to):
            return {"play": play, "evidence": evidence, "words": words, "audience": to}
        case Silence(reason, sentence, play, evidence):
            return {"reason": reason, "sentence": sentence, "play": play, "evidence": evidence}


def _decision(row: RowMapping) -> Decision:
    """A row's decision: a silence has a reason, a nudge has none."""
    if row["reason"] is None:
        return filled(Nudge, row, to=row["audience"])
    return filled(Silence, row)
