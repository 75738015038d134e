"""Whatever Slack, the network or the database does: each message goes out exactly once, in order, or says why not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
import pytest_asyncio
import stub_payloads as shape
from outgoing import CALL_SECONDS, TENANT, THREAD, Outgoing, posted_texts, right_now
from stub_faults import (
    DROPPED_AFTER,
    DROPPED_BEFORE,
    HELD_AFTER,
    HELD_BEFORE,
    RATE_LIMITED,
    RATE_LIMITED_AS_JSON,
    Fault,
)
from stub_slack import ANA, DEALS, StubSlack

from bot.delivery import Delivery
from bot.messenger import Messenger
from bot.slack_errors import Refusal
from storage import Storage

pytest_plugins = ("storage_databases",)
pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

BEFORE = {
    "HTTP 500": Fault(status=500),
    "HTTP 503": Fault(status=503),
    "internal_error": Fault("internal_error"),
    "dropped": DROPPED_BEFORE,
    "too slow": HELD_BEFORE,
}
AFTER = {
    "HTTP 502": Fault(status=502, effect_first=True),
    "fatal_error": Fault("fatal_error", effect_first=True),
    "dropped": DROPPED_AFTER,
    "too slow": HELD_AFTER,
}


@pytest_asyncio.fixture
async def outgoing(slack: StubSlack, storage: Storage) -> AsyncIterator[Outgoing]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
        yield Outgoing(slack, storage, session)


@pytest.mark.parametrize("fault", [RATE_LIMITED, RATE_LIMITED_AS_JSON], ids=["HTTP 429", "HTTP 200"])
async def test_in_a_storm_of_rate_limits_each_message_goes_out_once_and_slack_is_asked_nothing_else(
    outgoing: Outgoing, fault: Fault
) -> None:
    limit = Fault(fault.error, status=fault.status, retry_after=0)
    outgoing.slack.fail("chat.postMessage", *[limit] * 20)
    nudges = await outgoing.posts(5)

    await outgoing.send_all()

    assert len(outgoing.slack.posted) == len(nudges)
    assert {call.method for call in outgoing.slack.calls} == {"chat.postMessage"}
    assert outgoing.ended["waiting"] == 20


async def test_retry_after_holds_its_whole_channel_and_no_other(outgoing: Outgoing) -> None:
    outgoing.slack.fail("chat.postMessage", Fault("ratelimited", status=429, retry_after=3))
    for channel in (DEALS, DEALS, "C0002"):
        await outgoing.wait(await outgoing.nudge(channel, ts=shape.new_ts()), channel=channel)

    await outgoing.send_all()

    calls = [(call.args["channel"], call.at) for call in outgoing.slack.calls]
    limited, *later = [at for channel, at in calls if channel == DEALS]
    [other] = [at for channel, at in calls if channel == "C0002"]
    assert len(later) == 2
    assert min(later) - limited >= 3
    assert other < min(later)


@pytest.mark.parametrize("fault", BEFORE.values(), ids=BEFORE)
async def test_a_failure_that_had_no_effect_is_tried_again_until_the_message_stands_once(
    outgoing: Outgoing, fault: Fault
) -> None:
    outgoing.slack.fail("chat.postMessage", fault, fault)
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)

    await outgoing.send_all()

    assert len(outgoing.slack.called("chat.postMessage")) == 3
    assert len(outgoing.slack.called("conversations.replies")) == 2
    assert len(outgoing.slack.posted) == 1
    assert (await outgoing.stored(nudge)).posted_ts == outgoing.slack.said()[0]["ts"]


@pytest.mark.parametrize("fault", AFTER.values(), ids=AFTER)
@pytest.mark.parametrize("to", ["thread", "dm"])
async def test_a_post_whose_answer_was_lost_is_found_by_its_metadata_and_not_posted_again(
    outgoing: Outgoing, fault: Fault, to: str
) -> None:
    outgoing.slack.fail("chat.postMessage", fault)
    place, channel = (ANA, "D0ANA") if to == "dm" else (DEALS, DEALS)
    nudge = await outgoing.nudge(to=to)
    await outgoing.wait(nudge, channel=place)

    await outgoing.send_all()

    [message] = outgoing.slack.said(channel)
    stored = await outgoing.stored(nudge)
    assert len(outgoing.slack.called("chat.postMessage")) == 1
    assert (stored.posted_channel, stored.posted_ts) == (channel, message["ts"])
    assert outgoing.ended == {"waiting": 1, "found": 1}


@pytest.mark.parametrize(("place", "channel"), [(DEALS, DEALS), (ANA, "D0ANA")], ids=["channel", "dm"])
async def test_a_note_whose_answer_was_lost_is_found_and_a_nudge_of_its_number_is_not_taken_for_it(
    outgoing: Outgoing, place: str, channel: str
) -> None:
    nudge = await outgoing.nudge(to="dm" if place == ANA else "thread")
    await outgoing.wait(nudge, channel=place)
    await outgoing.send_all()
    outgoing.slack.fail("chat.postMessage", DROPPED_BEFORE, DROPPED_AFTER)

    note = await outgoing.note("hello", place)
    await outgoing.send_all()

    async with outgoing.storage.begin(TENANT) as tx:
        stored = await tx.notes.get(note)
    said, hello = outgoing.slack.said(channel)
    assert nudge == note
    assert stored is not None
    assert (stored.posted_channel, stored.posted_ts) == (channel, hello["ts"])
    assert said["ts"] != hello["ts"]
    assert outgoing.ended == {"sent": 1, "waiting": 2, "found": 1}


async def test_updates_and_deletions_whose_answers_were_lost_are_simply_made_again(outgoing: Outgoing) -> None:
    outgoing.slack.fail("chat.update", DROPPED_AFTER, HELD_BEFORE)
    outgoing.slack.fail("chat.delete", Fault(status=502, effect_first=True))
    nudge, other = await outgoing.posts(2)
    await outgoing.wait(nudge, "update", channel="C0000", text="Settled.")
    await outgoing.wait(other, "delete", channel="C0001")

    await outgoing.send_all()

    assert posted_texts(outgoing.slack) == ["Settled."]
    assert await outgoing.reasons() == []


async def test_our_message_is_found_far_down_a_long_thread(outgoing: Outgoing) -> None:
    outgoing.slack.fail("chat.postMessage", DROPPED_AFTER)
    for _ in range(450):
        ts = shape.new_ts()
        outgoing.slack.messages[DEALS][ts] = {"ts": ts, "thread_ts": THREAD, "user": ANA, "text": "and another thing"}
    await outgoing.wait(await outgoing.nudge())

    await outgoing.send_all()

    assert len(outgoing.slack.posted) == 1
    assert len(outgoing.slack.called("conversations.replies")) == 3


async def test_the_same_number_in_another_workspace_of_a_shared_channel_is_not_taken_for_ours(
    outgoing: Outgoing,
) -> None:
    nudge = await outgoing.nudge()
    theirs = {"event_type": "dealcoach_nudge", "event_payload": {"nudge_id": nudge, "team": "T0OTHER"}}
    ts = shape.new_ts()
    outgoing.slack.messages[DEALS][ts] = {"ts": ts, "thread_ts": THREAD, "app_id": "A0OTHER", "metadata": theirs}
    outgoing.slack.fail("chat.postMessage", DROPPED_BEFORE)
    await outgoing.wait(nudge)

    await outgoing.send_all()

    assert len(outgoing.slack.posted) == 1


async def test_a_message_that_cannot_be_looked_for_waits_and_is_not_posted_on_trust(outgoing: Outgoing) -> None:
    outgoing.slack.fail("chat.postMessage", DROPPED_AFTER)
    outgoing.slack.fail("conversations.replies", Fault("missing_scope"), Fault(status=503), RATE_LIMITED)
    await outgoing.wait(await outgoing.nudge())

    await outgoing.send_all()

    assert len(outgoing.slack.called("chat.postMessage")) == 1
    assert len(outgoing.slack.called("conversations.replies")) == 4


async def test_a_nudge_withdrawn_while_nobody_knows_whether_it_stands_is_found_and_deleted(outgoing: Outgoing) -> None:
    gate = asyncio.Event()
    outgoing.slack.fail("chat.postMessage", DROPPED_AFTER)
    outgoing.slack.fail("conversations.replies", Fault(gate=gate))
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)

    async with outgoing.sending():
        await outgoing.slack.until(lambda: outgoing.slack.called("conversations.replies"))
        await outgoing.withdraw(nudge)
        gate.set()
        await outgoing.slack.until(lambda: outgoing.slack.called("chat.delete"))
    await outgoing.send_all()

    assert len(outgoing.slack.posted) == 1
    assert outgoing.slack.said() == []


async def test_a_change_waits_while_its_own_post_waits_and_others_pass(outgoing: Outgoing) -> None:
    outgoing.slack.fail("chat.postMessage", Fault("ratelimited", status=429, retry_after=2))
    [stuck] = await outgoing.posts(1)
    await outgoing.wait(stuck, "update", channel="C0000", text="Settled.")
    async with outgoing.sending():
        await outgoing.slack.until(lambda: outgoing.ended["waiting"])
        await outgoing.wait(await outgoing.nudge("C0009"), channel="C0009")

        await outgoing.slack.until(lambda: outgoing.slack.said("C0009"))

        assert not outgoing.slack.called("chat.update")
        await outgoing.slack.until(lambda: posted_texts(outgoing.slack)[0] == "Settled.")


async def test_what_slack_does_not_take_for_a_day_is_given_up_with_the_reason(outgoing: Outgoing) -> None:
    outgoing.slack.fail("chat.postMessage", Fault("token_revoked"))
    outgoing.slack.fail("chat.update", Fault(status=503))
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    await outgoing.send_due()
    outgoing.slack.mend("chat.postMessage")
    outgoing.late_by = timedelta(hours=25)

    await outgoing.send_all()

    assert len(outgoing.slack.called("chat.postMessage")) == 1
    [why] = await outgoing.reasons()
    assert why.startswith("The message could not be sent (post) within a day")


async def test_the_reason_of_the_last_refusal_is_kept_when_the_day_is_over(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    await outgoing.send_due()
    await outgoing.wait(nudge, "update", text="Settled.")
    outgoing.slack.fail("chat.update", Fault("token_revoked"))
    outgoing.late_by = timedelta(hours=25)

    await outgoing.send_all()

    assert await outgoing.reasons() == ["The message could not be sent (update) within a day: token_revoked."]


async def test_a_sender_cancelled_in_the_middle_of_a_call_gives_it_back_and_the_next_looks_first(
    outgoing: Outgoing,
) -> None:
    outgoing.slack.fail("chat.postMessage", HELD_AFTER)
    await outgoing.wait(await outgoing.nudge())
    async with outgoing.sending():
        await outgoing.slack.until(outgoing.slack.said)

    await outgoing.send_all(within=10)

    assert len(outgoing.slack.posted) == 1
    assert len(outgoing.slack.called("conversations.replies")) == 1


async def test_after_a_standstill_longer_than_its_lease_a_sender_calls_nobody(outgoing: Outgoing) -> None:
    nudge = await outgoing.nudge()
    await outgoing.wait(nudge)
    [claim] = await outgoing.storage.outbox.claim("one", 1)
    stood_still = Delivery(Messenger(outgoing.client, TENANT), right_now, still_ours=lambda claim: False)

    ending = await stood_still.attempt(claim, await outgoing.stored(nudge))

    assert isinstance(ending, Refusal)
    assert not ending.for_good
    assert outgoing.slack.calls == []
