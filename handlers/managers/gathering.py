"""What stands in one manager's digest: the team's weeks, and the deals that this manager may see and read of."""

from typing import TYPE_CHECKING

from coaching.team_digest import TeamDigest, compose_team_digest
from handlers.managers.figures import team_weeks
from handlers.sight import deals_seen_by

if TYPE_CHECKING:
    from coaching.message import Tenant
    from handlers.desk import Desk


async def gather_team_digest(manager: str, tenant: "Tenant", desk: "Desk") -> TeamDigest:
    """The digest as it is now; a deal that changed hands is shared no more until its new owner shares it."""
    weeks = await team_weeks(tenant, desk)
    deals = await deals_seen_by(manager, tenant, desk)
    async with desk.storage.begin(tenant) as tx:
        shared = await tx.shared_deals.all()
        owners = {stored.id: stored.deal.owner for stored in await tx.deals.numbered(shared.keys())}
    stands = {number: by for number, by in owners.items() if by is not None and by in shared[number]}
    return compose_team_digest(weeks, deals, stands, desk.team_deal, desk.clock())
