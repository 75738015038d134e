"""The notes: what the bot says beside its nudges, each once, such as an introduction or an answer."""

from collections.abc import Collection

from storage.records import StoredNote
from storage.slack_ts import moment_of
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
        added = self._into(notes).on_conflict_do_nothing(index_elements=["tenant", "key"])
        first = await self._connection.execute(added.returning(notes.c.id, notes.c.key), rows)
        return {key: int(number) for number, key in first}

    async def follow(self, key: str, since: str, told_at: str) -> StoredNote | None:
        """The note about `key`, to be brought to what was told in an event at the ts `told_at`.

        None when as much, or a later thing, was told before. It is a new one, that says nothing, where there was none.
        """
        told = self._insert(notes, key=key, since=since, follows=moment_of(told_at))
        later = told.on_conflict_do_update(
            index_elements=["tenant", "key"],
            set_={"follows": told.excluded.follows},
            where=notes.c.follows < told.excluded.follows,
        )
        row = await self._first(later.returning(notes))
        return filled(StoredNote, row) if row else None

    async def let_stand(self, note_id: int, place: str | None) -> None:
        """Keep where a note is to stand by now, None for nowhere."""
        await self._changed(self._update(notes, notes.c.id == note_id).values(place=place))

    async def get(self, note_id: int) -> StoredNote | None:
        """The note, None when there is none of this number."""
        return await self._told(notes.c.id == note_id)

    async def said(self, key: str) -> StoredNote | None:
        """The note about `key`, None when nothing was said about it."""
        return await self._told(notes.c.key == key)

    async def said_among(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys about which something was said."""
        return frozenset(note.key for note in await self.of(keys))

    async def of(self, keys: Collection[str]) -> tuple[StoredNote, ...]:
        """The notes about these keys, in no order."""
        rows = await self._all(self._select(notes, self._any_of(notes.c.key, keys)))
        return tuple(filled(StoredNote, row) for row in rows)

    async def _told(self, criterion: Criterion) -> StoredNote | None:
        row = await self._first(self._select(notes, criterion))
        return filled(StoredNote, row) if row else None
