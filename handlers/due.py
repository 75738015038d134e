"""What falls due, each kind by its own way: a digest, and what follows in its thread."""

from typing import TYPE_CHECKING

from handlers.digests.rest import DIGEST_REST, work_rest
from handlers.digests.weekly import DIGEST, work_digest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from handlers.desk import Desk
    from storage.records import Claim, DueRow

_WAYS: "Mapping[str, Callable[[Claim[DueRow], Desk], Awaitable[None]]]" = {
    DIGEST: work_digest,
    DIGEST_REST: work_rest,
}


async def work_due(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """Work what has fallen due."""
    await _WAYS[claim.row.kind](claim, desk)
