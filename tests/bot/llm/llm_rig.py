"""A rig for the tests of the language model: the shipped coach, a small model on loopback, and what was counted."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coached import shipped_content
from stub_model import StubModel

from bot.chosen_reader import local_reader, open_reader
from bot.settings import Settings
from coaching.reading.fence import Dropped
from coaching.reading.result import AsyncReader, Reading

TODAY = date(2026, 3, 2)
UPDATE = "Proposal is out to Tarnbeck Mills, €40k for the first year. Emailed it this morning."
CHATTER = "anyone up for lunch? I'm starving"
FOUND = {"company": "Tarnbeck Mills", "amount": 40000, "currency": "EUR", "stage": "proposal"}
"""What a good model says of the update's facts."""


def settings(**told: Any) -> Settings:
    """Settings that need no Slack."""
    return Settings.model_validate({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", **told})


def play(name: str, evidence: str, confidence: float = 0.99) -> dict[str, Any]:
    """A play as a model names it."""
    return {"play": name, "confidence": confidence, "evidence": evidence}


@dataclass
class Rig:
    """The reader for these settings, and what it counted."""

    reader: AsyncReader
    ended: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    async def read(self, text: str = UPDATE) -> Reading:
        """The text as it is read on the fixed day."""
        return await self.reader.read(text, TODAY)

    def drop(self, kinds: Mapping[Dropped, int]) -> None:
        """Count what the fence held back."""
        self.dropped.update(kinds)


@asynccontextmanager
async def open_rig(model: StubModel, **told: Any) -> AsyncIterator[Rig]:
    """The reader that asks `model`, with the content that we ship."""
    content = shipped_content()
    rig = Rig(local_reader(content))
    async with open_reader(settings(**model.environment, **told), content, rig.ended.append, rig.drop) as rig.reader:
        yield rig


async def local_reading(text: str = UPDATE) -> Reading:
    """The same text as the local reader reads it alone."""
    return await local_reader(shipped_content()).read(text, TODAY)
