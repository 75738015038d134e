"""The deals that reps share with the managers."""

from datetime import datetime

from storage.store import Store
from storage.tables import shared_deals


class SharedDeals(Store):
    """Shared deals by number, each with who shares it; a share counts only while that person owns the deal."""

    async def put(self, deal_id: int, by: str, at: datetime) -> None:
        """Keep that `by` shares the deal, instead of an earlier owner's share."""
        told = {"by": by, "at": at}
        insert = self._insert(shared_deals, deal_id=deal_id, **told)
        key = [shared_deals.c.tenant, shared_deals.c.deal_id]
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_=told))

    async def remove(self, deal_id: int) -> None:
        """Share the deal no more."""
        await self._changed(self._delete(shared_deals, shared_deals.c.deal_id == deal_id))

    async def all(self) -> dict[int, str]:
        """Who shares each deal that is shared, by the deal's number."""
        return {row["deal_id"]: row["by"] for row in await self._all(self._select(shared_deals))}
