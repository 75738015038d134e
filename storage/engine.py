"""The door to the database: checks it, migrates it, and opens transactions for one workspace at a time."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection

from coaching.follow_through.report import Followed
from coaching.message import Tenant
from storage.backup import back_up, find_damage
from storage.claims import DUE, INBOX, Queue, finish, finish_all, free_all
from storage.copy_progress import find_unfinished_copy
from storage.corrections import read_corrections
from storage.errors import ClaimLostError, StorageError, cannot_connect, database_errors_told
from storage.expiry import expire_words
from storage.follow_through import read_followed
from storage.inbox import Intake
from storage.pace import PacedQueue
from storage.postgres import open_postgres
from storage.purge import purge_ended
from storage.records import Claim, Correction, Row, StorageStatus
from storage.run_lock import run_lock
from storage.schema import find_revision, find_schema_problem, upgrade_schema
from storage.sqlite import OneAtATime, find_file_problem, is_there, open_sqlite
from storage.status import read_status
from storage.unit_of_work import UnitOfWork
from storage.wake_ups import WakeUps
from storage.workspaces import read_workspaces

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+asyncpg", "postgresql": "postgresql+asyncpg"}
"""How an address may begin, and the driver that we use then."""
AT_ONCE = 4
"""So many units of work run side by side; those that take turns in their workspace are not counted.

