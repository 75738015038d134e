"""The deals: what is known of each now, one open deal at most for a key."""

import json
from collections.abc import Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Executable, Select, any_, bindparam, exists, func, select
from sqlalchemy.exc import IntegrityError

from coaching.deal import Deal, DealState
from coaching.deal_key import deal_key
from coaching.name_index import entries_of
from coaching.recognition import KnownDeal
from storage.errors import DealAlreadyOpenError, StorageError
from storage.records import StoredDeal
from storage.store import Criterion, Store, filled
from storage.tables import deals, decisions, name_index, nudges, updates

MOST_NAMES = 50
"""So many names that may be meant are looked at; when there are more, no one of them is meant."""


class Deals(Store):
    """Deals by number."""

    async def filed_under(self, entries: Collection[int]) -> tuple[KnownDeal, ...]:
        """The deals, open and closed, whose names are filed under any of the entries; oldest first.

        Of very many names only the first `MOST_NAMES` are looked at: then it is plain that none of them alone is meant.
        """
        if not entries:
            return ()
        found = select(name_index.c.deal_key).where(self._mine(name_index), self._any_of(name_index.c.entry, entries))
        keys = found.distinct().limit(MOST_NAMES)
        return await self._known(deals.c.deal_key.in_(keys))

    async def known(self, deal_id: int) -> KnownDeal | None:
        """The deal as recognition needs it, None when there is none of this number."""
        return next(iter(await self._known(deals.c.id == deal_id)), None)

    async def open_of(self, name: str) -> int | None:
        """The number of the open deal of this company, None when there is none."""
        open_one = self._select(deals, deals.c.deal_key == deal_key(name), deals.c.state == "open")
        row = await self._first(open_one)
        return int(row["id"]) if row else None

    async def _known(self, *criteria: Criterion) -> tuple[KnownDeal, ...]:
        """Deals as recognition needs them."""
        needed = self._select(deals, *criteria).with_only_columns(*(deals.c[field.name] for field in fields(KnownDeal)))
        return tuple(filled(KnownDeal, row) for row in await self._all(needed.order_by(deals.c.id)))

    def _any_of(self, column: ColumnElement[int], numbers: Collection[int]) -> Criterion:
        """Whether the column holds one of many numbers, as one value to send and one plan to keep."""
        if self._connection.dialect.name == "postgresql":
            return column == any_(bindparam("numbers", list(numbers), type_=ARRAY(BigInteger)))
        listed = func.json_each(json.dumps(list(numbers))).table_valued("value")
        return column.in_(select(listed.c.value))

    async def get(self, deal_id: int) -> Deal | None:
        """The deal, None when there is none of this number."""
        row = await self._first(self._select(deals, deals.c.id == deal_id))
        return filled(Deal, row) if row else None

    async def add(self, deal: Deal) -> int:
        """Keep a new deal; its number. Raises `DealAlreadyOpenError` for a second open deal of one key."""
        added = self._insert(deals, **_columns(deal)).returning(deals.c.id)
        deal_id = int(await self._unless_open(added, deal))
        await self._file(deal_key(deal.name))
        return deal_id

    async def save(self, deal_id: int, deal: Deal) -> None:
        """Replace what is known of the deal. Raises as `add` does, and `StorageError` when the deal is gone."""
        columns = _columns(deal)
        saved = self._update(deals, deals.c.id == deal_id).values(**columns).returning(deals.c.id)
        if await self._unless_open(saved.where(deals.c.deal_key == columns["deal_key"]), deal) is not None:
            return
        before = await self.get(deal_id)
        if before is None:
            raise StorageError(f"There is no deal {deal_id} ({deal.name}) any more: add it as a new one.")
        await self._unless_open(saved, deal)
        await self._file(columns["deal_key"])
        await self._unfile(deal_key(before.name))

    async def _file(self, key: str) -> None:
        """Put the cards of a name into the index."""
        cards = [{"tenant": self._tenant, "entry": entry, "deal_key": key} for entry in sorted(entries_of(key))]
        if cards:
            await self._connection.execute(self._into(name_index).on_conflict_do_nothing(), cards)

    async def _unfile(self, key: str) -> None:
        """Take the cards of a name out of the index, unless a deal still has it."""
        still = exists().where(self._mine(deals), deals.c.deal_key == key)
        cards = self._any_of(name_index.c.entry, entries_of(key))
        await self._changed(self._delete(name_index, cards, name_index.c.deal_key == key, ~still))

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
        key = await self._value(self._delete(deals, deals.c.id == deal_id).returning(deals.c.deal_key))
        if key is not None:
            await self._unfile(key)

    async def beginning_with(self, name: str) -> tuple[StoredDeal, ...]:
        """The deals, open and closed, of companies whose names begin like this one; at most `MOST_NAMES`, by name."""
        key = deal_key(name)
        if not key:
            return ()
        named = self._select(deals, deals.c.deal_key.startswith(key, autoescape=True))
        return await self._told(named.order_by(deals.c.deal_key, deals.c.id.desc()).limit(MOST_NAMES))

    async def of_keys(self, keys: Collection[str]) -> tuple[StoredDeal, ...]:
        """The deals, open and closed, of these companies (`deal_key`), the latest updated first."""
        return await self._told(_latest_first(self._select(deals, deals.c.deal_key.in_(keys))))

    async def owners(self) -> frozenset[str]:
        """Everybody who owns a deal, open or closed."""
        found = select(deals.c.owner).where(self._mine(deals), deals.c.owner.is_not(None)).distinct()
        return frozenset(row["owner"] for row in await self._all(found))

    async def keys(self) -> tuple[str, ...]:
        """The `deal_key` of every company that there is a deal with."""
        found = await self._all(select(deals.c.deal_key).where(self._mine(deals)).distinct())
        return tuple(row["deal_key"] for row in found)

    async def numbered(self, deal_ids: Collection[int]) -> tuple[StoredDeal, ...]:
        """The deals of these numbers, the latest updated first."""
        return await self._told(_latest_first(self._select(deals, deals.c.id.in_(deal_ids))))

    async def standing(self, state: DealState | None = None, owner: str | None = None) -> tuple[StoredDeal, ...]:
        """The deals in `state` (any when None) of `owner` (anybody's when None), the latest updated first."""
        wanted = [column == value for column, value in ((deals.c.state, state), (deals.c.owner, owner)) if value]
        return await self._told(_latest_first(self._select(deals, *wanted)))

    async def _told(self, query: Select[Any]) -> tuple[StoredDeal, ...]:
        return tuple(StoredDeal(row["id"], filled(Deal, row)) for row in await self._all(query))


def _latest_first(query: Select[Any]) -> Select[Any]:
    return query.order_by(deals.c.updated_at.desc().nulls_last(), deals.c.id.desc())


def _columns(deal: Deal) -> dict[str, Any]:
    """A deal as its columns: its fields by their names, and what is looked up by."""
    told = {field.name: getattr(deal, field.name) for field in fields(deal)}
    return {**told, "deal_key": deal_key(deal.name), "state": deal.state}
