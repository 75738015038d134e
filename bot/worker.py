"""Works the inbox, and what is due: claims rows, does a few at a time, and keeps its claims alive meanwhile."""

import asyncio
import os
import secrets
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic

import structlog

from storage import ClaimLostError, StorageAwayError, StorageError
from storage.records import Claim, ClaimedEvent, Row

if TYPE_CHECKING:
    from coaching.message import Tenant
    from storage.claims import Queue

log = structlog.get_logger(__name__)

CLAIMED_AT_ONCE = 20
"""How many events are claimed with one statement: enough to make it cheap, few enough to leave other processes some."""
HEARTBEAT = 5.0
"""Seconds between two extensions of our leases, a third of a lease."""
LOOKING = 5.0
"""Seconds after which the inbox is looked at though nobody said that something came: the fall-back only."""
ELSEWHERE = timedelta(minutes=1)
"""How long an event of another workspace is left to that workspace's own bot."""
SOONEST = 0.05
"""Seconds between two looks at least, while a row is due that another process is about to take."""
AGAIN = 1.0
"""Seconds between two looks at an inbox that cannot be read."""
PERMANENT = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""Errors that an event meets again however often it is tried: mistakes of ours, or a body that nobody expected."""
TRIES = 12
"""After so many tries an event is given up, unless it only lacked a database; with the waits that is about an hour."""
LONGEST_WAIT = timedelta(minutes=10)
"""The longest pause between two tries of one event; the first is a second, and each is twice the one before."""
Batch = tuple[Claim[Row], ...]
"""Rows that are worked together; mostly one."""
_NONE_TOGETHER: Mapping[str, Any] = {}


class Worker(Generic[Row]):
    """Works a queue of one workspace, the inbox or what is due: `at_once` rows at a time, those of one line in order.

    `work` does one row and ends it in the transaction of its effects; `owner` is a name for this process that no other
    has. Any number of processes may work one database.

    What waits of one of the kinds of `together` is done together instead, by the work of that kind, up to `claimed` at
    a time. Rows that were in a batch that failed are tried again one by one.
    """

    def __init__(
        self,
        queue: "Queue[Row]",
        tenant: "Tenant",
        work: Callable[["Claim[Row]"], Awaitable[object]],
        owner: str,
        at_once: int,
        together: "Mapping[str, Callable[[Batch[Row]], Awaitable[object]]]" = _NONE_TOGETHER,
        claimed: int = CLAIMED_AT_ONCE,
    ) -> None:
        self._queue: Queue[Row] = queue
        self._tenant = tenant
        self._do: Callable[[Claim[Row]], Awaitable[object]] = work
        self._together: Mapping[str, Callable[[Batch[Row]], Awaitable[object]]] = together
        self._claimed = claimed
        self._name, self._generation = owner, 0
        self._ready: deque[Batch[Row]] = deque()
        self._under_way: dict[asyncio.Task[None], Batch[Row]] = {}
        self._room = asyncio.Semaphore(at_once)
        self._stopping = asyncio.Event()
        self.runs = False
        """Whether `run` is at work and its last look into the inbox succeeded."""

    async def run(self) -> None:
        """Work until cancelled, or after `stop` until nothing is left; then give back what was claimed and not done."""
        heartbeat = asyncio.create_task(self._keep_claims())
        try:
            while await self._look():
                while self._ready:
                    await self._room.acquire()
                    self._begin(self._ready.popleft())
        finally:
            self.runs = False
            heartbeat.cancel()
            await self._let_go()

    def stop(self) -> None:
        """Let `run` end once nothing is left that could be worked now."""
        self._stopping.set()

    @property
    def _owner(self) -> str:
        """In whose name rows are claimed: another one after each failure, so that rows of an unknown fate go free."""
        return f"{self._name}/{self._generation}"

    async def _look(self) -> bool:
        """Claim what there is, or wait until there may be something; False when told to stop and nothing is left."""
        told_to_stop = self._stopping.is_set()  # before the claim, so that what came until then is still worked
        try:
            self._ready.extend(self._batched(await self._claim()))
            until = 0.0 if self._ready else await self._queue.next_at()
            self.runs = True
        except (StorageError, OSError) as error:
            self._lose_sight("a queue cannot be read", error)
            self.runs, until = False, AGAIN
        if self._ready:
            return True
        if told_to_stop and not self._under_way:
            return False
        if self._stopping.is_set() and not told_to_stop:
            return True  # told meanwhile: a last look, without a rest before it
        await self._rest(LOOKING if until is None else min(LOOKING, max(SOONEST, until)))
        return True

    async def _claim(self) -> list["Claim[Row]"]:
        """What may be worked now; what is another workspace's, whose bot uses the same database, is left to that."""
        claims = await self._queue.claim(self._owner, self._claimed)
        for claim in claims:
            if claim.tenant != self._tenant:
                log.warning("an event of another workspace is left to its own bot", tenant=claim.tenant.key)
                await self._queue.release(claim, ELSEWHERE, "Another workspace's bot is to work it.")
        return [claim for claim in claims if claim.tenant == self._tenant]

    def _batched(self, claims: list["Claim[Row]"]) -> list["Batch[Row]"]:
        """The claims, those together that may be worked together: of one such kind, and never tried before."""
        batches: dict[object, list[Claim[Row]]] = {}
        for claim in claims:
            together = claim.row.kind in self._together and claim.attempt == 1
            batches.setdefault(claim.row.kind if together else claim.id, []).append(claim)
        return [tuple(batch) for batch in batches.values()]

    async def _rest(self, seconds: float) -> None:
        """Wait until something may have come, until an event ends, or until told to stop; `seconds` at most."""
        waits: list[asyncio.Task[Any]] = [asyncio.create_task(self._queue.wait(seconds))]
        if not self._stopping.is_set():
            waits.append(asyncio.create_task(self._stopping.wait()))
        try:
            await asyncio.wait([*waits, *self._under_way], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _begin(self, batch: "Batch[Row]") -> None:
        task = asyncio.create_task(self._work(batch))
        self._under_way[task] = batch
        task.add_done_callback(self._end)

    def _end(self, task: "asyncio.Task[None]") -> None:
        del self._under_way[task]
        self._room.release()

    async def _work(self, batch: "Batch[Row]") -> None:
        claim, together = batch[0], self._together.get(batch[0].row.kind)
        try:
            await (together(batch) if together else self._do(claim))
        except ClaimLostError:
            log.warning("an event was taken over by another process", **named(claim))
        except Exception as error:
            failure = secrets.token_hex(4)
            log.exception("an event failed", failure=failure, **named(claim), rows=len(batch), attempt=claim.attempt)
            for each in batch:
                await self._put_aside(each, error, failure, alone=len(batch) == 1)

    async def _put_aside(self, claim: "Claim[Row]", error: Exception, failure: str, *, alone: bool) -> None:
        """Give the event back to be tried later, or give it up; without a database its lease ends by itself."""
        why = f"{type(error).__name__}, see failure {failure} in the log."
        try:
            worn_out = claim.attempt >= TRIES and not isinstance(error, StorageAwayError)
            if alone and (worn_out or isinstance(error, PERMANENT)):
                await self._queue.give_up(claim, why)
            else:
                pause = min(LONGEST_WAIT, timedelta(seconds=2.0 ** (claim.attempt - 1)))
                await self._queue.release(claim, pause, why)
        except (StorageError, OSError) as problem:
            self._lose_sight("a failed event could not be put aside", problem)

    def _lose_sight(self, what: str, error: Exception) -> None:
        """The database did not answer, so nobody knows which rows are in our name: those are not kept any longer."""
        self._generation += 1
        log.warning(what, why=str(error))

    async def _keep_claims(self) -> None:
        """Extend the leases of what waits here and of what is under way."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            for owner in self._owners():
                try:
                    await self._queue.extend(owner)
                except (StorageError, OSError) as error:
                    log.warning("leases could not be extended", why=str(error))

    def _owners(self) -> set[str]:
        return {claim.owner for batch in (*self._ready, *self._under_way.values()) for claim in batch}

    async def _let_go(self) -> None:
        """Break off what is under way, whose transactions are undone, and give back all that we hold."""
        owners = self._owners()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        with suppress(StorageError, OSError):  # without a database the leases end by themselves
            for owner in owners:
                await self._queue.free(owner)


def named(claim: "Claim[Any]") -> dict[str, str]:
    """What a claimed row is, for the log."""
    row = claim.row
    return {"event_id": row.event_id} if isinstance(row, ClaimedEvent) else {claim.queue: f"{row.kind} {row.key}"}


def new_owner() -> str:
    """A name for this process that no other has, on whatever machine: for claims."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
