"""The inbox: which of Slack's events have been taken, so that a second delivery has no second effect."""

from datetime import datetime

from storage.store import Store
from storage.tables import inbox


class Inbox(Store):
    """Events taken, by Slack's event id."""

    async def take(self, event_id: str, at: datetime) -> bool:
        """Take the event that arrived `at`; False when it was taken before."""
        taken = self._insert(inbox, event_id=event_id, received_at=at).on_conflict_do_nothing()
        return await self._value(taken.returning(inbox.c.event_id)) is not None
