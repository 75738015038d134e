"""The sender brings the outbox to Slack once and in order, and keeps what came of each message."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from outgoing import CALL_SECONDS, TENANT, THREAD, WORDS, Outgoing, posted_texts
from stub_slack import ANA, DEALS, Fault, StubSlack

from coaching.message import Tenant
from storage import Storage

pytest_plugins = ("storage_databases",)
pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

FEEDBACK = {"type": "context_actions", "elements": []}


@pytest_asyncio.fixture
async def outgoing(slack: StubSlack, storage: Storage) -> AsyncIterator[Outgoing]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
        yield Outgoing(slack, storage, session)


async def test_a_post_goes_to_its_thread_without_unfurls_and_names_its_nudge(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)

    left = await outgoing.send_due()

    [call] = outgoing.slack.called("chat.postMessage")
    assert left == 0
    assert (call["channel"], call["thread_ts"], call["text"]) == (DEALS, THREAD, WORDS["text"])
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
    assert call["metadata"]["event_type"] == "dealcoach_nudge"
    assert call["metadata"]["event_payload"] == {"nudge_id": nudge, "team": TENANT.team}


async def test_what_was_posted_is_remembered_and_not_sent_again(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)

    await outgoing.send_due()
    await outgoing.send_due()

    [message] = outgoing.slack.said()
    stored = await outgoing.stored(nudge)
    assert (stored.posted_channel, stored.posted_ts) == (DEALS, message["ts"])
    assert outgoing.ended == {"sent": 1}


async def test_a_direct_message_goes_to_the_user_and_its_conversation_is_remembered(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge(to="dm")
    await outgoing.wait(nudge, channel=ANA)
    await outgoing.wait(nudge, "update", channel=ANA, text="Settled.")

    await outgoing.send_all()

    [message] = outgoing.slack.said("D0ANA")
    assert message["text"] == "Settled."
    assert "thread_ts" not in message
    assert (await outgoing.stored(nudge)).posted_channel == "D0ANA"


async def test_an_update_and_a_deletion_reach_the_message_that_was_posted(outgoing: Outgoing) -> None:
    first, second = await outgoing.posts(2)
    await outgoing.wait(first, "update", channel="C0000", text="Settled.")
    await outgoing.wait(second, "delete", channel="C0001")

    await outgoing.send_all()

    assert posted_texts(outgoing.slack) == ["Settled."]
    assert len(outgoing.slack.called("chat.postMessage")) == 2


async def test_the_messages_of_a_nudge_go_in_the_order_in_which_they_were_added(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    await outgoing.wait(nudge, "update", text="Changed.")
    await outgoing.wait(nudge, "delete")

    await outgoing.send_all()

    said = [call.method for call in outgoing.slack.calls]
    assert said == ["chat.postMessage", "chat.update", "chat.delete"]
    assert outgoing.slack.said() == []


async def test_messages_of_different_channels_are_under_way_at_the_same_time(outgoing: Outgoing) -> None:
    gate = asyncio.Event()
    outgoing.slack.fail("chat.postMessage", *[Fault(gate=gate)] * 5)
    await outgoing.posts(5)

    async with outgoing.sending():
        await outgoing.slack.until(lambda: len(outgoing.slack.called("chat.postMessage")) == 5, within=CALL_SECONDS)
        gate.set()
        await outgoing.slack.until(lambda: len(posted_texts(outgoing.slack)) == 5)


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "is_archived", "msg_too_long"])
async def test_a_refusal_for_good_is_kept_with_its_reason_and_never_tried_again(outgoing: Outgoing, code: str) -> None:
    await outgoing.wait(await outgoing.nudge())
    outgoing.slack.fail("chat.postMessage", Fault(code))

    left = await outgoing.send_due()
    await outgoing.send_due()

    assert left == 0
    assert len(outgoing.slack.called("chat.postMessage")) == 1
    assert await outgoing.reasons() == [f"The message could not be sent (post): {code}."]
    assert outgoing.ended == {"failed": 1}


async def test_what_was_to_follow_a_post_that_failed_for_good_ends_without_a_call(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    await outgoing.wait(nudge, "update", text="Settled.")
    outgoing.slack.fail("chat.postMessage", Fault("is_archived"))

    await outgoing.send_all()

    assert [call.method for call in outgoing.slack.calls] == ["chat.postMessage"]
    assert len(await outgoing.reasons()) == 1


@pytest.mark.parametrize("kind", ["update", "delete"])
async def test_a_message_of_ours_that_somebody_deleted_is_no_trouble(outgoing: Outgoing, kind: str) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    await outgoing.send_due()
    outgoing.slack.messages[DEALS].clear()
    await outgoing.wait(nudge, "update" if kind == "update" else "delete")

    await outgoing.send_all()

    assert await outgoing.reasons() == []


async def test_a_nudge_that_was_withdrawn_before_it_was_posted_is_neither_posted_nor_deleted(
    outgoing: Outgoing,
) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    await outgoing.withdraw(nudge)

    await outgoing.send_all()

    assert outgoing.slack.calls == []
    assert await outgoing.reasons() == []


async def test_a_slack_without_feedback_buttons_gets_the_message_without_them(outgoing: Outgoing) -> None:
    outgoing.slack.knows_context_actions = False
    for channel in ("C0001", "C0002"):
        nudge = await outgoing.nudge(channel)
        await outgoing.wait(nudge, channel=channel, blocks=[*WORDS["blocks"], FEEDBACK])

    await outgoing.send_all()

    said = [*outgoing.slack.said("C0001"), *outgoing.slack.said("C0002")]
    assert [message["blocks"] for message in said] == [WORDS["blocks"]] * 2


async def test_blocks_that_are_wrong_even_so_are_given_up(outgoing: Outgoing) -> None:
    await outgoing.wait(await outgoing.nudge(), blocks=[FEEDBACK])
    outgoing.slack.fail("chat.postMessage", Fault("invalid_blocks"), Fault("invalid_blocks"))

    left = await outgoing.send_due()

    assert left == 0
    assert len(await outgoing.reasons()) == 1


async def test_the_running_sender_sends_what_comes_and_ends_when_told_to_stop(outgoing: Outgoing) -> None:
    sender = outgoing.sender()
    running = asyncio.create_task(sender.run())
    await outgoing.slack.until(lambda: sender.runs)

    await outgoing.wait(await outgoing.nudge())
    await outgoing.slack.until(outgoing.slack.said)
    sender.stop()

    async with asyncio.timeout(10):
        await running
    assert await outgoing.left() == 0
    assert not sender.runs


async def test_told_to_stop_the_sender_waits_for_what_is_under_way(outgoing: Outgoing) -> None:
    gate = asyncio.Event()
    outgoing.slack.fail("chat.postMessage", Fault(gate=gate))
    await outgoing.wait(await outgoing.nudge())
    sender = outgoing.sender()
    running = asyncio.create_task(sender.run())
    await outgoing.slack.until(lambda: outgoing.slack.called("chat.postMessage"))

    sender.stop()
    gate.set()
    async with asyncio.timeout(10):
        await running

    assert outgoing.ended == {"sent": 1}
    assert await outgoing.left() == 0


async def test_the_messages_of_another_workspace_are_left_to_its_own_bot(outgoing: Outgoing) -> None:
    stranger = Outgoing(outgoing.slack, outgoing.storage, outgoing.session)
    stranger.tenant = Tenant("T0OTHER")
    await stranger.wait(await stranger.nudge())

    await outgoing.send_due()

    assert outgoing.slack.calls == []
    assert await stranger.left() == 1
