"""The bots that are measured, each ready to start beside a stub Slack."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.process import BotProcess, free_port
from benchmarks.stub import StubSlack
from benchmarks.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

ReaderName = Literal["trivial", "real"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where bots run: the stub Slack they talk to, and the folder in which they leave their logs."""

    slack: StubSlack
    folder: Path

    @asynccontextmanager
    async def bare_echo(self) -> AsyncIterator[list[BotProcess]]:
        """The first yardstick."""
        port = free_port()
        async with BotProcess("benchmarks.bare_echo", [self.slack.api_url, str(port)], port, self.folder) as bot:
            yield [bot]

    @asynccontextmanager
    async def raw_echo(self, url: str, driver: str, recording: Path, events: int) -> AsyncIterator[list[BotProcess]]:
        """The second yardstick; `recording` holds what `events` events cost."""
        port = free_port()
        arguments = [self.slack.api_url, str(port), url, driver, str(recording), str(events)]
        async with BotProcess("benchmarks.raw_echo", arguments, port, self.folder) as bot:
            yield [bot]

    @asynccontextmanager
    async def ours(
        self, url: str, reader: ReaderName = "trivial", processes: int = 1, recording: Path | None = None
    ) -> AsyncIterator[list[BotProcess]]:
        """Our bot over HTTP, in so many processes on one database, with limits that hold no nudge back."""
        async with AsyncExitStack() as stack:
            bots = []
            for _ in range(processes):
                port = free_port()
                arguments = [reader, *([str(recording)] if recording else [])]
                bot = BotProcess("benchmarks.our_bot", arguments, port, self.folder, self._settings(url, port))
                bots.append(await stack.enter_async_context(bot))
            yield bots

    def _settings(self, url: str, port: int) -> dict[str, str]:
        return {
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "DEALCOACH_MODE": "http",
            "DEALCOACH_HTTP_PORT": str(port),
            "DEALCOACH_DATABASE_URL": url,
            "DEALCOACH_WATCH": "all",
            "DEALCOACH_DEAL_REST_HOURS": "0",
            "DEALCOACH_PERSON_PER_DAY": "1000",
            "DEALCOACH_CHANNEL_PER_DAY": "1000",
            "DEALCOACH_WORKSPACE_PER_SECOND": "1000",
            "DEALCOACH_LOG_LEVEL": "WARNING",
        }
