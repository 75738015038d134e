"""The deals: what is known of each now, one open deal at most for a key."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.exc import IntegrityError

from coaching.deal import Deal, DealState
from coaching.deal_key import deal_key
from coaching.recognition import KnownDeal
from storage.errors import DealAlreadyOpenError, StorageError
from storage.records import StoredDeal
from storage.store import Store, filled
from storage.tables import deals, decisions, nudges, updates


class Deals(Store):
    """Deals by number."""

    async def known(self) -> tuple[KnownDeal, ...]:
        """All deals, open and closed, as the recognition of a company needs them; oldest first."""
        needed = self._select(deals).with_only_columns(*(deals.c[field.name] for field in fields(KnownDeal)))
        return tuple(filled(KnownDeal, row) for row in await self._all(needed.order_by(deals.c.id)))

    async def get(self, deal_id: int) -> Deal | None:
        """The deal, None when there is none of this number."""
        row = await self._first(self._select(deals, deals.c.id == deal_id))
        return filled(Deal, row) if row else None

    async def add(self, deal: Deal) -> int:
        """Keep a new deal; its number. Raises `DealAlreadyOpenError` for a second open deal of one key."""
        added = self._insert(deals, **_columns(deal)).returning(deals.c.id)
        return int(await self._unless_open(added, deal))

    async def save(self, deal_id: int, deal: Deal) -> None:
        """Replace what is known of the deal. Raises as `add` does, and `StorageError` when the deal is gone."""
        saved = self._update(deals, deals.c.id == deal_id).values(**_columns(deal)).returning(deals.c.id)
        if await self._unless_open(saved, deal) is None:
            raise StorageError(f"There is no deal {deal_id} ({deal.name}) any more: add it as a new one.")

    async def _unless_open(self, statement: Executable, deal: Deal) -> Any:
        """Run a write that the database refuses when another open deal has the same key."""
        try:
            return await self._value(statement)
        except IntegrityError as error:
            told = f"There is an open deal {deal.name} already: read the deals again, then retry."
            raise DealAlreadyOpenError(told) from error

    async def remove(self, deal_id: int) -> None:
        """Drop the deal; its decisions and nudges stay, without a deal."""
        for table in (updates, decisions, nudges):
            await self._changed(self._update(table, table.c.deal_id == deal_id).values(deal_id=None))
        await self._changed(self._delete(deals, deals.c.id == deal_id))

    async def standing(self, state: DealState | None = None, owner: str | None = None) -> tuple[StoredDeal, ...]:
        """The deals in `state` (any when None) of `owner` (anybody's when None), the latest updated first."""
        wanted = [column == value for column, value in ((deals.c.state, state), (deals.c.owner, owner)) if value]
        latest = self._select(deals, *wanted).order_by(deals.c.updated_at.desc().nulls_last(), deals.c.id.desc())
        return tuple(StoredDeal(row["id"], filled(Deal, row)) for row in await self._all(latest))


def _columns(deal: Deal) -> dict[str, Any]:
    """A deal as its columns: its fields by their names, and what is looked up by."""
    told = {field.name: getattr(deal, field.name) for field in fields(deal)}
    return {**told, "deal_key": deal_key(deal.name), "state": deal.state}
