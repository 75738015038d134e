"""The card index as it is stored: names and aliases are filed in it, and leave it once nobody goes by them."""

from typing import Any

from sqlalchemy import Select, exists, select

from coaching.name_index import entries_of
from storage.store import Criterion, Store
from storage.tables import aliases, deals, name_index


class CardIndex(Store):
    """What stores share that give companies a name, or take one from them."""

    async def _file(self, key: str) -> None:
        """Put the cards of a name into the index."""
        cards = [{"tenant": self._tenant, "entry": entry, "deal_key": key} for entry in sorted(entries_of(key))]
        if cards:
            await self._connection.execute(self._into(name_index).on_conflict_do_nothing(), cards)

    async def _unfile(self, key: str) -> None:
        """Take the cards of a name out of the index, unless a deal still has it, or a company as an alias."""
        still = exists().where(self._mine(deals), deals.c.deal_key == key)
        as_alias = exists().where(self._mine(aliases), aliases.c.alias_key == key)
        cards = self._any_of(name_index.c.entry, entries_of(key))
        await self._changed(self._delete(name_index, cards, name_index.c.deal_key == key, ~still, ~as_alias))

    async def _forget_company(self, key: str) -> None:
        """Let go of the name of a removed deal, and of its company's aliases once it has no other deal."""
        still = exists().where(self._mine(deals), deals.c.deal_key == key)
        gone = self._delete(aliases, aliases.c.deal_key == key, ~still).returning(aliases.c.alias_key)
        for row in await self._all(gone):
            await self._unfile(row["alias_key"])
        await self._unfile(key)


def companies_called(*criteria: Criterion) -> Select[Any]:
    """The keys of companies that have an alias which fits."""
    return select(aliases.c.deal_key).where(*criteria)
