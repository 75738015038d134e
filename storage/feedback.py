"""What people thought of the nudges: good, bad, what was wrong with it, or asked for more."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from storage.records import Feedback, Verdict
from storage.store import Criterion, Store, filled, of_message
from storage.tables import feedback, nudges


class Feedbacks(Store):
    """Verdicts by nudge and person."""

    async def put(self, nudge_id: int, user: str, verdict: Verdict, at: datetime, note: str | None = None) -> None:
        """Keep a person's verdict on a nudge, in their own words if any; the same verdict again takes its place."""
        key = [feedback.c.tenant, feedback.c.nudge_id, feedback.c.user_id, feedback.c.verdict]
        insert = self._insert(feedback, nudge_id=nudge_id, user_id=user, verdict=verdict, at=at, note=note)
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_={"at": at, "note": note}))

    async def remove(self, nudge_id: int, user: str, verdict: Verdict) -> None:
        """Forget a verdict."""
        await self._changed(self._delete(feedback, *_given(nudge_id, user, verdict)))

    async def has(self, nudge_id: int, user: str, verdict: Verdict) -> bool:
        """Whether this person has given this verdict on the nudge."""
        return await self._first(self._select(feedback, *_given(nudge_id, user, verdict))) is not None

    async def of_nudge(self, nudge_id: int) -> tuple[Feedback, ...]:
        """All verdicts on a nudge, oldest first."""
        given = self._select(feedback, feedback.c.nudge_id == nudge_id).order_by(feedback.c.at)
        return tuple(filled(Feedback, row, user=row["user_id"]) for row in await self._all(given))

    async def misread_plays(self, channel: str, ts: str) -> frozenset[str]:
        """The plays that were said about a message and of which somebody said that they had misread it."""
        told = select(nudges.c.play).join(
            feedback, (feedback.c.tenant == nudges.c.tenant) & (feedback.c.nudge_id == nudges.c.id)
        )
        misread = told.where(self._mine(nudges), *of_message(nudges, channel, ts), feedback.c.verdict == "misread")
        return frozenset(row["play"] for row in await self._all(misread))

    async def misread_among(self, nudge_ids: Collection[int]) -> frozenset[int]:
        """Those of these nudges of which somebody said that they had misread something."""
        told = self._select(feedback, self._any_of(feedback.c.nudge_id, nudge_ids), feedback.c.verdict == "misread")
        return frozenset(row["nudge_id"] for row in await self._all(told))


def _given(nudge_id: int, user: str, verdict: Verdict) -> tuple[Criterion, ...]:
    return feedback.c.nudge_id == nudge_id, feedback.c.user_id == user, feedback.c.verdict == verdict
