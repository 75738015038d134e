"""The reader that the settings ask for: a local one in another thread, and a language model beside it if one is set."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import structlog

from coaching.reading.result import AsyncReader, Reader, Reading

if TYPE_CHECKING:
    from bot.content import Content
    from bot.llm.outcome import Outcome
    from bot.settings import Settings
    from coaching.reading.fence import Dropped

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ThreadedReader:
    """A reader at work in another thread, so that reading never holds up the event loop."""

    reader: Reader
    recognise: Callable[[Reading], Reading]
    """What the plays' own cues add to a reading (`Coach.recognise`)."""

    async def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text`, as `Reader.read` does."""
        return await asyncio.to_thread(self._read, text, today, about_deal)

    def _read(self, text: str, today: date, about_deal: bool) -> Reading:
        return self.recognise(self.reader.read(text, today, about_deal=about_deal))


@dataclass(frozen=True, slots=True)
class WaitingReader:
    """An `AsyncReader` for whoever has no event loop: it waits until the reading is there."""

    runner: asyncio.Runner
    reader: AsyncReader

    def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text`, as `Reader.read` does."""
        return self.runner.run(self.reader.read(text, today, about_deal=about_deal))


def local_reader(content: "Content") -> AsyncReader:
    """The reader that asks nobody."""
    return ThreadedReader(content.reader, content.coach.recognise)


@asynccontextmanager
async def open_reader(
    settings: "Settings",
    content: "Content",
    counted: "Callable[[Outcome], None]" = lambda outcome: None,
    dropped: "Callable[[Mapping[Dropped, int]], None]" = lambda kinds: None,
) -> AsyncIterator[AsyncReader]:
    """The reader for these settings; `counted` and `dropped` hear what a language model does (see `LLMReader`).

    Raises `SettingsError` when a language model is set and the package for it is not installed.
    """
    local = local_reader(content)
    if not settings.asks_llm:
        yield local
        return
    from bot.llm.allowance import Allowance
    from bot.llm.endpoint import Endpoint
    from bot.llm.prompt import Prompt
    from bot.llm.reader import LLMReader

    prompt = Prompt.of(content.coach.playbook.active, content.signals)
    endpoint = Endpoint.open(settings, prompt.schema, Allowance(settings.llm_per_day, lambda: datetime.now(UTC)))
    log.warning("the text of deal updates is sent to a language model", url=settings.llm_url, model=settings.llm_model)
    try:
        yield LLMReader(local, endpoint.ask, prompt, content.coach.recognise, counted, dropped)
    finally:
        await endpoint.close()


@contextmanager
def open_waiting_reader(settings: "Settings", content: "Content") -> Iterator[Reader]:
    """The reader for these settings, on the thread that asks. Raises `SettingsError`, as `open_reader` does."""
    if not settings.asks_llm:
        yield content.reader
        return
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        reader = runner.run(stack.enter_async_context(open_reader(settings, content)))
        try:
            yield WaitingReader(runner, reader)
        finally:
            runner.run(stack.aclose())
