"""The second names by which companies go: each is one company's, and finds its deals as the name itself does."""

from collections.abc import Collection, Mapping

from coaching.deal_key import deal_key
from storage.card_index import CardIndex
from storage.tables import aliases, deals


class Aliases(CardIndex):
    """Aliases by their `deal_key`; they are a company's (all its deals with one name), as names are."""

    async def put(self, alias: str, company: str) -> None:
        """Let a company go by another name as well; nobody else goes by it any more. Its own name is no alias."""
        key, of = deal_key(alias), deal_key(company)
        if not key or key == of:
            return
        told = {"name": alias, "deal_key": of}
        insert = self._insert(aliases, alias_key=key, **told)
        await self._changed(insert.on_conflict_do_update(index_elements=["tenant", "alias_key"], set_=told))
        await self._file(key)

    async def drop(self, alias: str) -> str | None:
        """Let nobody go by this name as an alias; the key of the company that did, None when none did."""
        key = deal_key(alias)
        company = await self._value(self._delete(aliases, aliases.c.alias_key == key).returning(aliases.c.deal_key))
        if company is not None:
            await self._unfile(key)
        return None if company is None else str(company)

    async def give_back(self, alias: str, company: str | None) -> None:
        """Let a company (`deal_key`) that had this alias have it again, if there was one and a deal of its is left."""
        if company and await self._first(self._select(deals, deals.c.deal_key == company)):
            await self.put(alias, company)

    async def company_of(self, alias: str) -> str | None:
        """The key of the company that goes by this name as an alias, None when none does."""
        row = await self._first(self._select(aliases, aliases.c.alias_key == deal_key(alias)))
        return row["deal_key"] if row else None

    async def of(self, company: str) -> tuple[str, ...]:
        """The other names of a company, as they were written."""
        rows = await self._all(self._select(aliases, aliases.c.deal_key == deal_key(company)))
        return tuple(sorted(row["name"] for row in rows))

    async def of_companies(self, keys: Collection[str]) -> Mapping[str, str]:
        """The aliases of these companies (`deal_key`) by their keys, each with the key of its company."""
        rows = await self._all(self._select(aliases, aliases.c.deal_key.in_(keys)))
        return {row["alias_key"]: row["deal_key"] for row in rows}
