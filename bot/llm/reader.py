"""The reader with a language model: the local reader reads first, the model where it matters, and the fence decides."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import structlog

from bot.llm.outcome import PAUSES, NotReadError, Outcome
from bot.llm.prompt import Prompt
from coaching.reading.claims import parse_claims
from coaching.reading.fence import Dropped, Fenced, fence
from coaching.reading.result import AsyncReader, Reading

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LLMReader:
    """Asks a model about each message that may be a deal update; on any failure the local reading stands.

    `ask` sends the turns and gives back the model's words or raises `NotReadError`; `recognise` adds what the plays'
    own cues tell; `counted` hears how each question ended, `dropped` what the fence held back.
    """

    local: AsyncReader
    ask: Callable[[Sequence[Mapping[str, str]]], Awaitable[str]]
    prompt: Prompt
    recognise: Callable[[Reading], Reading]
    counted: Callable[[Outcome], None]
    dropped: Callable[[Mapping[Dropped, int]], None]

    async def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text`, as `Reader.read` does; what is certainly no deal update, or not English, is never sent."""
        local = await self.local.read(text, today, about_deal=about_deal)
        if not (local.english and (local.is_deal_update or local.doubtful)):
            return local
        try:
            answer = await self.ask(self.prompt.messages(local.text, today, about_deal))
            fenced = await asyncio.to_thread(self._fenced, answer, local, today)
        except NotReadError as failure:
            self._tell(failure)
            return local
        self.counted("read")
        if fenced.dropped:
            self.dropped(fenced.dropped)
            log.info("the message does not bear out what the model says", dropped=dict(fenced.dropped))
        return fenced.reading

    def _tell(self, failure: NotReadError) -> None:
        """Count it and log it; a pause is no failure of its own."""
        self.counted(failure.outcome)
        say = log.info if failure.outcome in PAUSES else log.warning
        say("the local reading stands", outcome=failure.outcome, detail=failure.detail)

    def _fenced(self, answer: str, local: Reading, today: date) -> Fenced:
        try:
            claims = parse_claims(answer)
        except ValueError as error:
            raise NotReadError("invalid_answer", "the model's words are not the JSON object asked for") from error
        fenced = fence(claims, local, today, self.prompt.plays, self.prompt.signals)
        return Fenced(self.recognise(fenced.reading), fenced.dropped)
