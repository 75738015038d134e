"""Messages that their authors gave as examples of what was misread; each points at its text and goes with it."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.column_types import UtcDateTime
from storage.records import Correction
from storage.store import Store, filled, of_message
from storage.tables import corrections, messages, rulings, texts


class Corrections(Store):
    """Examples by message and play."""

    async def put(self, channel: str, ts: str, play: str, by: str, at: datetime) -> bool:
        """Keep that `play` was wrong on the message; False when its text is no longer kept."""
        told = [literal(play), literal(by), literal(at, UtcDateTime())]
        kept = select(texts.c.tenant, texts.c.channel, texts.c.ts, *told).where(
            self._mine(texts), *of_message(texts, channel, ts)
        )
        key = [corrections.c.tenant, corrections.c.channel, corrections.c.ts, corrections.c.play]
        copied = self._into(corrections).from_select(["tenant", "channel", "ts", "play", "by", "at"], kept)
        told_again = copied.on_conflict_do_update(index_elements=key, set_={"by": by, "at": at})
        return await self._value(told_again.returning(corrections.c.ts)) is not None

    async def remove(self, channel: str, ts: str, play: str) -> None:
        """Take an example back; the message's text stays."""
        await self._changed(
            self._delete(corrections, *of_message(corrections, channel, ts), corrections.c.play == play)
        )


async def read_corrections(connection: AsyncConnection) -> tuple[Correction, ...]:
    """The examples of all workspaces with their texts, in the order in which they were given."""
    ruled_out = and_(_same_message(corrections, rulings), rulings.c.deal_id.is_(None))
    found = (
        select(corrections, messages.c.posted_at, texts.c.text, rulings.c.ts.is_(None).label("is_deal_update"))
        .join(texts, _same_message(corrections, texts))
        .join(messages, _same_message(corrections, messages))
        .outerjoin(rulings, ruled_out)
        .order_by(corrections.c.at, corrections.c.tenant, corrections.c.ts, corrections.c.play)
    )
    rows = (await connection.execute(found)).mappings().all()
    return tuple(filled(Correction, row) for row in rows)


def _same_message(one: Table, other: Table) -> ColumnElement[bool]:
    """Both rows are about one message."""
    return and_(*(one.c[name] == other.c[name] for name in ("tenant", "channel", "ts")))
