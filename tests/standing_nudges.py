"""Which nudges stand on a deal, for tests that look at what came of something."""

from datetime import UTC, datetime

from storage import UnitOfWork
from storage.records import StoredNudge

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


async def standing_on(tx: UnitOfWork, deal_id: int) -> list[StoredNudge]:
    """The standing nudges on a deal, oldest first."""
    said = await tx.nudges.of_deals([deal_id], _EVER)
    return [nudge for nudge in said[deal_id] if nudge.state == "standing"]
