"""Which channels the bot may watch, by the will of the people in them."""

from dataclasses import asdict

from coaching.watch import Watch
from storage.store import Store, filled
from storage.tables import watches


class Watches(Store):
    """Watches by Slack's id of the channel."""

    async def get(self, channel: str) -> Watch | None:
        """Whether the channel is watched, None when nobody was ever asked."""
        row = await self._first(self._select(watches, watches.c.channel == channel))
        return filled(Watch, row) if row else None

    async def put(self, watch: Watch) -> None:
        """Keep it, instead of what held for the channel before."""
        told = asdict(watch)
        key = [watches.c.tenant, watches.c.channel]
        await self._changed(self._insert(watches, **told).on_conflict_do_update(index_elements=key, set_=told))

    async def remove(self, channel: str) -> None:
        """Forget what held for the channel, as if nobody had been asked."""
        await self._changed(self._delete(watches, watches.c.channel == channel))

    async def all(self) -> tuple[Watch, ...]:
        """Every channel of which something is known, the latest change first."""
        rows = await self._all(self._select(watches).order_by(watches.c.at.desc(), watches.c.channel))
        return tuple(filled(Watch, row) for row in rows)
