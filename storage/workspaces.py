"""The workspaces whose people or deals are kept here: for commands that cannot ask Slack where they are."""

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from coaching.message import Tenant
from storage.claims import tenant_of
from storage.tables import deals, people


async def read_workspaces(connection: AsyncConnection) -> tuple[Tenant, ...]:
    """All of them, in the order of their keys."""
    keys = (await connection.execute(union(select(people.c.tenant), select(deals.c.tenant)))).scalars()
    return tuple(tenant_of(key) for key in sorted(keys))
