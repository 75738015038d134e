"""Sends what waits in the outbox to Slack: claims what is due, keeps the leases, has several calls under way."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.back_off import Waits
from bot.delivery import About, Delivery
from bot.endings import Ending, Endings, Sent
from bot.messenger import Messenger
from bot.metrics import SendOutcome
from coaching.message import Tenant
from storage import Claim, Storage, StorageError, UnitOfWork
from storage.claims import LEASE
from storage.records import OutboxRow

log = structlog.get_logger(__name__)

AT_ONCE = 16
"""How many messages are under way at most: enough for five a second with a Slack that takes three seconds for each."""
HEARTBEAT = 5.0
"""Seconds after which leases are renewed: a third of what they last, so that a renewal may fail."""
HELD = LEASE.total_seconds() * 0.8
"""Seconds after which a lease that was not renewed no longer counts as ours, before it counts as nobody's."""
POLL = 30.0
"""Seconds after which the outbox is looked into although nobody has said that there is something."""
GLANCE = 0.25
"""The same while something is under way: cheaper than to ask when the next message is due, over and over."""
SOONEST = 0.05
"""Seconds between two looks at least, while a row is due that somebody else is about to take."""
_ELSEWHERE = timedelta(minutes=1)


@dataclass(slots=True)
class _Held:
    """A message of ours: its claim, since when (the event loop's time) its lease runs, and the attempt under way."""

    claim: Claim[OutboxRow]
    since: float
    attempt: asyncio.Task[Ending]


class Sender:
    """Empties the outbox of one workspace; `owner` is a name for this process that no other has.

    Messages of one nudge go in their order, and no channel hears from us more than once a second: storage sees to both
    when it lets rows be claimed. Any number of processes may send from one database. Only `run` writes, so that what
    ended together is kept together.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        storage: Storage,
        tenant: Tenant,
        owner: str,
        clock: Callable[[], datetime],
        count: Callable[[SendOutcome], object] = lambda outcome: None,
        waits: Waits | None = None,
    ) -> None:
        self._outbox, self._storage, self._tenant = storage.outbox, storage, tenant
        self._name, self._generation, self._failures = owner, 0, 0
        self._waits = waits or Waits()
        self._delivery = Delivery(Messenger(client, tenant, self._waits.picture), clock, self._still_holds)
        self._endings = Endings(storage, tenant, clock, count, self._waits)
        self._held: dict[int, _Held] = {}
        self._stopping = asyncio.Event()
        self.runs = False
        """Whether `run` is at work and its last look into the outbox succeeded."""

    async def run(self) -> None:
        """Send until cancelled, or after `stop` until nothing is due and nothing under way.

        A database that is away is waited for. When cancelled, what was under way is given back: before it is sent
        again, Slack is asked whether it stands there.
        """
        heart = asyncio.create_task(self._beat())
        try:
            while await self._look():
                pass
        finally:
            self.runs = False
            heart.cancel()
            await self._let_go()

    def stop(self) -> None:
        """Let `run` end once what is due now has been sent; what has to wait stays in the outbox."""
        self._stopping.set()

    @property
    def _owner(self) -> str:
        """In whose name rows are claimed; another one after each failure, so that rows of an unknown fate go free."""
        return f"{self._name}/{self._generation}"

    async def _look(self) -> bool:
        """Keep what has ended and begin what is due, or wait for either; False when stopping and nothing is left."""
        try:
            await self._keep_ended()
            wait = await self._begin()
            self.runs, self._failures = True, 0
        except (StorageError, OSError) as error:
            if not self._failures:
                log.warning("the outbox cannot be read or written; it is tried until it can", why=str(error))
            self._generation += 1
            self._failures += 1
            self.runs, wait = False, None
            await asyncio.sleep(self._waits.database.seconds(self._failures))
        if self._stopping.is_set() and self.runs and not self._held:
            return False
        if wait is not None:
            await self._rest(wait)
        return True

    async def _keep_ended(self) -> None:
        """Keep how attempts ended; those that cannot be kept now stay ours, with their ending."""
        ended = [(held.claim, held.attempt.result()) for held in self._held.values() if held.attempt.done()]
        await self._endings.keep_sent(ended)
        for claim, ending in ended:
            if not isinstance(ending, Sent):
                await self._endings.keep(claim, ending)
            del self._held[claim.id]

    async def _begin(self) -> float | None:
        """Claim what is due, as far as there is room, and start it; seconds to wait for more, None to look at once.

        What is under way here already, and was lost while the database was away, is not started a second time.
        """
        room = AT_ONCE - len(self._held)
        if room <= 0:
            return POLL
        now = asyncio.get_running_loop().time()
        claims = await self._outbox.claim(self._owner, room)
        ours = [claim for claim in claims if claim.tenant == self._tenant]
        said = await self._said_by([claim for claim in ours if claim.id not in self._held])
        for claim in ours:
            if claim.id in self._held:
                attempt = self._held[claim.id].attempt
            else:
                attempt = asyncio.create_task(self._delivery.attempt(claim, said[claim.id]))
            self._held[claim.id] = _Held(claim, now, attempt)
        for claim in claims:
            if claim.tenant != self._tenant:
                await self._outbox.release(claim, _ELSEWHERE, "It is for the bot of another workspace to send.")
        if self._held:
            return GLANCE
        next_at = await self._outbox.next_at()
        return POLL if next_at is None else min(POLL, max(SOONEST, next_at))

    async def _said_by(self, claims: list[Claim[OutboxRow]]) -> dict[int, About | None]:
        """What these messages say, by the claim's number, as it stands now."""
        if not claims:
            return {}
        async with self._storage.begin(self._tenant) as tx:
            return {claim.id: await _about(claim.row, tx) for claim in claims}

    async def _rest(self, seconds: float) -> None:
        """Wait until something may be due, until an attempt has ended, or until told to stop; `seconds` at most."""
        waits: list[asyncio.Task[object]] = [asyncio.create_task(self._outbox.wait(seconds))]
        if not self._stopping.is_set():
            waits.append(asyncio.create_task(self._stopping.wait()))
        try:
            attempts = (held.attempt for held in self._held.values())
            await asyncio.wait([*waits, *attempts], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _beat(self) -> None:
        """Renew the leases of what is under way."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            for owner in {held.claim.owner for held in self._held.values()}:
                now = asyncio.get_running_loop().time()
                try:
                    await self._outbox.extend(owner)
                except (StorageError, OSError) as error:
                    log.warning("leases could not be renewed", why=str(error))
                    continue
                for held in self._held.values():
                    if held.claim.owner == owner:
                        held.since = max(held.since, now)

    def _still_holds(self, claim: Claim[OutboxRow]) -> bool:
        """Whether nobody can have taken the row over: false after this process stood still for long."""
        return asyncio.get_running_loop().time() - self._held[claim.id].since < HELD

    async def _let_go(self) -> None:
        """Break off what is under way, and give it back for a time when Slack has surely ended what it began."""
        for held in self._held.values():
            held.attempt.cancel()
        await asyncio.gather(*(held.attempt for held in self._held.values()), return_exceptions=True)
        after = timedelta(seconds=self._waits.doubt)
        for held in self._held.values():
            try:
                await self._outbox.release(held.claim, after, "The bot was stopped before Slack had answered.")
            except (StorageError, OSError) as error:
                log.warning("a message could not be given back, its lease will end", why=str(error))


async def _about(row: OutboxRow, tx: UnitOfWork) -> About | None:
    if row.note_id is not None:
        return await tx.notes.get(row.note_id)
    return None if row.nudge_id is None else await tx.nudges.get(row.nudge_id)
