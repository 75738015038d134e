"""Following what nudges asked for until it is done: also after a Done, and of nudges that were withheld."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import RowMapping, and_, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from coaching.follow_through.report import Followed
from storage.records import StoredNudge
from storage.store import Criterion, Store, filled, of_message
from storage.tables import decisions, feedback, nudges

_WITHHELD = nudges.c.state == "withheld"


def _given(*verdicts: str) -> Criterion:
    """Somebody gave one of these verdicts on the nudge."""
    return exists().where(
        feedback.c.tenant == nudges.c.tenant, feedback.c.nudge_id == nudges.c.id, feedback.c.verdict.in_(verdicts)
    )


_AWAITED = or_(
    nudges.c.state == "standing",
    and_(
        nudges.c.seen_at.is_(None),
        or_(nudges.c.state.in_(["settled", "withheld"]), and_(nudges.c.state == "withdrawn", _given("misread"))),
    ),
)
"""What stands, and what has not been seen to be done; a nudge that misread its message is not better off for it."""


class FollowThrough(Store):
    """Nudges by what they asked for. Those that were withheld are known here alone, and shown to nobody."""

    async def drop_withheld(self, channel: str, ts: str, at: datetime) -> bool:
        """Follow what was withheld about a message no more, as if a nudge were taken back; False when nothing was."""
        return await self._drop(*of_message(nudges, channel, ts), at=at)

    async def drop_withheld_of(self, author: str, at: datetime) -> bool:
        """The same for all that was withheld from a person."""
        return await self._drop(nudges.c.author == author, at=at)

    async def _drop(self, *criteria: Criterion, at: datetime) -> bool:
        withheld = self._update(nudges, *criteria, _WITHHELD)
        return await self._changed(withheld.values(state="withdrawn", withdrawn_at=at))

    async def awaited(self, deal_id: int | None, thread: tuple[str, str] | None = None) -> tuple[StoredNudge, ...]:
        """Nudges on a deal, or in a thread (its channel and first ts), of which one waits to see what they ask for."""
        on_deal = [nudges.c.deal_id == deal_id] if deal_id is not None else []
        in_thread = [and_(nudges.c.channel == thread[0], nudges.c.thread_ts == thread[1])] if thread else []
        return await self._awaited(or_(*on_deal, *in_thread)) if on_deal or in_thread else ()

    async def awaited_among(self, deal_ids: Collection[int], nudge_ids: Collection[int]) -> tuple[StoredNudge, ...]:
        """The same on any of these deals, and of these numbers, oldest first."""
        return await self._awaited(or_(nudges.c.deal_id.in_(deal_ids), nudges.c.id.in_(nudge_ids)))

    async def _awaited(self, where: Criterion) -> tuple[StoredNudge, ...]:
        told = self._select(nudges, where, _AWAITED).order_by(nudges.c.at, nudges.c.id)
        return tuple(filled(StoredNudge, row, to=row["audience"]) for row in await self._all(told))

    async def see(self, numbers: Collection[int], at: datetime) -> None:
        """What these nudges ask for was done at `at`, unless that was seen before."""
        if numbers:
            unseen = nudges.c.seen_at.is_(None)
            await self._changed(self._update(nudges, nudges.c.id.in_(numbers), unseen).values(seen_at=at))

    async def unsee(self, numbers: Iterable[int]) -> None:
        """It was not, after all."""
        await self._changed(self._update(nudges, nudges.c.id.in_(list(numbers))).values(seen_at=None))

    async def since(self, moment: datetime) -> tuple[Followed, ...]:
        """What became of the workspace's nudges since a moment, of those that were said and those that were not."""
        return await read_followed(self._connection, moment, self._mine(nudges))


async def read_followed(
    connection: AsyncConnection, since: datetime, where: Criterion | None = None
) -> tuple[Followed, ...]:
    """What became of the nudges since a moment, oldest first; of all workspaces, unless `where` says of which."""
    of_nudge = (decisions.c.tenant == nudges.c.tenant) & (decisions.c.id == nudges.c.decision_id)
    found = (
        select(
            nudges, decisions.c.reason, _given("misread").label("misread"), _given("misread", "bad").label("disputed")
        )
        .join(decisions, of_nudge)
        .where(nudges.c.at >= since, true() if where is None else where)
    )
    rows = (await connection.execute(found.order_by(nudges.c.at, nudges.c.id))).mappings().all()
    return tuple(_followed(row) for row in rows)


def _followed(row: RowMapping) -> Followed:
    """A row's nudge: it was withheld when its decision was to stay silent."""
    place = f"{row['channel']}/{row['thread_ts']}" if row["deal_id"] is None else row["deal_id"]
    dropped = row["state"] == "withdrawn" and row["seen_at"] is None and not row["misread"]
    told = {"about": f"{row['tenant']}/{place}", "withheld": row["reason"] == "holdout", "dropped": dropped}
    return filled(Followed, row, **told, disputed=bool(row["disputed"]))
