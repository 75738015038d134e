"""The outbox: what waits to be posted, updated or deleted in Slack, kept until Slack has confirmed it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.claims import off_row
from storage.database_clock import DatabaseNow, on_clock
from storage.pace import reserve_slot, reserve_slots
from storage.records import Claim, OutboxKind, OutboxRow
from storage.store import Store
from storage.tables import notes, nudges, outbox

_OPEN = outbox.c.ended_at.is_(None)


class Outbox(Store):
    """Messages of ours on their way; a body is kept only until it was sent."""

    added = False

    async def add(
        self, nudge_id: int, kind: OutboxKind, channel: str, thread_ts: str | None, body: Mapping[str, Any]
    ) -> int:
        """Let a message wait to be sent for a nudge; `channel` is a channel's id or, for a DM, a user's. Its number.

        It gets the channel's next free second, and never goes before an earlier message of its nudge has ended.
        """
        before = select(func.coalesce(func.max(outbox.c.turn), 0)).where(
            self._mine(outbox), outbox.c.nudge_id == nudge_id, outbox.c.kind == kind
        )
        turn = before.scalar_subquery() + 1
        return await self._add(nudge_id=nudge_id, kind=kind, turn=turn, channel=channel, thread_ts=thread_ts, body=body)

    async def add_note(
        self, note_id: int, channel: str, thread_ts: str | None, body: Mapping[str, Any], kind: OutboxKind = "post"
    ) -> int:
        """Let a note wait to be posted, or to be changed or deleted where it stands, in the same way."""
        return await self._add(note_id=note_id, kind=kind, turn=1, channel=channel, thread_ts=thread_ts, body=body)

    async def add_notes(self, waiting: Mapping[int, tuple[str, Mapping[str, Any]]]) -> None:
        """The same for many notes with two statements; each note's channel, each another one, and body."""
        if not waiting:
            return
        slots = await reserve_slots(self._connection, self._tenant, {channel for channel, _ in waiting.values()})
        added = self._insert(outbox, kind="post", turn=1, state="pending", created_at=DatabaseNow())
        rows = [
            {"note_id": note, "channel": channel, "body": dict(body), "due_at": slots[channel]}
            for note, (channel, body) in waiting.items()
        ]
        await self._connection.execute(added, rows)
        self.added = True

    async def _add(self, channel: str, body: Mapping[str, Any], **columns: Any) -> int:
        added = self._insert(
            outbox,
            channel=channel,
            body=dict(body),
            state="pending",
            due_at=await reserve_slot(self._connection, self._tenant, channel),
            created_at=DatabaseNow(),
            **columns,
        )
        self.added = True
        return int(await self._value(added.returning(outbox.c.id)))

    async def pending(self) -> tuple[OutboxRow, ...]:
        """What is not sent yet, in the order in which it was added."""
        rows = await self._all(self._select(outbox, _OPEN).order_by(outbox.c.id))
        return tuple(off_row(OutboxRow, row) for row in rows)

    async def sending(self, row_id: int) -> None:
        """Sending begins, without a claim: for a replay, where nobody else sends."""
        begun = self._update(outbox, outbox.c.id == row_id, _OPEN)
        await self._changed(begun.values(state="sending", attempts=outbox.c.attempts + 1))

    async def sent(self, row: int | Claim[OutboxRow], channel: str, ts: str, at: datetime) -> bool:
        """Slack has confirmed it, as message `ts` of `channel`; for a post the nudge or note learns where it stands.

        It counts whoever holds the row now, because Slack shows the message already. False when it had ended before.
        """
        unsent = self._update(outbox, outbox.c.id == _number(row), _OPEN).values(
            state="sent", body={}, owner=None, why=None, sent_channel=channel, sent_ts=ts, ended_at=on_clock(at)
        )
        ended = await self._first(unsent.returning(outbox.c.kind, outbox.c.nudge_id, outbox.c.note_id))
        if ended and ended["kind"] == "post":
            said = (nudges, ended["nudge_id"]) if ended["note_id"] is None else (notes, ended["note_id"])
            posted = self._update(said[0], said[0].c.id == said[1])
            await self._changed(posted.values(posted_channel=channel, posted_ts=ts))
        self.added = True
        return ended is not None

    async def failed(self, row: int | Claim[OutboxRow], why: str, at: datetime) -> bool:
        """It is given up, for the reason `why`, a sentence for the admin; False when somebody else holds it by now."""
        unsent = self._update(outbox, outbox.c.id == _number(row), _OPEN)
        if isinstance(row, Claim):
            unsent = unsent.where(outbox.c.owner == row.owner, outbox.c.attempts == row.attempt)
        self.added = True
        return await self._changed(unsent.values(state="failed", owner=None, why=why, ended_at=on_clock(at)))


def _number(row: int | Claim[OutboxRow]) -> int:
    return row.id if isinstance(row, Claim) else row
