"""The sender brings the outbox to Slack once and in order, and keeps what came of each message."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import ANA, BOT_TOKEN, DEALS, RATE_LIMITED, Fault, StubSlack

from bot.sender import BACK_OFF, Sender
from coaching.decision import DecisionRecord, Nudge
from coaching.message import Tenant
from storage import Storage
from storage.records import OutboxKind

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TENANT = Tenant("T0SALES")
WORDS = {
    "text": "Who decides at Acme?",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Who decides?"}}],
}
FEEDBACK = {"type": "context_actions", "elements": []}


class Bench:
    """A sender with its Slack and its database, and the pauses that it made."""

    def __init__(self, slack: StubSlack, storage: Storage, client: AsyncWebClient) -> None:
        self.slack, self.storage = slack, storage
        self.pauses: list[float] = []
        self.sender = Sender(client, storage, TENANT, clock=lambda: NOW, pause=self._pause)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def nudge(self, ts: str = "1772445600.000100") -> int:
        """A nudge about the message `ts`."""
        said = Nudge("find_decision_maker", "waiting", "Who decides at Acme?", "thread")
        async with self.storage.begin(TENANT) as tx:
            decision = await tx.decisions.add(DecisionRecord(DEALS, ts, ts, NOW, ANA, None, said))
            return await tx.nudges.add(
                decision, None, ANA, DEALS, ts, ts, said.play, said.evidence, said.words, said.to, NOW
            )

    async def wait(self, nudge: int, kind: OutboxKind = "post", channel: str = DEALS, **body: Any) -> int:
        """Something for the outbox."""
        thread = None if channel == ANA else "1772445600.000100"
        async with self.storage.begin(TENANT) as tx:
            return await tx.outbox.add(nudge, kind, channel, thread, WORDS | body)

    async def pending(self) -> list[tuple[int, str]]:
        """What the outbox still holds."""
        async with self.storage.begin(TENANT) as tx:
            return [(row.id, row.state) for row in await tx.outbox.pending()]


@pytest_asyncio.fixture
async def bench(slack: StubSlack, tmp_path: Path) -> AsyncIterator[Bench]:
    storage = Storage(f"sqlite:///{tmp_path / 'deals.db'}")
    await storage.upgrade()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[])
        yield Bench(slack, storage, client)
    await storage.close()


async def test_a_post_goes_to_its_thread_without_unfurls_and_names_its_nudge(bench: Bench) -> None:
    nudge = await bench.nudge()
    await bench.wait(nudge)

    left = await bench.sender.flush()

    [call] = bench.slack.called("chat.postMessage")
    assert left == 0
    assert (call["channel"], call["thread_ts"], call["text"]) == (DEALS, "1772445600.000100", WORDS["text"])
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
    assert call["metadata"] == {"event_type": "dealcoach_nudge", "event_payload": {"nudge_id": nudge}}


async def test_what_was_posted_is_remembered_and_not_sent_again(bench: Bench) -> None:
    nudge = await bench.nudge()
    await bench.wait(nudge)

    await bench.sender.flush()
    await bench.sender.flush()

    [message] = bench.slack.said()
    async with bench.storage.begin(TENANT) as tx:
        stored = await tx.nudges.get(nudge)
    assert stored is not None
    assert (stored.posted_channel, stored.posted_ts) == (DEALS, message["ts"])
    assert await bench.pending() == []


async def test_a_direct_message_goes_to_the_user_and_its_conversation_is_remembered(bench: Bench) -> None:
    nudge = await bench.nudge()
    await bench.wait(nudge, channel=ANA)
    await bench.wait(nudge, "update", channel=ANA, text="Settled.")

    await bench.sender.flush()

    [message] = bench.slack.said("D0ANA")
    assert message["text"] == "Settled."
    assert "thread_ts" not in message


async def test_an_update_and_a_deletion_reach_the_message_that_was_posted(bench: Bench) -> None:
    first, second = await bench.nudge("1772445600.000100"), await bench.nudge("1772445600.000200")
    for nudge in (first, second):
        await bench.wait(nudge)
    await bench.wait(first, "update", text="Settled.")
    await bench.wait(second, "delete")

    await bench.sender.flush()

    assert [message["text"] for message in bench.slack.said()] == ["Settled."]
    assert await bench.pending() == []


async def test_a_rate_limit_is_waited_for_as_long_as_slack_says(bench: Bench) -> None:
    await bench.wait(await bench.nudge())
    bench.slack.fail("chat.postMessage", Fault("ratelimited", status=429, retry_after=7), RATE_LIMITED)

    left = await bench.sender.flush()

    assert (left, bench.pauses) == (0, [7.0, 0.0])
    assert len(bench.slack.said()) == 1


@pytest.mark.parametrize(
    "fault", [Fault(status=500), Fault(status=503), Fault("internal_error"), Fault("token_revoked")]
)
async def test_trouble_that_may_pass_leaves_the_message_waiting_for_the_next_flush(bench: Bench, fault: Fault) -> None:
    await bench.wait(await bench.nudge())
    bench.slack.fail("chat.postMessage", *[fault] * 4)

    first, second = await bench.sender.flush(), await bench.sender.flush()

    assert (first, second) == (1, 0)
    assert bench.pauses == list(BACK_OFF)
    assert len(bench.slack.said()) == 1


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "is_archived", "msg_too_long"])
async def test_a_refusal_for_good_is_kept_with_its_reason_and_never_tried_again(bench: Bench, code: str) -> None:
    await bench.wait(await bench.nudge())
    bench.slack.fail("chat.postMessage", Fault(code))

    left = await bench.sender.flush()
    await bench.sender.flush()

    assert (left, bench.pauses) == (0, [])
    assert len(bench.slack.called("chat.postMessage")) == 1
    assert await bench.pending() == []


async def test_deleting_what_is_gone_already_is_no_trouble(bench: Bench) -> None:
    nudge = await bench.nudge()
    await bench.wait(nudge)
    await bench.sender.flush()
    bench.slack.messages[DEALS].clear()
    await bench.wait(nudge, "delete")

    left = await bench.sender.flush()

    assert left == 0
    assert await bench.pending() == []


async def test_a_change_waits_while_its_own_post_waits_and_others_pass(bench: Bench) -> None:
    stuck, other = await bench.nudge("1772445600.000100"), await bench.nudge("1772445600.000200")
    await bench.wait(stuck)
    await bench.wait(stuck, "update", text="Settled.")
    await bench.wait(other)
    bench.slack.fail("chat.postMessage", *[Fault(status=500)] * 4)

    left = await bench.sender.flush()

    assert left == 2
    assert bench.slack.called("chat.update") == []
    assert len(bench.slack.said()) == 1


async def test_a_slack_without_feedback_buttons_gets_the_message_without_them(bench: Bench) -> None:
    bench.slack.knows_context_actions = False
    for ts in ("1772445600.000100", "1772445600.000200"):
        await bench.wait(await bench.nudge(ts), blocks=[*WORDS["blocks"], FEEDBACK])

    left = await bench.sender.flush()

    assert left == 0
    assert [message["blocks"] for message in bench.slack.said()] == [WORDS["blocks"]] * 2
    assert len(bench.slack.called("chat.postMessage")) == 3


async def test_blocks_that_are_wrong_even_so_are_given_up(bench: Bench) -> None:
    await bench.wait(await bench.nudge(), blocks=[FEEDBACK])
    bench.slack.fail("chat.postMessage", Fault("invalid_blocks"), Fault("invalid_blocks"))

    left = await bench.sender.flush()

    assert (left, await bench.pending()) == (0, [])


async def test_a_post_whose_answer_was_lost_is_found_and_not_posted_twice(bench: Bench) -> None:
    await bench.wait(await bench.nudge())
    bench.slack.fail("chat.postMessage", Fault(status=502, effect_first=True))

    left = await bench.sender.flush()

    assert left == 0
    assert len(bench.slack.said()) == 1
    assert await bench.pending() == []


async def test_a_post_that_a_dead_process_had_begun_is_looked_for_first(bench: Bench) -> None:
    nudge = await bench.nudge()
    row = await bench.wait(nudge)
    await bench.sender.flush()
    again = await bench.nudge("1772445600.000200")
    row = await bench.wait(again)
    async with bench.storage.begin(TENANT) as tx:
        await tx.outbox.sending(row)

    await bench.sender.flush()

    assert len(bench.slack.said()) == 2
    assert len(bench.slack.called("conversations.replies")) == 1


async def test_the_running_sender_sends_what_comes_when_it_is_woken(bench: Bench) -> None:
    running = asyncio.create_task(bench.sender.run())
    await bench.wait(await bench.nudge())

    bench.sender.wake()

    await bench.slack.until(bench.slack.said)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(bench.slack.said()) == 1
