"""What people asked the coach to be quiet about: a deal, a play, or everything."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import and_, false, or_

from coaching.hush import Hush
from storage.records import StoredHush
from storage.store import Criterion, Store, filled
from storage.tables import hushes

_STANDING = hushes.c.lifted_at.is_(None)


class Hushes(Store):
    """Hushes by number; they stand until they are lifted, even when their time is over."""

    async def add(self, hush: Hush) -> int:
        """Keep a wish for quiet; its number."""
        return int(await self._value(self._insert(hushes, **asdict(hush)).returning(hushes.c.id)))

    async def alike(self, hush: Hush, within: timedelta) -> int | None:
        """The same wish of the same person that stands and was kept less than `within` before; its number."""
        wished = {"place": hush.place, "holder": hush.holder, "by": hush.by, "play": hush.play, "wake": hush.wake}
        same = [hushes.c[name].is_not_distinct_from(value) for name, value in wished.items()]
        until = hushes.c.until.is_(None)
        if hush.until is not None:
            until = hushes.c.until.between(hush.until - within, hush.until + within)
        lately = hushes.c.at > hush.at - within
        return next((stored.id for stored in await self._told(*same, until, lately)), None)

    async def lift(self, hush_id: int, at: datetime) -> bool:
        """End it; False when it had ended, or there is none of this number."""
        standing = self._update(hushes, hushes.c.id == hush_id, _STANDING)
        return await self._changed(standing.values(lifted_at=at))

    async def renew(self, hush_id: int) -> bool:
        """Let one that was lifted stand again; False when it stands, or there is none of this number."""
        lifted = self._update(hushes, hushes.c.id == hush_id, hushes.c.lifted_at.is_not(None))
        return await self._changed(lifted.values(lifted_at=None))

    async def get(self, hush_id: int) -> Hush | None:
        """The hush that stands under this number, None when none does."""
        return next((stored.hush for stored in await self._told(hushes.c.id == hush_id)), None)

    async def standing(self, person: str, channel: str, deal_id: int | None) -> tuple[StoredHush, ...]:
        """Those that stand for this person, in this channel or on this deal, oldest first."""
        return await self.around([person], [channel], [] if deal_id is None else [deal_id])

    async def around(
        self, people: Collection[str], channels: Collection[str], deal_ids: Collection[int]
    ) -> tuple[StoredHush, ...]:
        """Those that stand for these people, in these channels or on these deals, oldest first."""
        holders = {"person": list(people), "channel": list(channels), "deal": [str(number) for number in deal_ids]}
        held = (and_(hushes.c.place == place, self._any_of(hushes.c.holder, of)) for place, of in holders.items() if of)
        return await self._told(or_(false(), *held))

    async def on_deals(self, deal_ids: Collection[int]) -> tuple[StoredHush, ...]:
        """Those that stand on these deals, oldest first."""
        return await self._told(
            hushes.c.place == "deal", self._any_of(hushes.c.holder, [str(number) for number in deal_ids])
        )

    async def paused(self, people: Collection[str]) -> frozenset[str]:
        """Those of these people who want nothing from the coach at the moment."""
        return frozenset(each.hush.holder for each in await self.around(people, (), ()) if each.hush.play is None)

    async def latest_by(self, person: str) -> StoredHush | None:
        """The last one that this person asked for and that still stands."""
        return next(reversed(await self._told(hushes.c.by == person)), None)

    async def _told(self, *criteria: Criterion) -> tuple[StoredHush, ...]:
        rows = await self._all(self._select(hushes, *criteria, _STANDING).order_by(hushes.c.id))
        return tuple(StoredHush(row["id"], filled(Hush, row)) for row in rows)
