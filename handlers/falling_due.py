"""What falls due: each kind of row goes to what it waits for, and what should wait is planned now and then."""

from typing import TYPE_CHECKING

from handlers.digests.weekly import plan_digests, work_digest
from handlers.timed.planning import TIMED, plan_looks, work_look

if TYPE_CHECKING:
    from coaching.message import Tenant
    from handlers.desk import Desk
    from storage.records import Claim, DueRow


async def work_due(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """Work a row that has fallen due: a look at somebody's deals, or their digest."""
    if claim.row.kind == TIMED:
        await work_look(claim, desk)
    else:
        await work_digest(claim, desk)


async def plan_due(tenant: "Tenant", desk: "Desk") -> None:
    """Let a digest and a look wait for everybody who should have one."""
    await plan_digests(tenant, desk)
    await plan_looks(tenant, desk)
