"""The claim loop's half in the database: rows of a queue are claimed under a lease, given back, given up or ended."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    RowMapping,
    Table,
    Update,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import NamedFromClause

from coaching.message import Tenant
from storage.chosen_ids import IsChosen
from storage.database_clock import DatabaseNow, in_milliseconds, off_clock
from storage.records import Claim, ClaimedEvent, Depth, DueRow, OutboxRow, QueueName, Row
from storage.store import filled
from storage.tables import due, inbox, outbox
from storage.wake_ups import WakeUps

Door = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Opens a transaction."""

LEASE = timedelta(seconds=15)
"""How long a claim lasts unless it is extended; then somebody else may take the row over."""
MOST_LOSSES = 5
"""After so many claims of which nothing was heard again, a row is given up: it may be what kills the process."""
_LOST_FOR_GOOD = f"It was taken {MOST_LOSSES} times, and each time nothing more was heard of whoever took it."


@dataclass(frozen=True, slots=True)
class Kind(Generic[Row]):
    """What tells one queue from another: its table, its rows, its words, and in which lines rows wait for each other.

    Rows with one value in a column of `lines` go one after the other, by `order`; a row without a value stands in none.
    """

    name: QueueName
    table: Table
    row: type[Row]
    held: str
    done: str
    lines: tuple[str, ...] = ()
    order: tuple[str, ...] = ("id",)


INBOX = Kind("inbox", inbox, ClaimedEvent, held="working", done="done", lines=("thread",), order=("moment", "id"))
OUTBOX = Kind("outbox", outbox, OutboxRow, held="sending", done="sent", lines=("nudge_id", "note_id"))
DUE = Kind("due", due, DueRow, held="working", done="done")
KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in (INBOX, OUTBOX, DUE)}


