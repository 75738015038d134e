"""The channels in which messages were seen, and whether everybody in the workspace may read them."""

from collections.abc import Collection

from sqlalchemy import select

from storage.store import Store
from storage.tables import channels, updates


class Channels(Store):
    """Channels by Slack's id. One that was never seen counts as private; "" is no channel and hides nothing."""

    async def put(self, channel: str, *, private: bool) -> None:
        """Keep whether a channel is private, as the latest event from it says."""
        known = [channels.c.tenant, channels.c.channel]
        told = self._insert(channels, channel=channel, private=private)
        changed = channels.c.private != told.excluded.private
        await self._changed(told.on_conflict_do_update(index_elements=known, set_={"private": private}, where=changed))

    async def is_known(self, channel: str) -> bool:
        """Whether a message was ever seen there."""
        return await self._first(self._select(channels, channels.c.channel == channel)) is not None

    async def is_private(self, channel: str) -> bool:
        """Whether only its members may read it."""
        row = await self._first(self._select(channels, channels.c.channel == channel))
        return bool(channel) and (row is None or bool(row["private"]))

    async def private_among(self, named: Collection[str]) -> frozenset[str]:
        """Those of these channels that only their members may read."""
        public = self._select(channels, self._any_of(channels.c.channel, named), ~channels.c.private)
        return frozenset(named) - {row["channel"] for row in await self._all(public)} - {""}

    async def private_by_deal(self, deal_ids: Collection[int] | None = None) -> dict[int, frozenset[str]]:
        """The private channels from which a deal has updates, for each deal that has any; or of these alone."""
        public = select(channels.c.channel).where(self._mine(channels), ~channels.c.private)
        of_deal = updates.c.deal_id.is_not(None) if deal_ids is None else self._any_of(updates.c.deal_id, deal_ids)
        private = self._select(updates, of_deal, updates.c.channel != "", updates.c.channel.not_in(public))
        found: dict[int, frozenset[str]] = {}
        for row in await self._all(private.with_only_columns(updates.c.deal_id, updates.c.channel).distinct()):
            found[row["deal_id"]] = found.get(row["deal_id"], frozenset()) | {row["channel"]}
        return found
