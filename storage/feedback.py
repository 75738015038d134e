"""What people thought of the nudges: good, bad, or asked for more."""

from datetime import datetime

from storage.records import Feedback, Verdict
from storage.store import Store, filled
from storage.tables import feedback


class Feedbacks(Store):
    """Verdicts by nudge and person."""

    async def put(self, nudge_id: int, user: str, verdict: Verdict, at: datetime) -> None:
        """Keep a person's verdict on a nudge; the same verdict again only moves its time."""
        key = [feedback.c.tenant, feedback.c.nudge_id, feedback.c.user_id, feedback.c.verdict]
        insert = self._insert(feedback, nudge_id=nudge_id, user_id=user, verdict=verdict, at=at)
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_={"at": at}))

    async def of_nudge(self, nudge_id: int) -> tuple[Feedback, ...]:
        """All verdicts on a nudge, oldest first."""
        given = self._select(feedback, feedback.c.nudge_id == nudge_id).order_by(feedback.c.at)
        return tuple(filled(Feedback, row, user=row["user_id"]) for row in await self._all(given))
