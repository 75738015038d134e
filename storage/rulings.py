"""What people said of messages: to which deal one belongs, or that it is no deal update."""

from datetime import datetime

from storage.records import Ruling
from storage.store import Store, filled, of_message
from storage.tables import rulings


class Rulings(Store):
    """Rulings by channel and ts of the message; they outlive its edits."""

    async def put(self, channel: str, ts: str, deal_id: int | None, by: str, at: datetime) -> None:
        """Keep to which deal `by` said that a message belongs (None: to none), instead of what was said before."""
        told = {"deal_id": deal_id, "by": by, "at": at}
        insert = self._insert(rulings, channel=channel, ts=ts, **told)
        key = [rulings.c.tenant, rulings.c.channel, rulings.c.ts]
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_=told))

    async def get(self, channel: str, ts: str) -> Ruling | None:
        """What was said of a message, None when nobody said anything."""
        row = await self._first(self._select(rulings, *of_message(rulings, channel, ts)))
        return filled(Ruling, row) if row else None

    async def remove(self, channel: str, ts: str) -> None:
        """Forget it: the reader decides again at the next edit."""
        await self._changed(self._delete(rulings, *of_message(rulings, channel, ts)))
