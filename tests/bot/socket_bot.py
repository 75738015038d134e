"""A bot that is nothing but its Socket Mode connection: it keeps events in a list and knows one command."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import APP_TOKEN, BOT_TOKEN, StubSlack

from bot.back_off import BackOff
from bot.connection import Connection, Pace
from bot.metrics import Metrics
from bot.start import open_session
from handlers import register
from handlers.messages.events import keep_first

QUICK = Pace(ping=0.4, opening=1.0, steady=0.0, overlap=5.0, back_off=BackOff(first=0.05, most=1.0))
"""The bot's own pace, a hundred times faster; every link counts as a good one."""


@dataclass
class SocketBot:
    """What came in over the connection; `hold` keeps events waiting before they are kept, `refuse` refuses some."""

    connection: Connection
    metrics: Metrics
    running: "asyncio.Task[None]"
    kept: list[Mapping[str, Any]] = field(default_factory=list)
    hold: asyncio.Event = field(default_factory=asyncio.Event)
    refuse: int = 0
    waiting: int = 0

    async def keep(self, *event: Any) -> None:
        """Keep an event, as storage does."""
        self.waiting += 1
        await self.hold.wait()
        self.waiting -= 1
        if self.refuse:
            self.refuse -= 1
            raise OSError("disk full")
        self.kept.append(event[-1])

    @property
    def texts(self) -> list[str]:
        """The words of the messages that were kept."""
        return [body["event"]["text"] for body in self.kept]

    @property
    def reconnects(self) -> int:
        """How many links were opened after the first."""
        return int(self.metrics.registry.get_sample_value("dealcoach_reconnects_total") or 0)

    async def stop(self) -> None:
        """As the bot does when it is told to stop."""
        self.running.cancel()
        await self.connection.drain()


@asynccontextmanager
async def socket_bot(slack: StubSlack, pace: Pace = QUICK) -> AsyncIterator[SocketBot]:
    """A bot that connects to `slack` and stays connected until the end of the block."""
    async with open_session() as session:
        client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[])
        metrics = Metrics.new()
        made: list[SocketBot] = []
        app = _app(client, lambda: made[0])
        connection = Connection(app, client, APP_TOKEN, metrics, pace)
        made.append(bot := SocketBot(connection, metrics, asyncio.create_task(connection.run())))
        bot.hold.set()
        yield bot
        bot.hold.set()
        await bot.stop()
        with suppress(asyncio.CancelledError):
            await bot.running


def _app(client: AsyncWebClient, bot: Callable[[], SocketBot]) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T0SALES", bot_token=BOT_TOKEN, bot_id="B0", bot_user_id="U0"
        )

    async def keep(*event: Any) -> None:
        await bot().keep(*event)

    app = AsyncApp(
        client=client,
        authorize=authorize,
        before_authorize=keep_first(keep),
        request_verification_enabled=False,
    )

    @app.command("/echo")
    async def echo(ack: Any, body: Mapping[str, Any]) -> None:
        """Say it back in the acknowledgement."""
        await ack(text=body["text"])

    register(app)
    return app
