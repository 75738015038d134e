"""What hangs on a deal, moved to another one and back: its updates, and what was decided, said and asked about it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, Table, func, true

from storage.records import Moved
from storage.shared_deals import stands_on
from storage.store import Criterion, Store, of_message
from storage.tables import decisions, hushes, nudges, rulings, shared_deals, updates


class Moving(Store):
    """Moves between deals; the deals themselves stay as they are and are to be built again."""

    async def move(self, source: int, target: int) -> Moved:
        """Let all that hangs on `source` hang on `target`; what that was."""
        return Moved(
            updates=tuple((row["channel"], row["ts"]) for row in await self._moved(updates, source, target)),
            rulings=tuple((row["channel"], row["ts"]) for row in await self._moved(rulings, source, target)),
            decisions=tuple(sorted(row["id"] for row in await self._moved(decisions, source, target))),
            nudges=tuple(sorted(row["id"] for row in await self._moved(nudges, source, target))),
            hushes=tuple(sorted(row["id"] for row in await self._moved_hushes(source, target))),
            shares=tuple(sorted(row["deal_id"] for row in await self._moved_shares(source, target))),
        )

    @staticmethod
    def told(about: Mapping[str, Any]) -> Moved:
        """What was moved, as a change tells it."""
        numbers = {name: tuple(about.get(name, ())) for name in ("decisions", "nudges", "hushes", "shares")}
        return Moved(_places(about["updates"]), _places(about["rulings"]), **numbers)

    async def move_back(self, moved: Moved, deal_id: int, source: int | None = None) -> None:
        """Let what was moved hang on this deal, as far as it is there; with a `source`, only what still hangs on it."""
        for table, places in ((updates, moved.updates), (rulings, moved.rulings)):
            for channel, ts in places:
                await self._hang(table, source, deal_id, *of_message(table, channel, ts))
        for table, numbers in ((decisions, moved.decisions), (nudges, moved.nudges)):
            await self._hang(table, source, deal_id, table.c.id.in_(numbers))
        still = true() if source is None else hushes.c.holder == str(source)
        theirs = self._update(hushes, hushes.c.id.in_(moved.hushes), still)
        await self._changed(theirs.values(holder=str(deal_id)))
        still = true() if source is None else stands_on(source)
        shares = self._update(shared_deals, shared_deals.c.deal_id.in_(moved.shares), still)
        await self._changed(shares.values(merged_into=func.nullif(deal_id, shared_deals.c.deal_id)))

    async def _hang(self, table: Table, source: int | None, target: int, *criteria: Criterion) -> None:
        still = true() if source is None else table.c.deal_id == source
        await self._changed(self._update(table, *criteria, still).values(deal_id=target))

    async def _moved(self, table: Table, source: int, target: int) -> "list[RowMapping]":
        moved: Any = self._update(table, table.c.deal_id == source).values(deal_id=target)
        return list(await self._all(moved.returning(*table.primary_key.columns)))

    async def _moved_hushes(self, source: int, target: int) -> "list[RowMapping]":
        on_deal = self._update(hushes, hushes.c.place == "deal", hushes.c.holder == str(source))
        return list(await self._all(on_deal.values(holder=str(target)).returning(hushes.c.id)))

    async def _moved_shares(self, source: int, target: int) -> "list[RowMapping]":
        shared = self._update(shared_deals, stands_on(source)).values(merged_into=target)
        return list(await self._all(shared.returning(shared_deals.c.deal_id)))


def _places(told: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((channel, ts) for channel, ts in told)
