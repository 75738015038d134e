"""Expiry: the words of old messages are forgotten, with every quote from them; what was read from them stays."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.claims import Door
from storage.tables import decisions, feedback, messages, nudges, texts, updates

_AT_ONCE = 1000
"""Rows looked for in one transaction, so that nobody waits long."""
_Key = tuple[str, str, str]
_NOTED = exists().where(
    feedback.c.tenant == nudges.c.tenant, feedback.c.nudge_id == nudges.c.id, feedback.c.note.is_not(None)
)


async def expire_words(door: Door, posted_before: datetime) -> int:
    """Forget the words of all messages that were posted before that moment; how many texts went.

    Quotes are looked for by themselves: an edit may have taken the text away and left a quote of what stood there. A
    nudge that still stands loses its quote too, since most of them stand for ever.
    """
    forgotten = await _expire_texts(door, posted_before)
    await _erase_quotes(door, decisions, decisions.c.evidence != "", posted_before)
    await _erase_quotes(door, nudges, (nudges.c.evidence != "") | _NOTED, posted_before)
    return forgotten


async def _expire_texts(door: Door, posted_before: datetime) -> int:
    """Delete the texts, some at a time; examples of what was misread go with them."""
    forgotten, after = 0, ("", "", "")
    while True:
        async with door() as connection:
            keys = await _next_texts(connection, posted_before, after)
            if not keys:
                return forgotten
            await _empty_signals(connection, keys)
            await connection.execute(delete(texts).where(_key_of(texts).in_(keys)))
        forgotten, after = forgotten + len(keys), keys[-1]


async def _next_texts(connection: AsyncConnection, posted_before: datetime, after: _Key) -> list[_Key]:
    key = _key_of(texts)
    old = (
        select(texts.c.tenant, texts.c.channel, texts.c.ts)
        .join(messages, _same_message(texts, messages))
        .where(messages.c.posted_at < posted_before, key > tuple_(*after))
        .order_by(texts.c.tenant, texts.c.channel, texts.c.ts)
        .limit(_AT_ONCE)
    )
    return [(tenant, channel, ts) for tenant, channel, ts in await connection.execute(old)]


async def _empty_signals(connection: AsyncConnection, keys: Iterable[_Key]) -> None:
    """Keep which signals were seen in the updates that these texts made, without the words by which they were."""
    told = select(updates).where(_key_of(updates).in_(keys)).with_for_update()
    rows = (await connection.execute(told)).mappings().all()
    emptied = [_emptied(row) for row in rows if any(row["signals"].values())]
    if emptied:
        this = and_(*(updates.c[name] == bindparam(f"its_{name}") for name in ("tenant", "channel", "ts")))
        await connection.execute(update(updates).where(this).values(signals=bindparam("emptied")), emptied)


def _emptied(row: RowMapping) -> dict[str, Any]:
    its = {f"its_{name}": row[name] for name in ("tenant", "channel", "ts")}
    return {**its, "emptied": dict.fromkeys(row["signals"], "")}


async def _erase_quotes(door: Door, table: Table, quotes: ColumnElement[bool], posted_before: datetime) -> None:
    """Empty what was quoted, and with nudges what people wrote about them, some at a time."""
    after = 0
    while True:
        async with door() as connection:
            old = (
                select(table.c.id)
                .join(messages, _same_message(table, messages))
                .where(messages.c.posted_at < posted_before, quotes, table.c.id > after)
                .order_by(table.c.id)
                .limit(_AT_ONCE)
            )
            ids = (await connection.execute(old)).scalars().all()
            if not ids:
                return
            quoted = update(table).where(table.c.id.in_(ids), table.c.evidence != "")
            await connection.execute(quoted.values(evidence=""))
            if table is nudges:
                await connection.execute(update(feedback).where(feedback.c.nudge_id.in_(ids)).values(note=None))
        after = ids[-1]


def _key_of(table: Table) -> Any:
    return tuple_(table.c.tenant, table.c.channel, table.c.ts)


def _same_message(one: Table, other: Table) -> ColumnElement[bool]:
    """Both rows are about one message."""
    return and_(*(one.c[name] == other.c[name] for name in ("tenant", "channel", "ts")))
