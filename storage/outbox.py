"""The outbox: what waits to be posted, updated or deleted in Slack, kept until Slack has confirmed it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.records import OutboxKind, OutboxRow
from storage.store import Store, filled
from storage.tables import nudges, outbox

_UNSENT = outbox.c.state.in_(("pending", "sending"))


class Outbox(Store):
    """Messages of ours on their way; a body is kept only until it was sent."""

    async def add(
        self, nudge_id: int, kind: OutboxKind, channel: str, thread_ts: str | None, body: Mapping[str, Any]
    ) -> int:
        """Let a message wait to be sent for a nudge; `channel` is a channel's id or, for a DM, a user's. Its number."""
        before = select(func.count()).where(self._mine(outbox), outbox.c.nudge_id == nudge_id, outbox.c.kind == kind)
        added = self._insert(
            outbox,
            nudge_id=nudge_id,
            kind=kind,
            turn=before.scalar_subquery() + 1,
            channel=channel,
            thread_ts=thread_ts,
            body=dict(body),
            state="pending",
            attempts=0,
        )
        return int(await self._value(added.returning(outbox.c.id)))

    async def pending(self) -> tuple[OutboxRow, ...]:
        """What is not sent yet, in the order in which it was added.

        A row in state `sending` was begun by somebody who may have died: ask Slack for it before sending again.
        """
        rows = await self._all(self._select(outbox, _UNSENT).order_by(outbox.c.id))
        return tuple(filled(OutboxRow, row) for row in rows)

    async def sending(self, row_id: int) -> None:
        """Sending begins: commit this before Slack is called. Counts as an attempt."""
        begun = self._update(outbox, outbox.c.id == row_id, _UNSENT)
        await self._changed(begun.values(state="sending", attempts=outbox.c.attempts + 1))

    async def sent(self, row_id: int, channel: str, ts: str, at: datetime) -> None:
        """Slack has confirmed it, as message `ts` of `channel`; for a post the nudge learns where it stands."""
        unsent = self._update(outbox, outbox.c.id == row_id, _UNSENT).values(
            state="sent", body={}, sent_channel=channel, sent_ts=ts, ended_at=at
        )
        row = await self._first(unsent.returning(outbox.c.kind, outbox.c.nudge_id))
        if row and row["kind"] == "post":
            posted = self._update(nudges, nudges.c.id == row["nudge_id"])
            await self._changed(posted.values(posted_channel=channel, posted_ts=ts))

    async def failed(self, row_id: int, why: str, at: datetime) -> None:
        """It is given up, for the reason `why`, a sentence for the admin."""
        unsent = self._update(outbox, outbox.c.id == row_id, _UNSENT)
        await self._changed(unsent.values(state="failed", why=why, ended_at=at))