class Queue(Generic[Row]):
    """One of the three queues, for all workspaces together; made by `Storage`."""

    def __init__(self, kind: Kind[Row], door: Door, wake_ups: WakeUps) -> None:
        self._kind: Kind[Row] = kind
        self._door, self._wake_ups = door, wake_ups
        self._claiming = {anybody: _claim_of(kind, anybody) for anybody in (True, False)}

    async def claim(self, owner: str, limit: int, tenant: Tenant | None = None) -> tuple[Claim[Row], ...]:
        """Take up to `limit` rows (of `tenant`, or anybody's) that are due and first in their line, for `LEASE`.

        Rows whose last owner was never heard of again come one at a time, so that a row that kills its process takes
        few others with it; the sixth time such a row is given up.
        """
        async with self._door() as connection:
            told = {"owner_": owner, "limit_": limit, **({"tenant_": tenant.key} if tenant else {})}
            rows = (await connection.execute(self._claiming[tenant is None], told)).mappings().all()
            rows = await self._without_hopeless(connection, rows)
            rows = await self._let_begin(connection, sorted(rows, key=lambda row: (row["created_at"], row["id"])))
        return tuple(self._as_claim(row) for row in rows)

    async def _without_hopeless(self, connection: AsyncConnection, rows: Sequence[RowMapping]) -> list[RowMapping]:
        """The rows but those that were lost too often, which are given up."""
        hopeless = [row["id"] for row in rows if row["lost"] >= MOST_LOSSES]
        if hopeless:
            ended = self._ended("failed").where(self._kind.table.c.id.in_(hopeless))
            await connection.execute(ended.values(why=_LOST_FOR_GOOD))
        return [row for row in rows if row["id"] not in hopeless]

    async def _let_begin(self, connection: AsyncConnection, rows: list[RowMapping]) -> list[RowMapping]:
        """The rows that may begin now: here, all."""
        return rows

    def _as_claim(self, row: RowMapping) -> Claim[Row]:
        """A claimed row as it leaves this room."""
        record = off_row(self._kind.row, row)
        return Claim(self._kind.name, row["id"], tenant_of(row["tenant"]), row["owner"], row["attempts"], record)

    async def extend(self, owner: str) -> int:
        """Let all leases of `owner` last `LEASE` from now; how many there are. Rows being ended just now are left."""
        table = self._kind.table
        held = select(table.c.id).where(table.c.ended_at.is_(None), table.c.owner == owner)
        async with self._door() as connection:
            extended = update(table).where(IsChosen(table.c.id, held.with_for_update(skip_locked=True)))
            ended = await connection.execute(extended.values(due_at=DatabaseNow() + in_milliseconds(LEASE)))
        return ended.rowcount

    async def release(self, claim: Claim[Row], after: timedelta, why: str) -> bool:
        """Give the row back, not to be claimed before `after` from now; False when it was ours no more."""
        back = _mine(self._kind, claim).values(
            state="pending", owner=None, lost=0, why=why, due_at=DatabaseNow() + in_milliseconds(after)
        )
        return await self._changed(back)

    async def give_up(self, claim: Claim[Row], why: str) -> bool:
        """End the row as failed, for the reason `why`, a sentence for the admin; False when it was ours no more."""
        table = self._kind.table
        ended = self._ended("failed").where(*_held_by(table, claim)).values(why=why)
        return await self._changed(ended)

    async def free(self, owner: str) -> int:
        """Give back everything that `owner` holds, to be claimed by anybody at once; how many rows."""
        table = self._kind.table
        held = update(table).where(table.c.ended_at.is_(None), table.c.owner == owner)
        async with self._door() as connection:
            freed = await connection.execute(held.values(state="pending", owner=None, due_at=DatabaseNow()))
        self._wake_ups.wake(self._kind.name)
        return freed.rowcount

    async def wait(self, seconds: float) -> None:
        """Wait until something may be claimable, `seconds` at most."""
        await self._wake_ups.wait(self._kind.name, seconds)

    async def next_at(self, tenant: Tenant | None = None) -> float | None:
        """Seconds until a row (of `tenant`, or anybody's) may be claimed, 0 when one may now; None when there is none.

        Leases that end count too.
        """
        table: Table = self._kind.table
        first = select(table.c.due_at - DatabaseNow()).where(table.c.ended_at.is_(None), *_is_first(self._kind, table))
        if tenant:
            first = first.where(table.c.tenant == tenant.key)
        async with self._door() as connection:
            left = (await connection.execute(first.order_by(table.c.due_at).limit(1))).scalar()
        return None if left is None else max(0.0, left / 1000)

    async def depth(self) -> Depth:
        """How full the queue is."""
        async with self._door() as connection:
            return await depth_of(connection, self._kind.table)

    def _ended(self, state: str) -> Update:
        """An end of rows."""
        return update(self._kind.table).values(state=state, owner=None, ended_at=DatabaseNow())

    async def _changed(self, statement: Update) -> bool:
        """Run a change in a transaction of its own; whether it touched a row."""
        async with self._door() as connection:
            changed = (await connection.execute(statement)).rowcount > 0
        self._wake_ups.wake(self._kind.name)
        return changed


async def finish(connection: AsyncConnection, claim: Claim[Any]) -> bool:
    """Mark the claimed row done, its words forgotten; False when it is the claim's no more."""
    return (await connection.execute(_mine(KINDS[claim.queue], claim).values(_done(claim.queue)))).rowcount > 0


async def finish_all(connection: AsyncConnection, claims: Sequence[Claim[Row]]) -> tuple[Claim[Row], ...]:
    """Mark the rows of these claims, all of one queue and tenant, done with one statement; those that were still held.

    What they return is in the order of `claims`.
    """
    if not claims:
        return ()
    first = claims[0]
    table = KINDS[first.queue].table
    held = tuple_(table.c.id, table.c.owner, table.c.attempts).in_([(c.id, c.owner, c.attempt) for c in claims])
    ours = update(table).where(table.c.tenant == first.tenant.key, table.c.ended_at.is_(None), held)
    ended = set((await connection.execute(ours.values(_done(first.queue)).returning(table.c.id))).scalars())
    return tuple(claim for claim in claims if claim.id in ended)


def _done(queue: QueueName) -> dict[str, Any]:
    return {"state": KINDS[queue].done, "owner": None, "ended_at": DatabaseNow(), "body": {}, "why": None}


async def free_all(connection: AsyncConnection) -> None:
    """Let every lease end now: for when everybody who held one is known to be dead. Their losses count."""
    for kind in KINDS.values():
        held = (kind.table.c.ended_at.is_(None), kind.table.c.owner.is_not(None))
        await connection.execute(update(kind.table).where(*held).values(due_at=DatabaseNow()))


