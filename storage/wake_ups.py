"""Wake-ups: whoever waits for a queue hears at once that something was put into it, also by another process."""

import asyncio
import uuid
from contextlib import suppress
from typing import Any

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.records import QueueName

CHANNEL = "dealcoach"
"""The channel of Postgres on which processes tell each other which queue has something new."""
_AGAIN_SECONDS = 1.0
"""How long to wait before listening anew when the server is away; a slow poll of the queues goes on meanwhile."""
_AWAY = (OSError, SQLAlchemyError, PostgresError, InterfaceError)
"""What a server that is away looks like; whoever uses it is told, here it is only waited for."""
_NOTIFY = text("SELECT pg_notify(:channel, :told)")


class WakeUps:
    """An event for each queue, set after a commit; on Postgres also when another process has committed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._name = uuid.uuid4().hex
        self._listening: asyncio.Task[None] | None = None
        self._events: dict[str, asyncio.Event] = {name: asyncio.Event() for name in ("inbox", "outbox", "due")}

    def wake(self, *queues: QueueName) -> None:
        """Wake whoever waits in this process; after the commit, or the woken would find nothing."""
        for queue in queues:
            self._events[queue].set()

    async def notify(self, connection: AsyncConnection, *queues: QueueName) -> None:
        """Let Postgres wake the other processes once this transaction has committed; on SQLite there are none."""
        if queues and connection.dialect.name == "postgresql":
            told = " ".join((self._name, *queues))
            await connection.execute(_NOTIFY, {"channel": CHANNEL, "told": told})

    async def wait(self, queue: QueueName, seconds: float) -> None:
        """Wait until something was put into the queue, `seconds` at most."""
        if self._engine.dialect.name == "postgresql" and self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._events[queue].wait(), seconds)
            self._events[queue].clear()

    async def _listen(self) -> None:
        """Hear what other processes tell, for ever; after a silence nobody knows what was missed, so all are woken."""
        while True:
            with suppress(*_AWAY):
                async with self._engine.connect() as connection:
                    driver = (await connection.get_raw_connection()).driver_connection
                    await connection.run_sync(Connection.detach)
                    gone = await self._hear(driver)
                    self.wake("inbox", "outbox", "due")
                    await gone.wait()
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _hear(self, driver: Any) -> asyncio.Event:
        """Ask the driver to tell us; set when the connection has ended."""
        gone = asyncio.Event()
        driver.add_termination_listener(lambda _: gone.set())
        await driver.add_listener(CHANNEL, self._heard)
        return gone

    def _heard(self, driver: Any, process: int, channel: str, told: str) -> None:
        """Wake for what another process has put there; what we put there has woken us before."""
        name, *queues = told.split()
        for queue in queues if name != self._name else ():
            if queue in self._events:
                self._events[queue].set()

    async def close(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
            self._listening = None
