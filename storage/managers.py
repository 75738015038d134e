"""Who was made a manager, by which admin."""

from datetime import datetime

from storage.records import StoredManager
from storage.store import Store, filled
from storage.tables import managers


class Managers(Store):
    """Managers by Slack user id."""

    async def put(self, user_id: str, by: str, at: datetime) -> bool:
        """Make this person a manager; False when they are one."""
        added = self._insert(managers, user_id=user_id, by=by, at=at)
        return await self._changed(added.on_conflict_do_nothing(index_elements=["tenant", "user_id"]))

    async def get(self, user_id: str) -> StoredManager | None:
        """The manager of this id, None for who is none."""
        row = await self._first(self._select(managers, managers.c.user_id == user_id))
        return filled(StoredManager, row) if row else None

    async def remove(self, user_id: str) -> bool:
        """Let this person be no manager any more; False when they are none."""
        return await self._changed(self._delete(managers, managers.c.user_id == user_id))

    async def all(self) -> tuple[StoredManager, ...]:
        """Every manager, who became one first on top."""
        rows = await self._all(self._select(managers).order_by(managers.c.at, managers.c.user_id))
        return tuple(filled(StoredManager, row) for row in rows)