async def depth_of(connection: AsyncConnection, table: Table) -> Depth:
    """How full a queue is."""
    open_rows = table.c.ended_at.is_(None)
    waiting = select(func.count(), func.min(table.c.created_at), DatabaseNow()).where(
        open_rows, or_(table.c.due_at <= DatabaseNow(), table.c.owner.is_not(None))
    )
    later = select(func.count()).where(open_rows, table.c.due_at > DatabaseNow(), table.c.owner.is_(None))
    failed = select(func.count()).where(table.c.state == "failed")
    count, oldest, now = (await connection.execute(waiting)).one()
    rest = (await connection.execute(later)).scalar() or 0
    lost = (await connection.execute(failed)).scalar() or 0
    return Depth(count + rest, max(0.0, (now - oldest) / 1000) if oldest is not None else 0.0, lost)


def off_row(record: type[Row], row: RowMapping) -> Row:
    """A row of a queue as it leaves this room."""
    return filled(record, row, created_at=off_clock(row["created_at"]))


def tenant_of(key: str) -> Tenant:
    """The workspace that `Tenant.key` has written."""
    enterprise, _, team = key.rpartition(":")
    return Tenant(team, enterprise)


def _held_by(table: Table, claim: Claim[Any]) -> tuple[ColumnElement[bool], ...]:
    """The claimed row, as long as it is the claim's."""
    return (
        table.c.id == claim.id,
        table.c.tenant == claim.tenant.key,
        table.c.owner == claim.owner,
        table.c.attempts == claim.attempt,
        table.c.ended_at.is_(None),
    )


def _mine(kind: Kind[Any], claim: Claim[Any]) -> Update:
    """A change of the claimed row, as long as it is the claim's."""
    return update(kind.table).where(*_held_by(kind.table, claim))


def _is_first(kind: Kind[Any], rows: FromClause) -> list[ColumnElement[bool]]:
    """That it is the first open row of its lines, or stands in none; asked row by row, so that no planner joins it."""
    return [_is_first_in(name, kind, rows) for name in kind.lines]


def _is_first_in(name: str, kind: Kind[Any], rows: FromClause) -> ColumnElement[bool]:
    line = kind.table.alias()
    same_line = [line.c[column] == rows.c[column] for column in ("tenant", name)]
    first = select(line.c.id).where(*same_line, line.c.ended_at.is_(None)).correlate(rows)
    is_first = rows.c.id == first.order_by(*(line.c[column] for column in kind.order)).limit(1).scalar_subquery()
    return or_(rows.c[name].is_(None), is_first) if kind.table.c[name].nullable else is_first


def _claim_of(kind: Kind[Any], anybody: bool) -> Update:
    """The statement that claims: of the rows whose owner fell silent the one due longest, and rows that nobody held."""
    table = kind.table
    limit = bindparam("limit_", type_=Integer)

    def claimable(rows: NamedFromClause[Any], most: ColumnElement[int], *criteria: ColumnElement[bool]) -> CTE:
        due_now = (rows.c.ended_at.is_(None), rows.c.due_at <= DatabaseNow(), *_is_first(kind, rows))
        whose = () if anybody else (rows.c.tenant == bindparam("tenant_"),)
        found = select(rows.c.id).where(*criteria, *whose, *due_now).order_by(rows.c.due_at, rows.c.id).limit(most)
        return found.with_for_update(skip_locked=True, of=rows).cte(f"{rows.name}_rows")

    silent, free = table.alias("silent"), table.alias("free")
    lost = claimable(silent, literal(1), silent.c.owner.is_not(None))
    rest = limit - select(func.count()).select_from(lost).scalar_subquery()
    fresh = claimable(free, rest, free.c.owner.is_(None))
    return (
        update(table)
        .where(IsChosen(table.c.id, select(lost.c.id).union_all(select(fresh.c.id))))
        .values(
            state=kind.held,
            owner=bindparam("owner_"),
            attempts=table.c.attempts + 1,
            lost=case((table.c.owner.is_not(None), table.c.lost + 1), else_=table.c.lost),
            due_at=DatabaseNow() + in_milliseconds(LEASE),
        )
        .returning(table)
    )
