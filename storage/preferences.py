"""What people have chosen about how the coach speaks to them."""

from collections.abc import Collection
from datetime import datetime

from coaching.preferences import Preferences
from storage.store import Store
from storage.tables import preferences


class ChosenPreferences(Store):
    """Preferences by Slack user id."""

    async def get(self, user_id: str) -> Preferences:
        """The person's choices; the usual ones when they have made none."""
        return (await self.of([user_id]))[user_id]

    async def of(self, user_ids: Collection[str]) -> dict[str, Preferences]:
        """The choices of each of these people."""
        rows = await self._all(self._select(preferences, self._any_of(preferences.c.user_id, user_ids)))
        return dict.fromkeys(user_ids, Preferences()) | {row["user_id"]: row["chosen"] for row in rows}

    async def put(self, user_id: str, chosen: Preferences, at: datetime) -> None:
        """Keep the person's choices instead of earlier ones."""
        told = {"chosen": chosen, "at": at}
        insert = self._insert(preferences, user_id=user_id, **told)
        key = [preferences.c.tenant, preferences.c.user_id]
        await self._changed(insert.on_conflict_do_update(index_elements=key, set_=told))
