"""The deal updates that stand, each with what was read from it and the deal that it belongs to."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, RowMapping, Select, or_, select, type_coerce

from coaching.deal import Update
from storage.records import StoredUpdate
from storage.slack_ts import moment_of
from storage.store import Criterion, Store, filled, of_message
from storage.tables import channels, updates

_OWNER = type_coerce(updates.c.facts, JSON)["owner"].as_string()
"""Whom an update names as the owner."""


class Updates(Store):
    """Deal updates by channel and ts of the message that made them."""

    async def put(self, update: Update, deal_id: int | None) -> None:
        """Keep the update, instead of an earlier reading of the same message."""
        told: dict[str, Any] = {
            "thread_ts": update.thread_ts,
            "author": update.author,
            "source": update.source,
            "at": update.at,
            "facts": update.facts,
            "signals": update.signals,
            "sets": update.sets,
            "review": update.review,
            "told": update.told,
            "deal_id": deal_id,
        }
        insert = self._insert(updates, channel=update.channel, ts=update.ts, moment=moment_of(update.ts), **told)
        key = [updates.c.tenant, updates.c.channel, updates.c.ts]
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_=told))

    async def get(self, channel: str, ts: str) -> StoredUpdate | None:
        """The update made by this message, None when there is none."""
        row = await self._first(self._select(updates, *of_message(updates, channel, ts)))
        return StoredUpdate(filled(Update, row), row["deal_id"]) if row else None

    async def remove(self, channel: str, ts: str) -> None:
        """Drop the update made by this message, if there is one."""
        await self._changed(self._delete(updates, *of_message(updates, channel, ts)))

    async def of_deal(self, deal_id: int) -> tuple[Update, ...]:
        """The updates of a deal, oldest first."""
        in_order = self._select(updates, updates.c.deal_id == deal_id).order_by(updates.c.at, updates.c.moment)
        return tuple(update for _, update in await self._records(Update, "deal_id", in_order))

    async def of_deals(self, deal_ids: Collection[int]) -> dict[int, tuple[Update, ...]]:
        """The updates of each of these deals, oldest first."""
        found: dict[int, tuple[Update, ...]] = dict.fromkeys(deal_ids, ())
        in_order = self._select(updates, self._any_of(updates.c.deal_id, deal_ids)).order_by(
            updates.c.at, updates.c.moment
        )
        for number, update in await self._records(Update, "deal_id", in_order):
            found[number] += (update,)
        return found

    async def told_in_public(self, before: datetime) -> dict[int, tuple[Update, ...]]:
        """What everybody in the workspace may read of each deal, of updates before a moment, oldest first."""
        public = select(channels.c.channel).where(self._mine(channels), ~channels.c.private)
        readable = or_(updates.c.channel == "", updates.c.channel.in_(public))
        told = self._select(updates, updates.c.deal_id.is_not(None), updates.c.at < before, readable)
        found: dict[int, tuple[Update, ...]] = {}
        in_order = told.order_by(updates.c.at, updates.c.moment)
        for number, update in await self._records(Update, "deal_id", in_order):
            found[number] = (*found.get(number, ()), update)
        return found

    async def private_deals_naming(self, people: Collection[str]) -> frozenset[int]:
        """The deals with updates in private channels that have an update by one of these people or naming one owner.

        Of no other deal could one of them seem to be the owner to somebody who sees only part of it.
        """
        names = or_(self._any_of(updates.c.author, people), self._any_of(_OWNER, people))
        naming = self._on_private_deals(names).with_only_columns(updates.c.deal_id)
        return frozenset(row["deal_id"] for row in await self._all(naming.distinct()))

    async def named_on_private_deals(self) -> frozenset[str]:
        """Everybody who wrote an update of a deal with updates in private channels, or is named its owner by one.

        Whoever sees only part of such a deal may take one of them for its owner, and one of them themselves.
        """
        told = self._on_private_deals().with_only_columns(updates.c.author, _OWNER.label("owner"))
        rows = await self._all(told.distinct())
        return frozenset(name for row in rows for name in (row["author"], row["owner"]) if name)

    def _on_private_deals(self, *criteria: Criterion) -> Select[Any]:
        """The updates of the deals that have one in a private channel."""
        public = select(channels.c.channel).where(self._mine(channels), ~channels.c.private)
        private = select(updates.c.deal_id).where(
            self._mine(updates), updates.c.channel != "", updates.c.channel.not_in(public)
        )
        return self._select(updates, updates.c.deal_id.in_(private), *criteria)

    async def thread_deal(self, channel: str, thread_ts: str) -> int | None:
        """The deal that a thread is about: its first message's, else that of the latest linked update in it."""
        in_thread = or_(updates.c.ts == thread_ts, updates.c.thread_ts == thread_ts)
        linked = self._select(updates, updates.c.channel == channel, in_thread, updates.c.deal_id.is_not(None))
        root_first = linked.order_by((updates.c.ts == thread_ts).desc(), updates.c.moment.desc())
        row: RowMapping | None = await self._first(root_first.limit(1))
        return row["deal_id"] if row else None
