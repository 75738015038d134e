"""The deals that reps share with the managers."""

from datetime import datetime

from sqlalchemy import func

from storage.store import Criterion, Store
from storage.tables import shared_deals


def stands_on(deal_id: int) -> Criterion:
    """Whether a share is one of this deal: the one that somebody shared, or the one that it is part of now."""
    return func.coalesce(shared_deals.c.merged_into, shared_deals.c.deal_id) == deal_id


class SharedDeals(Store):
    """Shared deals by number, each with who shares it; a share counts only while that person owns the deal.

    Of a deal that was merged the share stands on the deal that it is part of, until the two are parted again.
    """

    async def put(self, deal_id: int, by: str, at: datetime) -> None:
        """Keep that `by` shares the deal, instead of an earlier owner's share."""
        told = {"by": by, "at": at, "merged_into": None}
        insert = self._insert(shared_deals, deal_id=deal_id, **told)
        key = [shared_deals.c.tenant, shared_deals.c.deal_id]
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_=told))

    async def put_again(self, deal_id: int, part_of: int, by: str, at: datetime) -> None:
        """Keep again what was removed, of the deal or as `part_of` another one; unless somebody shares it by now."""
        merged_into = part_of if part_of != deal_id else None
        insert = self._insert(shared_deals, deal_id=deal_id, by=by, at=at, merged_into=merged_into)
        await self._changed(insert.on_conflict_do_nothing())

    async def remove(self, deal_id: int, by: str) -> tuple[int, ...]:
        """Let `by` share the deal no more, with all that was merged into it; the deals as which they had shared it."""
        gone = self._delete(shared_deals, stands_on(deal_id), shared_deals.c.by == by)
        return tuple(sorted(row["deal_id"] for row in await self._all(gone.returning(shared_deals.c.deal_id))))

    async def take_back(self, deal_id: int, by: str) -> None:
        """Undo what `by` shared under this number, whatever it was merged into since."""
        await self._changed(self._delete(shared_deals, shared_deals.c.deal_id == deal_id, shared_deals.c.by == by))

    async def all(self) -> dict[int, frozenset[str]]:
        """Who shares each deal that is shared, by the deal's number."""
        found: dict[int, frozenset[str]] = {}
        for row in await self._all(self._select(shared_deals)):
            number = row["merged_into"] or row["deal_id"]
            found[number] = found.get(number, frozenset()) | {row["by"]}
        return found
