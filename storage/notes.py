"""The notes: what the bot says beside its nudges, each once, such as an introduction or an answer."""

from collections.abc import Collection

from storage.records import StoredNote
from storage.store import Criterion, Store, filled
from storage.tables import notes


class Notes(Store):
    """Notes by number, and by the key that names what each is about."""

    async def add(self, key: str, since: str) -> int | None:
        """Keep that something is said now, and stands nowhere before the ts `since`; None when it was said before."""
        return (await self.add_all([key], since)).get(key)

    async def add_all(self, keys: Collection[str], since: str) -> dict[str, int]:
        """The same for many with one statement: the number of each of which nothing was said before, by its key."""
        if not keys:
            return {}
        rows = [{"tenant": self._tenant, "key": key, "since": since} for key in keys]
        added = self._into(notes).values(rows).on_conflict_do_nothing(index_elements=["tenant", "key"])
        first = await self._all(added.returning(notes.c.id, notes.c.key))
        return {row["key"]: int(row["id"]) for row in first}

    async def get(self, note_id: int) -> StoredNote | None:
        """The note, None when there is none of this number."""
        return await self._told(notes.c.id == note_id)

    async def said(self, key: str) -> StoredNote | None:
        """The note about `key`, None when nothing was said about it."""
        return await self._told(notes.c.key == key)

    async def said_among(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys about which something was said."""
        rows = await self._all(self._select(notes, notes.c.key.in_(keys)))
        return frozenset(row["key"] for row in rows)

    async def _told(self, criterion: Criterion) -> StoredNote | None:
        row = await self._first(self._select(notes, criterion))
        return filled(StoredNote, row) if row else None
