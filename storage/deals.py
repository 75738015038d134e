"""The deals: what is known of each now, one open deal at most for a key."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Executable, Select, func, or_, select, union
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from coaching.deal import Deal, DealState
from coaching.deal_key import deal_key
from coaching.recognition import KnownDeal
from storage.card_index import CardIndex, companies_called
from storage.errors import DealAlreadyOpenError, StorageError
from storage.records import StoredDeal
from storage.shared_deals import stands_on
from storage.store import Criterion, filled
from storage.tables import aliases, deals, decisions, name_index, nudges, shared_deals, updates

MOST_NAMES = 50
"""So many names that may be meant are looked at; when there are more, no one of them is meant."""


_NEEDED = tuple(deals.c[field.name] for field in fields(KnownDeal) if field.name != "alias")


class Deals(CardIndex):
    """Deals by number; it knows which were `changed` in this transaction, and which nudges are without a deal since."""

    def __init__(self, connection: AsyncConnection, tenant: str) -> None:
        super().__init__(connection, tenant)
        self.changed: set[int] = set()
        self.orphaned: set[int] = set()

    async def filed_under(self, entries: Collection[int]) -> tuple[KnownDeal, ...]:
        """The deals, open and closed, whose names or aliases are filed under any of the entries; oldest first.

        A deal is there once for each of its names. Of very many names only the first `MOST_NAMES` are looked at: then
        it is plain that none of them alone is meant.
        """
        if not entries:
            return ()
        found = select(name_index.c.deal_key).where(self._mine(name_index), self._any_of(name_index.c.entry, entries))
        keys = found.distinct().limit(MOST_NAMES)
        return await self._known(deals.c.deal_key.in_(keys)) + await self._known_by_alias(aliases.c.alias_key.in_(keys))

    async def known(self, deal_id: int) -> KnownDeal | None:
        """The deal as recognition needs it, None when there is none of this number."""
        return next(iter(await self._known(deals.c.id == deal_id)), None)

    async def open_of(self, name: str) -> int | None:
        """The number of the open deal of this company, or else of the one that has it as an alias; None for neither."""
        key = deal_key(name)
        company = companies_called(self._mine(aliases), aliases.c.alias_key == key)
        either = self._select(
            deals, deals.c.state == "open", or_(deals.c.deal_key == key, deals.c.deal_key.in_(company))
        )
        row = await self._first(either.order_by((deals.c.deal_key == key).desc()))
        return int(row["id"]) if row else None

    async def _known(self, *criteria: Criterion) -> tuple[KnownDeal, ...]:
        """Deals as recognition needs them."""
        needed = self._select(deals, *criteria).with_only_columns(*_NEEDED)
        return tuple(filled(KnownDeal, row, alias=None) for row in await self._all(needed.order_by(deals.c.id)))

    async def _known_by_alias(self, *criteria: Criterion) -> tuple[KnownDeal, ...]:
        """Deals as recognition needs them, once for each alias of theirs that fits."""
        one_company = (aliases.c.tenant == deals.c.tenant) & (aliases.c.deal_key == deals.c.deal_key)
        needed = select(*_NEEDED, aliases.c.name.label("alias")).join_from(aliases, deals, one_company)
        in_order = needed.where(self._mine(aliases), *criteria).order_by(deals.c.id, aliases.c.alias_key)
        return tuple(filled(KnownDeal, row) for row in await self._all(in_order))

    async def get(self, deal_id: int) -> Deal | None:
        """The deal, None when there is none of this number."""
        row = await self._first(self._select(deals, deals.c.id == deal_id))
        return filled(Deal, row) if row else None

    async def add(self, deal: Deal, number: int | None = None) -> int:
        """Keep a new deal; its number, which is that of a removed one if `number` says so.

        Raises `DealAlreadyOpenError` for a second open deal of one key.
        """
        again = {} if number is None else {"id": number}
        added = self._insert(deals, **again, **_columns(deal)).returning(deals.c.id)
        deal_id = int(await self._unless_open(added, deal))
        await self._file(deal_key(deal.name))
        return deal_id

    async def save(self, deal_id: int, deal: Deal) -> None:
        """Replace what is known of the deal. Raises as `add` does, and `StorageError` when the deal is gone."""
        columns = _columns(deal)
        self.changed.add(deal_id)
        saved = self._update(deals, deals.c.id == deal_id).values(**columns).returning(deals.c.id)
        if await self._unless_open(saved.where(deals.c.deal_key == columns["deal_key"]), deal) is not None:
            return
        before = await self.get(deal_id)
        if before is None:
            raise StorageError(f"There is no deal {deal_id} ({deal.name}) any more: add it as a new one.")
        await self._unless_open(saved, deal)
        await self._file(columns["deal_key"])
        await self._forget_company(deal_key(before.name))

    async def _unless_open(self, statement: Executable, deal: Deal) -> Any:
        """Run a write that the database refuses when another open deal has the same key."""
        try:
            return await self._value(statement)
        except IntegrityError as error:
            told = f"There is an open deal {deal.name} already: read the deals again, then retry."
            raise DealAlreadyOpenError(told) from error

    async def remove(self, deal_id: int) -> bool:
        """Drop the deal; its decisions and nudges stay, without a deal. False when there is none of this number.

        It is shared with nobody any more. With the last deal of a company its aliases go as well.
        """
        await self._changed(self._delete(shared_deals, stands_on(deal_id)))
        for table in (updates, decisions):
            await self._changed(self._update(table, table.c.deal_id == deal_id).values(deal_id=None))
        left = self._update(nudges, nudges.c.deal_id == deal_id).values(deal_id=None).returning(nudges.c.id)
        self.orphaned |= {row["id"] for row in await self._all(left)}
        key = await self._value(self._delete(deals, deals.c.id == deal_id).returning(deals.c.deal_key))
        if key is not None:
            await self._forget_company(key)
        return key is not None

    async def beginning_with(self, name: str) -> tuple[StoredDeal, ...]:
        """The deals, open and closed, of companies with a name or alias that begins so; at most `MOST_NAMES`."""
        key = deal_key(name)
        if not key:
            return ()
        company = companies_called(self._mine(aliases), aliases.c.alias_key.startswith(key, autoescape=True))
        begins = deals.c.deal_key.startswith(key, autoescape=True)
        named = self._select(deals, or_(begins, deals.c.deal_key.in_(company)))
        return await self._told(named.order_by(deals.c.deal_key, deals.c.id.desc()).limit(MOST_NAMES))

    async def of_keys(self, keys: Collection[str]) -> tuple[StoredDeal, ...]:
        """The deals, open and closed, of these companies (`deal_key`, of a name or an alias), latest updated first."""
        company = companies_called(self._mine(aliases), aliases.c.alias_key.in_(keys))
        either = or_(deals.c.deal_key.in_(keys), deals.c.deal_key.in_(company))
        return await self._told(_latest_first(self._select(deals, either)))

    async def owners(self) -> frozenset[str]:
        """Everybody who owns a deal, open or closed."""
        found = select(deals.c.owner).where(self._mine(deals), deals.c.owner.is_not(None)).distinct()
        return frozenset(row["owner"] for row in await self._all(found))

    async def owned(self, owners: Collection[str], closed_since: datetime) -> tuple[StoredDeal, ...]:
        """The deals of these people that are open, or were closed at that moment or later; the latest updated first."""
        standing = or_(deals.c.state == "open", deals.c.closed_at >= closed_since)
        return await self._told(_latest_first(self._select(deals, self._any_of(deals.c.owner, owners), standing)))

    async def keys(self) -> tuple[str, ...]:
        """The `deal_key` of every name, and of every alias, of a company that there is a deal with."""
        names = select(deals.c.deal_key).where(self._mine(deals))
        seconds = select(aliases.c.alias_key.label("deal_key")).where(self._mine(aliases))
        return tuple(row["deal_key"] for row in await self._all(union(names, seconds)))

    async def numbered(self, deal_ids: Collection[int]) -> tuple[StoredDeal, ...]:
        """The deals of these numbers, the latest updated first."""
        return await self._told(_latest_first(self._select(deals, self._any_of(deals.c.id, deal_ids))))

    async def standing(self, state: DealState | None = None, owner: str | None = None) -> tuple[StoredDeal, ...]:
        """The deals in `state` (any when None) of `owner` (anybody's when None), the latest updated first."""
        wanted = [column == value for column, value in ((deals.c.state, state), (deals.c.owner, owner)) if value]
        return await self._told(_latest_first(self._select(deals, *wanted)))

    async def closed_by_each(
        self, owners: Collection[str], before: datetime, most: int
    ) -> dict[str, tuple[StoredDeal, ...]]:
        """The latest won and the latest lost deals of each of these people, `most` of either.

        They were closed, and last updated, before that moment.
        """
        place = func.row_number().over(
            partition_by=(deals.c.owner, deals.c.state), order_by=(deals.c.closed_at.desc(), deals.c.id.desc())
        )
        told_before = (deals.c.closed_at < before, deals.c.updated_at < before)
        closed = self._select(
            deals, self._any_of(deals.c.owner, owners), deals.c.state.in_(["won", "lost"]), *told_before
        )
        numbered = closed.add_columns(place.label("place")).subquery()
        found: dict[str, tuple[StoredDeal, ...]] = dict.fromkeys(owners, ())
        latest = select(numbered).where(numbered.c.place <= most).order_by(numbered.c.id)
        for number, deal in await self._records(Deal, "id", latest):
            found[deal.owner or ""] += (StoredDeal(number, deal),)
        return found

    async def changed_since(self, moment: datetime) -> tuple[StoredDeal, ...]:
        """The deals, of whomever, that were updated then or later: what they were before has to be told anew."""
        any_state = deals.c.state.in_(get_args(DealState))  # so that the index on state and day serves
        return await self._told(_latest_first(self._select(deals, any_state, deals.c.updated_at >= moment)))

    async def _told(self, query: Select[Any]) -> tuple[StoredDeal, ...]:
        return tuple(StoredDeal(number, deal) for number, deal in await self._records(Deal, "id", query))


def _latest_first(query: Select[Any]) -> Select[Any]:
    return query.order_by(deals.c.updated_at.desc().nulls_last(), deals.c.id.desc())


def _columns(deal: Deal) -> dict[str, Any]:
    """A deal as its columns: its fields by their names, and what is looked up by."""
    told = {field.name: getattr(deal, field.name) for field in fields(deal)}
    return {**told, "deal_key": deal_key(deal.name), "state": deal.state}
