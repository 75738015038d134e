"""A bot as a process of its own, and what Linux says of it: CPU seconds used, memory held."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import aiohttp

if TYPE_CHECKING:
    from asyncio.subprocess import Process

REPOSITORY = Path(__file__).parents[1]


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of the process so far, those that have ended too, to the microsecond.

    Linux numbers the clock of another process's CPU time so; /proc has the same time in hundredths of a second.
    """
    return time.clock_gettime((~pid << 3) | 2)


def resident_mib(pid: int) -> float:
    """Memory that the process holds now."""
    held = next(line for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines() if "VmRSS" in line)
    return int(held.split()[1]) / 1024


class BotProcess:
    """One of the bots, as `python -m MODULE ARGUMENTS`, that listens on `port`; `async with` starts and ends it."""

    def __init__(
        self, module: str, arguments: Sequence[str], port: int, folder: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self.port = port
        self._command = [sys.executable, "-m", module, *arguments]
        self._folder, self._settings = folder, dict(settings or {})
        self._process: Process | None = None

    async def __aenter__(self) -> Self:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment = kept | {"PYTHONPATH": str(REPOSITORY)} | self._settings
        with (self._folder / f"bot-{self.port}.log").open("ab") as said:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=self._folder, env=environment, stdout=said, stderr=said
            )
        await self._until_ready()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), 45)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def kill(self) -> None:
        """End it at once, whatever it has left to do."""
        self._running.kill()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._running.pid

    @property
    def _running(self) -> "Process":
        if self._process is None:
            raise RuntimeError("The bot was not started.")
        return self._process

    @property
    def address(self) -> str:
        """Where it takes events."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    @property
    def said(self) -> str:
        """What it has written."""
        return (self._folder / f"bot-{self.port}.log").read_text("utf-8")

    async def _until_ready(self, within: float = 60.0) -> None:
        """Wait until it answers 200 at /readyz."""
        async with aiohttp.ClientSession() as session, asyncio.timeout(within):
            while True:
                if self._process is None or self._process.returncode is not None:
                    raise RuntimeError(f"The bot ended before it was ready:\n{self.said}")
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)
