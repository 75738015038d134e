"""The people of the workspace: names and time zones, as Slack last told."""

from collections.abc import Collection
from datetime import datetime

from coaching.message import Person
from storage.store import Store
from storage.tables import people


class People(Store):
    """Members of the workspace, by Slack user id."""

    async def get(self, user_id: str) -> Person | None:
        """The person, None when Slack has not told us of them."""
        known = await self.last_told(user_id)
        return known[0] if known else None

    async def last_told(self, user_id: str) -> tuple[Person, datetime] | None:
        """The person and when Slack told us so, None when it has not."""
        return (await self.all_last_told([user_id])).get(user_id)

    async def all_last_told(self, user_ids: Collection[str]) -> dict[str, tuple[Person, datetime]]:
        """The same for those of these people of whom Slack has told us."""
        rows = await self._all(self._select(people, self._any_of(people.c.user_id, user_ids)))
        return {row["user_id"]: (Person(row["user_id"], row["name"], row["tz"]), row["seen_at"]) for row in rows}

    async def names_of(self, user_ids: Collection[str]) -> dict[str, str]:
        """The names of those of these people of whom Slack has told us."""
        rows = await self._all(self._select(people, self._any_of(people.c.user_id, user_ids)))
        return {row["user_id"]: row["name"] for row in rows}

    async def called(self, name: str) -> tuple[Person, ...]:
        """Those who have this id or this name, in whatever case, by id."""
        rows = await self._all(self._select(people).order_by(people.c.user_id))
        known = (Person(row["user_id"], row["name"], row["tz"]) for row in rows)
        return tuple(each for each in known if name == each.id or name.casefold() == each.name.casefold())

    async def put(self, person: Person, at: datetime) -> None:
        """Keep `person` as Slack told `at`, instead of what was known before."""
        told = {"name": person.name, "tz": person.tz, "seen_at": at}
        known = [people.c.tenant, people.c.user_id]
        insert = self._insert(people, user_id=person.id, **told)
        await self._changed(insert.on_conflict_do_update(index_elements=known, set_=told))
