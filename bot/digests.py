"""Plans weekly digests now and then; the queue of what is due then wakes them in their time."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from handlers.digests.weekly import plan_digests
from storage import StorageError

if TYPE_CHECKING:
    from coaching.message import Tenant
    from handlers.desk import Desk

log = structlog.get_logger(__name__)

BETWEEN = timedelta(hours=1)
"""How soon somebody who has got a first deal is planned for. Several processes may plan for one database."""


async def keep_planned(tenant: "Tenant", desk: "Desk") -> None:
    """See every hour that a digest waits for everybody who owns a deal, until cancelled."""
    while True:
        try:
            planned = await plan_digests(tenant, desk)
            log.debug("digests planned", people=planned)
        except StorageError as error:
            log.warning("digests could not be planned", why=str(error))
        await asyncio.sleep(BETWEEN.total_seconds())
