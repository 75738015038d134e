"""What people changed by hand, each to be taken back by whoever did it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.records import ChangeKind, StoredChange
from storage.store import Criterion, Store, filled
from storage.tables import changes

_STANDING = changes.c.undone_at.is_(None)


class Changes(Store):
    """Changes by number; they stand until they are undone."""

    async def add(self, kind: ChangeKind, about: Mapping[str, Any], by: str, at: datetime) -> int:
        """Keep that `by` changed something; the change's number."""
        added = self._insert(changes, kind=kind, about=dict(about), by=by, at=at)
        return int(await self._value(added.returning(changes.c.id)))

    async def get(self, change_id: int) -> StoredChange | None:
        """The change that stands under this number, None when none does."""
        return await self._last(changes.c.id == change_id)

    async def latest_by(self, person: str) -> StoredChange | None:
        """The last one of this person that still stands."""
        return await self._last(changes.c.by == person)

    async def end(self, change_id: int, at: datetime) -> bool:
        """Mark it as undone; False when it was, or there is none of this number."""
        standing = self._update(changes, changes.c.id == change_id, _STANDING)
        return await self._changed(standing.values(undone_at=at))

    async def _last(self, *criteria: Criterion) -> StoredChange | None:
        newest = self._select(changes, *criteria, _STANDING).order_by(changes.c.id.desc()).limit(1)
        row = await self._first(newest)
        return filled(StoredChange, row) if row else None
