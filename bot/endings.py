"""How attempts to send end, and how that is kept: the row is done, waits to be tried again, or is given up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.back_off import Waits
from bot.messenger import Place, named
from bot.metrics import SendOutcome
from bot.slack_errors import Refusal
from coaching.message import Tenant
from storage import Claim, ClaimLostError, Storage
from storage.records import OutboxRow

log = structlog.get_logger(__name__)

PATIENCE = timedelta(days=1)
"""For how long a message is tried; a nudge that comes later than that helps nobody."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Our message stands, or stood, at `place`; `found` when an earlier attempt had brought it there."""

    place: Place
    found: bool = False


Ending = Sent | Refusal | None
"""How an attempt ended; None when there was nothing to do."""
Ended = tuple[Claim[OutboxRow], Ending]
"""A claimed message whose attempt is over."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Keeps how attempts ended; `count` hears of each, once it is kept."""

    storage: Storage
    tenant: Tenant
    clock: Callable[[], datetime]
    count: Callable[[SendOutcome], object]
    waits: Waits

    async def keep_sent(self, ended: Sequence[Ended]) -> None:
        """Keep, in one transaction, where the messages stand that Slack has confirmed. Raises `StorageError`."""
        confirmed = [(claim, ending) for claim, ending in ended if isinstance(ending, Sent)]
        if not confirmed:
            return
        async with self.storage.begin(self.tenant) as tx:
            for claim, sent in confirmed:
                await tx.outbox.sent(claim, *sent.place, self.clock())
        for _, sent in confirmed:
            self.count("found" if sent.found else "sent")

    async def keep(self, claim: Claim[OutboxRow], ending: Refusal | None) -> None:
        """End a row for which there was nothing to do; let one that was refused wait. Raises `StorageError`."""
        if ending is not None:
            return await self._refuse(claim, ending)
        try:
            async with self.storage.begin(self.tenant, finishing=claim):
                return None
        except ClaimLostError:
            return None

    async def _refuse(self, claim: Claim[OutboxRow], refusal: Refusal) -> None:
        """Give the message up when trying again cannot help or would come too late; else let it wait."""
        after = self._wait(claim.attempt, refusal)
        late = too_late(claim.row, self.clock() + after)
        log.warning("slack did not take a message", **named(claim.row), kind=claim.row.kind, error=refusal.code)
        if refusal.for_good or late:
            why = f"The message could not be sent ({claim.row.kind}){' within a day' if late else ''}: {refusal.code}."
            await self.storage.outbox.give_up(claim, why)
            self.count("failed")
            return
        limited = refusal.retry_after is not None and refusal.certain
        await self.storage.outbox.release(claim, after, refusal.code, whole_channel=limited)
        self.count("waiting")

    def _wait(self, attempt: int, refusal: Refusal) -> timedelta:
        """Until the next try: never less than Slack asks for, and each a little different."""
        if refusal.retry_after is not None:
            return timedelta(seconds=refusal.retry_after + self.waits.failure.seconds(1) / 10)
        backed_off = self.waits.failure.seconds(attempt)
        return timedelta(seconds=backed_off if refusal.certain else max(backed_off, self.waits.doubt))


def too_late(row: OutboxRow, at: datetime) -> bool:
    """Whether nobody wants the message any more by then."""
    return at - row.created_at > PATIENCE
