"""What waits for a time: snoozes, digests, time-based nudges, purges; each named by its kind and key."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.database_clock import DatabaseNow, on_clock
from storage.store import Store
from storage.tables import due


class Dues(Store):
    """Things that wait for their time, one for each kind and key."""

    added = False

    async def put(self, kind: str, key: str, at: datetime, body: Mapping[str, Any]) -> None:
        """Let it wait until `at`, instead of what waited under this kind and key; whoever works that has lost it."""
        await self.put_all(kind, {key: (at, body)})

    async def put_all(self, kind: str, planned: Mapping[str, tuple[datetime, Mapping[str, Any]]]) -> None:
        """The same for many keys with one statement, each with its time and body."""
        if not planned:
            return
        fresh = {
            "state": "pending",
            "owner": None,
            "lost": 0,
            "created_at": DatabaseNow(),
            "ended_at": None,
            "why": None,
        }
        rows = [{"key": key, "body": dict(body), "due_at": on_clock(at)} for key, (at, body) in planned.items()]
        waiting = self._insert(due, kind=kind, **fresh)
        again = {name: waiting.excluded[name] for name in ("body", "due_at", *fresh)}
        put = waiting.on_conflict_do_update(index_elements=["tenant", "kind", "key"], set_=again)
        await self._connection.execute(put, rows)
        self.added = True

    async def keys(self, kind: str) -> frozenset[str]:
        """The keys of this kind under which something waits."""
        waiting = await self._all(self._select(due, due.c.kind == kind, due.c.ended_at.is_(None)))
        return frozenset(row["key"] for row in waiting)

    async def waiting(self, kind: str, key: str) -> Mapping[str, Any] | None:
        """The body of what waits under this kind and key, None when nothing does."""
        row = await self._first(self._select(due, due.c.kind == kind, due.c.key == key, due.c.ended_at.is_(None)))
        return dict(row["body"]) if row else None

    async def cancel(self, kind: str, key: str) -> bool:
        """Wait for it no more; False when nothing waited under this kind and key."""
        return await self._changed(self._delete(due, due.c.kind == kind, due.c.key == key, due.c.ended_at.is_(None)))
