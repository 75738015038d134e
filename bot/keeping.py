"""Keeps events on arrival, and counts them: how many came, how many of them twice, and how long keeping took."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.messages.events import LISTENED, Keep

if TYPE_CHECKING:
    from bot.metrics import Metrics
    from coaching.message import Tenant
    from storage import Storage


def counted_keep(storage: "Storage", metrics: "Metrics") -> Keep:
    """`storage.keep_event`, counted in `metrics`."""

    async def keep(
        tenant: "Tenant", event_id: str, kind: str, thread: str, moment: str, body: Mapping[str, Any]
    ) -> bool:
        began = time.perf_counter()
        metrics.received.inc()
        if kind not in LISTENED:
            metrics.unmatched.inc()
        new = await storage.keep_event(tenant, event_id, kind, thread, moment, body)
        if not new:
            metrics.duplicates.inc()
        metrics.ack_seconds.observe(time.perf_counter() - began)
        return new

    return keep
