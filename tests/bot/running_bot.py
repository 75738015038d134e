"""The bot as a process of its own, started as a person would start it."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from asyncio.subprocess import Process

REPOSITORY = Path(__file__).parents[2]


class RunningBot:
    """`dealcoach run` with these settings in this folder; `async with RunningBot(settings, folder) as bot`."""

    def __init__(self, settings: dict[str, str], folder: Path) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self._environment = kept | {"PYTHONPATH": str(REPOSITORY), "PYTHONWARNINGS": "default"} | settings
        self._folder = folder
        self._process: Process | None = None
        self._said_before = 0

    async def __aenter__(self) -> Self:
        with (self._folder / "bot.log").open("ab") as out:
            self._said_before = out.tell()
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "run", cwd=self._folder, env=self._environment, stdout=out, stderr=out
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.runs:
            await self.end(signal.SIGKILL)
        if error is not None:
            print(self.said)

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    @property
    def said(self) -> str:
        """What it has written to its standard output and error, over all its runs in this folder."""
        return (self._folder / "bot.log").read_text(encoding="utf-8")

    async def until_connected(self, within: float = 60.0) -> None:
        """Wait until it has said that it is connected, in this run."""
        async with asyncio.timeout(within):
            while "connected to slack" not in self.said[self._said_before :]:
                assert self.runs, self.said
                await asyncio.sleep(0.05)

    async def end(self, number: signal.Signals | None = None, within: float = 60.0) -> int:
        """Send a signal, if any, and wait for the end; the exit code."""
        assert self._process is not None
        if number is not None:
            self._process.send_signal(number)
        async with asyncio.timeout(within):
            return await self._process.wait()
