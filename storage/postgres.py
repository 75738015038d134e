"""Postgres as we run it: connections that are tried before use, and plans that do not hang on how full a queue was."""

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_PLANS = {"enable_seqscan": "off", "enable_bitmapscan": "off", "enable_sort": "off", "jit": "off"}
"""Queues are empty one minute and long the next, so that the server's statistics of them are always wrong. Every
question of ours has an index; these keep the planner from reading and sorting a table because it was small before."""

_PATIENCE = {
    "lock_timeout": "30s",
    "idle_in_transaction_session_timeout": "15s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "2",
}
"""What a process that froze or whose machine vanished has locked is free again after a lease."""


def open_postgres(url: URL) -> AsyncEngine:
    """An engine that notices before use that the server has restarted."""
    settings = {"application_name": "dealcoach", **_PLANS, **_PATIENCE}
    return create_async_engine(url, pool_pre_ping=True, connect_args={"server_settings": settings, "timeout": 10})
