"""What waits for its time, by its kind: who plans it, and who does it when it is due."""

from typing import TYPE_CHECKING

from handlers.digests.rest import DIGEST_REST, work_rest
from handlers.digests.weekly import DIGEST, plan_digests, work_digests
from handlers.managers.due import MANAGERS_DIGEST
from handlers.managers.weekly import plan_managers_digests, work_managers_digest
from handlers.timed.planning import TIMED, plan_looks, work_look

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from coaching.message import Tenant
    from handlers.desk import Desk
    from storage.records import Claim, DueRow

_WAYS: "Mapping[str, Callable[[Claim[DueRow], Desk], Awaitable[object]]]" = {
    DIGEST_REST: work_rest,
    MANAGERS_DIGEST: work_managers_digest,
    TIMED: work_look,
}


async def plan_due(tenant: "Tenant", desk: "Desk") -> None:
    """Let wait whatever should wait and does not: for new reps, and where something was given up."""
    await plan_digests(tenant, desk)
    await plan_managers_digests(tenant, desk)
    await plan_looks(tenant, desk)


TOGETHER: "Mapping[str, Callable[[Sequence[Claim[DueRow]], Desk], Awaitable[object]]]" = {DIGEST: work_digests}
"""What is done for many at once."""


async def work_due(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """Do what is due, after its kind."""
    if claim.row.kind in TOGETHER:
        await TOGETHER[claim.row.kind]([claim], desk)
    else:
        await _WAYS[claim.row.kind](claim, desk)
