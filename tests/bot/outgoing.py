"""A sender with its Slack and its database, for tests of sending: nudges to be said, and ways to let them go out."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import ANA, BOT_TOKEN, DEALS, StubSlack

from bot.back_off import BackOff, Waits
from bot.sender import Sender
from coaching.decision import DecisionRecord, Nudge
from coaching.message import Tenant
from storage import Storage
from storage.records import OutboxKind, StoredNudge

TENANT = Tenant("T0SALES")
THREAD = "1772445600.000100"
WORDS = {
    "text": "Who decides at Acme?",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Who decides?"}}],
}
SHORT_WAITS = Waits(BackOff(0.05, 0.2), doubt=0.05, picture=(0.01, 0.01, 0.01), database=BackOff(0.05, 0.2))
CALL_SECONDS = 1.0
"""How long a call may take here: long enough for a busy machine, short enough to see slow answers."""


def right_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def slack_client(api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client of the stub Slack, without the SDK's own retries."""
    return AsyncWebClient(BOT_TOKEN, base_url=api_url, session=session, retry_handlers=[])


class Outgoing:
    """An outbox in `storage` and senders that bring it to `slack`; `ended` counts how their tries ended.

    The senders' clock is late by `late_by`, and they do not wait long.
    """

    def __init__(self, slack: StubSlack, storage: Storage, session: aiohttp.ClientSession) -> None:
        slack.echoes = False
        self.slack, self.storage, self.session = slack, storage, session
        self.client = slack_client(slack.api_url, session)
        self.tenant = TENANT
        self.ended: Counter[str] = Counter()
        self.late_by = timedelta()

    def sender(self, owner: str = "one") -> Sender:
        """A sender that is not at work yet."""
        return Sender(
            self.client, self.storage, self.tenant, owner, lambda: right_now() + self.late_by, self._count, SHORT_WAITS
        )

    def _count(self, outcome: str) -> None:
        self.ended[outcome] += 1

    async def nudge(self, channel: str = DEALS, *, to: str = "thread", ts: str = THREAD) -> int:
        """A nudge about the message `ts` of a channel, which is there from now on."""
        self.slack.messages.setdefault(channel, {})
        said = Nudge("find_decision_maker", "waiting", "Who decides at Acme?", "dm" if to == "dm" else "thread")
        async with self.storage.begin(self.tenant) as tx:
            record = DecisionRecord(channel, ts, ts, right_now(), ANA, None, said)
            told = said.play, said.evidence, said.words, said.to, right_now()
            return await tx.nudges.add(await tx.decisions.add(record), None, ANA, channel, ts, ts, *told)

    async def wait(self, nudge: int, kind: OutboxKind = "post", channel: str = DEALS, **body: Any) -> int:
        """Put something into the outbox; `channel` may be a person."""
        thread = None if channel.startswith("U") else THREAD
        async with self.storage.begin(self.tenant) as tx:
            return await tx.outbox.add(nudge, kind, channel, thread, {} if kind == "delete" else WORDS | body)

    async def note(self, key: str, channel: str = DEALS) -> int:
        """Something beside the nudges that waits to be posted; `channel` may be a person."""
        self.slack.messages.setdefault(channel, {})
        async with self.storage.begin(self.tenant) as tx:
            note = await tx.notes.add(key, THREAD)
            assert note is not None
            await tx.outbox.add_note(note, channel, None, WORDS)
        return note

    async def withdraw(self, nudge: int) -> None:
        """Take a nudge back and let its deletion wait, as an edit or a deletion of its message does."""
        async with self.storage.begin(self.tenant) as tx:
            await tx.nudges.withdraw(nudge, right_now())
        await self.wait(nudge, "delete")

    async def posts(self, number: int) -> list[int]:
        """So many nudges, each with its post, each in a channel of its own: none has to wait for another's second."""
        channels = [f"C{at:04d}" for at in range(number)]
        nudges = [await self.nudge(channel) for channel in channels]
        for nudge, channel in zip(nudges, channels, strict=True):
            await self.wait(nudge, channel=channel)
        return nudges

    async def stored(self, nudge: int) -> StoredNudge:
        """The nudge as it is kept."""
        async with self.storage.begin(self.tenant) as tx:
            stored = await tx.nudges.get(nudge)
        assert stored is not None
        return stored

    async def left(self) -> int:
        """How many messages have not ended."""
        async with self.storage.begin(self.tenant) as tx:
            return len(await tx.outbox.pending())

    async def reasons(self) -> list[str]:
        """Why messages were given up."""
        return [failure.why for failure in (await self.storage.status()).failures]

    async def send_due(self) -> int:
        """Send what is due now, and end; how many messages are left."""
        sender = self.sender()
        sender.stop()
        async with asyncio.timeout(30):
            await sender.run()
        return await self.left()

    @asynccontextmanager
    async def patient(self) -> AsyncIterator[None]:
        """Senders made meanwhile wait for an answer as long as a busy machine may take for what holds it up."""
        usual = self.client
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            self.client = slack_client(self.slack.api_url, session)
            yield
        self.client = usual

    @asynccontextmanager
    async def sending(self, owner: str = "one") -> AsyncIterator[Sender]:
        """A sender at work, cancelled at the end."""
        sender = self.sender(owner)
        running = asyncio.create_task(sender.run())
        yield sender
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def send_all(self, within: float = 30.0) -> None:
        """Send until nothing is left."""
        async with self.sending(), asyncio.timeout(within):
            while await self.left():  # noqa: ASYNC110  what a database holds is asked for, not told
                await asyncio.sleep(0.02)


def posted_texts(slack: StubSlack) -> list[str]:
    """What the bot's messages say now, in all channels."""
    return [str(message["text"]) for channel in slack.messages for message in slack.said(channel)]