What they read is work for Python: twenty kept one another, and Slack's acknowledgements, waiting, and were no faster.
"""
_LOCK_TENANT = text("SELECT pg_advisory_xact_lock(hashtextextended(:tenant, 0))")


class Storage:
    """A database by its address: `sqlite:///dealcoach.db` (a path relative to the working folder) or `postgresql://...`.

    Nothing is opened before the first use. Raises `StorageError` for an address that it cannot use. Belongs to one
    event loop; close it when done.
    """

    def __init__(self, url: str, workspace_per_second: float = 5.0) -> None:
        self._url = _understood(url)
        plain = self._url.set(drivername=self._url.get_backend_name())
        self._place = plain.render_as_string(hide_password=True)
        self._engine = open_sqlite(self._url) if self._is_sqlite else open_postgres(self._url)
        self._writers = OneAtATime() if self._is_sqlite else None
        self._at_work = asyncio.Semaphore(AT_ONCE)
        self._wake_ups = WakeUps(self._engine)
        self._intake = Intake(self._transaction, self._wake_ups)
        self.inbox = Queue(INBOX, self._transaction, self._wake_ups)
        self.outbox = PacedQueue(self._transaction, self._wake_ups, workspace_per_second)
        self.due = Queue(DUE, self._transaction, self._wake_ups)

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    async def check(self) -> None:
        """Raise `StorageError`, saying what to do, unless the database can be reached and is migrated."""
        self._refuse_for(find_file_problem(self._url, may_create=False) if self._is_sqlite else None)
        async with self._transaction() as connection:
            problem = await connection.run_sync(find_schema_problem) or await find_unfinished_copy(connection)
        self._refuse_for(problem)

    async def upgrade(self) -> None:
        """Create the tables, or bring them to this program's version: wholly or, when it fails, not at all.

        Raises `StorageError` when a bot runs on the SQLite file that would be changed under it.
        """
        self._refuse_for(find_file_problem(self._url, may_create=True) if self._is_sqlite else None)
        async with self._transaction() as connection:
            older = await connection.run_sync(find_revision) and await connection.run_sync(find_schema_problem)
            with run_lock(self._url) if older else nullcontext():
                await connection.run_sync(upgrade_schema)

    async def revision(self) -> str | None:
        """The version of the tables; None while there are none of ours, or no file yet."""
        if self._is_sqlite and not is_there(self._url):
            return None
        async with self._transaction() as connection:
            return await connection.run_sync(find_revision)

    def _refuse_for(self, problem: str | None) -> None:
        """Raise `StorageError` when there is a problem."""
        if problem:
            raise StorageError(f"The database at {self._place} {problem}.")

    async def keep_event(
        self, tenant: Tenant, event_id: str, kind: str, thread: str, moment: Decimal | str, body: Mapping[str, Any]
    ) -> bool:
        """Keep an event of Slack's, durably before this returns; False when it was kept before.

        `thread` is the conversation within which events keep the order of `moment`, their own Slack ts. Raises
        `StorageError` when the event cannot be kept: then Slack must not be told that we have it.
        """
        return await self._intake.keep(tenant, event_id, kind, thread, moment, body)

    @asynccontextmanager
    async def begin(
        self, tenant: Tenant, finishing: Claim[Any] | None = None, *, alone: bool = False
    ) -> AsyncIterator[UnitOfWork]:
        """One transaction of `tenant`: committed at the end of the block, undone when the block raises.

        With `finishing` the claimed row ends in the same transaction; raises `ClaimLostError` when somebody else holds
        it by now, and nothing is changed then. Two events of one workspace never run side by side, nor does what must
        be `alone`, as whatever reads a deal to change it: on Postgres the second waits here. On SQLite one transaction
        is open at a time, and `AT_ONCE` anywhere, so never wait for Slack or anything slow inside.
        """
        in_turn = not self._is_sqlite and (alone or (finishing is not None and finishing.queue != "outbox"))
        async with nullcontext() if in_turn else self._at_work, self._transaction() as connection:
            if in_turn:
                await connection.execute(_LOCK_TENANT, {"tenant": tenant.key})
            if finishing is not None:
                await self._finish(connection, finishing)
            unit = UnitOfWork(connection, tenant.key)
            yield unit
            await self._wake_ups.notify(connection, *unit.queued)
        self._wake_ups.wake(*unit.queued, *([finishing.queue] if finishing else []))

    @asynccontextmanager
    async def begin_together(
        self, tenant: Tenant, claims: Sequence[Claim[Row]]
    ) -> AsyncIterator[tuple[UnitOfWork, tuple[Claim[Row], ...]]]:
        """The same for claims of one queue that are worked together: those that are still ours end in it.

        The others are left to whoever holds them by now: nothing may be done for them.
        """
        async with self._transaction() as connection:
            if not self._is_sqlite:
                await connection.execute(_LOCK_TENANT, {"tenant": tenant.key})
            ours = await finish_all(connection, claims)
            unit = UnitOfWork(connection, tenant.key)
            yield unit, ours
            await self._wake_ups.notify(connection, *unit.queued)
        self._wake_ups.wake(*unit.queued, *{claim.queue for claim in claims})

    @asynccontextmanager
    async def rehearse(self, tenant: Tenant) -> AsyncIterator[UnitOfWork]:
        """One transaction of `tenant` that is always undone at the end of the block: to see what would come of it."""
        with suppress(_RehearsedError):
            async with self._at_work, self._transaction() as connection:
                yield UnitOfWork(connection, tenant.key)
                raise _RehearsedError

    async def _finish(self, connection: AsyncConnection, claim: Claim[Any]) -> None:
        """End the claimed row within the transaction."""
        if not await finish(connection, claim):
            raise ClaimLostError(f"Somebody else took over row {claim.id} of the {claim.queue}: nothing was changed.")

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        """A connection within a transaction, in its turn."""
        turn = self._writers.turn() if self._writers else nullcontext()
        with database_errors_told(self._place):
            async with turn, self._connected() as connection, connection.begin():
                yield connection

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        """A connection; that there is none is told as one sentence, whatever the driver raises for it."""
        async with AsyncExitStack() as stack:
            try:
                connection = await stack.enter_async_context(self._engine.connect())
            except Exception as error:
                raise cannot_connect(self._place, error) from error
            yield connection

    @asynccontextmanager
    async def hold_for_running(self) -> AsyncIterator[None]:
        """Be the only bot on a SQLite file; raises `StorageError` when another one runs. On Postgres many may run.

        What a bot that died held is free at once then, instead of when its leases end. The tables must be there.
        """
        with run_lock(self._url):
            if self._is_sqlite:
                async with self._transaction() as connection:
                    await free_all(connection)
            yield

    async def purge(self, older_than: timedelta) -> int:
        """Remove the events, messages and due things that ended longer ago than `older_than`; how many.

        A day at least: an event that Slack delivers again after that would be new. What failed stays a week.
        """
        return await purge_ended(self._transaction, older_than)

    async def expire_words(self, posted_before: datetime) -> int:
        """Forget the words of all messages posted before that moment, and every quote from them; how many texts."""
        return await expire_words(self._transaction, posted_before)

    async def workspaces(self) -> tuple[Tenant, ...]:
        """The workspaces whose people or deals are kept."""
        async with self._transaction() as connection:
            return await read_workspaces(connection)

    async def corrections(self) -> tuple[Correction, ...]:
        """The messages that their authors gave as examples of what was misread, of all workspaces."""
        async with self._transaction() as connection:
            return await read_corrections(connection)

    async def followed(self, since: datetime) -> tuple[Followed, ...]:
        """What became of the nudges since a moment, of all workspaces."""
        async with self._transaction() as connection:
            return await read_followed(connection, since)

    async def status(self) -> StorageStatus:
        """How the database is; raises `StorageError` when it cannot be reached or has no tables."""
        async with self._transaction() as connection:
            return await read_status(connection)

    @property
    def place(self) -> str:
        """The database's address, without its password."""
        return self._place

    async def find_damage(self) -> str | None:
        """What is wrong inside a SQLite file, which is read wholly; None when it is sound, and for a server."""
        return await asyncio.to_thread(find_damage, self._url)

    async def back_up(self, file: Path) -> int:
        """Write a back-up to the new `file`, whole also while bots go on writing; its size in bytes.

        Raises `StorageError`, which says what to do, and leaves no file behind then.
        """
        return await asyncio.to_thread(back_up, self._url, file)

    async def close(self) -> None:
        """Close all connections."""
        await self._wake_ups.close()
        await self._engine.dispose()


class _RehearsedError(Exception):
    """Undoes a rehearsal."""


def _understood(url: str) -> URL:
    """The address with its driver named: people write `sqlite:///...` and `postgres://...`."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StorageError(
            "DEALCOACH_DATABASE_URL is not a database's address: write for example sqlite:///dealcoach.db"
            " or postgresql://user:password@host/dealcoach."
        ) from error
    kind, _, driver = address.drivername.partition("+")
    if kind not in _DRIVERS:
        raise StorageError(f"Dealcoach keeps its data in SQLite or Postgres, not in {kind}.")
    ours = _DRIVERS[kind]
    if driver not in ("", ours.partition("+")[2]):
        raise StorageError(f"Dealcoach brings its own driver and knows no {driver}: write {kind}://... instead.")
    return address.set(drivername=ours)
