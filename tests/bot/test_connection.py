"""The Socket Mode connection outlives each of Slack's misdeeds, and acknowledges only what has been kept."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio
import stub_payloads as shape
from socket_bot import QUICK, SocketBot, socket_bot
from stub_slack import ANA, DEALS, Fault, StubSlack

from bot.back_off import BackOff

OPEN = "apps.connections.open"


@pytest_asyncio.fixture
async def bot(slack: StubSlack) -> AsyncIterator[SocketBot]:
    async with socket_bot(slack) as connected:
        await slack.until(lambda: connected.connection.connected)
        yield connected


def message(text: str) -> dict[str, Any]:
    return shape.posted(DEALS, {"type": "message", "user": ANA, "text": text, "ts": shape.new_ts()})


async def test_an_event_is_acknowledged_once_it_is_kept_and_not_before(slack: StubSlack, bot: SocketBot) -> None:
    bot.hold.clear()
    ack = await slack.send("events_api", shape.event_callback(message("one")))
    await slack.until(lambda: bot.waiting)
    early = ack.done()

    bot.hold.set()
    await ack

    assert not early
    assert bot.texts == ["one"]


async def test_an_event_that_cannot_be_kept_is_not_acknowledged_and_taken_when_slack_repeats_it(
    slack: StubSlack, bot: SocketBot
) -> None:
    bot.refuse = 2

    attempt = await slack.deliver_until_acknowledged(message("again"))

    assert attempt == 2
    assert bot.texts == ["again"]
    assert slack.counts["acks"] == 1


async def test_a_first_delivery_says_attempt_0_and_a_repeated_one_more_and_none_is_dropped_for_it(
    slack: StubSlack, bot: SocketBot
) -> None:
    body = shape.event_callback(message("told thrice"))

    for attempt in (0, 1, 2):
        await (await slack.send("events_api", body, attempt=attempt))

    assert slack.retries == [0, 1, 2]
    assert [kept["event_id"] for kept in bot.kept] == [body["event_id"]] * 3


async def test_what_a_command_answers_goes_with_its_acknowledgement(slack: StubSlack, bot: SocketBot) -> None:
    body = shape.slash_command(ANA, DEALS, "/echo", "hello", "http://127.0.0.1:9/")

    answer = await slack.deliver("slash_commands", body, accepts_response=True)

    assert answer == {"text": "hello"}


async def test_a_burst_of_a_thousand_envelopes_is_acknowledged_whole(slack: StubSlack, bot: SocketBot) -> None:
    acks = [await slack.send("events_api", shape.event_callback(message(str(n)))) for n in range(1000)]

    await asyncio.gather(*acks)

    assert sorted(bot.texts, key=int) == [str(n) for n in range(1000)]
    assert slack.counts["acks"] == 1000


@pytest.mark.parametrize("fault", ["dead address", "refused", "no hello", "too many", "link disabled", "half open"])
async def test_after_a_socket_that_fails_another_is_opened_at_a_new_address(slack: StubSlack, fault: Any) -> None:
    slack.fail_sockets(fault, fault)

    async with socket_bot(slack) as bot:
        await slack.deliver_event(message("heard"))

    assert bot.texts == ["heard"]
    assert len(slack.called(OPEN)) == 3


async def test_words_that_are_no_envelope_are_passed_over(slack: StubSlack) -> None:
    slack.fail_sockets("junk first")

    async with socket_bot(slack) as bot:
        await slack.deliver_event(message("heard"))

    assert bot.texts == ["heard"]
    assert len(slack.called(OPEN)) == 1


async def test_a_link_that_went_dead_is_noticed_by_its_silence(slack: StubSlack) -> None:
    slack.fail_sockets("half open")

    async with socket_bot(slack) as bot:
        await slack.until(lambda: bot.connection.connected)
        held = asyncio.get_running_loop().time()
        await slack.until(lambda: bot.reconnects == 1)
        noticed_after = asyncio.get_running_loop().time() - held

    assert noticed_after >= QUICK.ping  # it was given the time for a ping and its pong


@pytest.mark.parametrize("fault", ["too many", "dead address", "link disabled"])
async def test_sockets_that_fail_one_after_the_other_are_opened_ever_more_slowly(slack: StubSlack, fault: Any) -> None:
    slack.fail_sockets(*[fault] * 5)
    pace = replace(QUICK, steady=60.0, back_off=BackOff(first=0.1, most=60.0))

    async with socket_bot(slack, pace):
        await slack.until(lambda: slack.sockets)

    waits = [later - sooner for sooner, later in pairwise(slack.times(OPEN))]
    assert len(waits) == 5
    assert all(wait >= 0.1 * 2**number * 0.5 for number, wait in enumerate(waits))


async def test_a_link_that_ends_at_once_though_it_said_hello_slows_the_next_one_down(slack: StubSlack) -> None:
    """Slack may greet an app that has too many sockets, and send it away right after."""
    pace = replace(QUICK, steady=60.0, back_off=BackOff(first=0.2, most=60.0))

    async with socket_bot(slack, pace):
        for _ in range(3):
            await slack.until(lambda: slack.sockets)
            await slack.announce_end("too_many_websockets")
            await slack.close_socket()
        await slack.until(lambda: slack.sockets)

    waits = [later - sooner for sooner, later in pairwise(slack.times(OPEN))]
    assert all(wait >= 0.2 * 2**number * 0.5 for number, wait in enumerate(waits))


async def test_slack_is_left_alone_for_as_long_as_it_asks(slack: StubSlack) -> None:
    slack.fail(OPEN, Fault("ratelimited", status=429, retry_after=1))

    async with socket_bot(slack):
        await slack.until(lambda: slack.sockets)

    first, second = slack.times(OPEN)
    assert second - first >= 1.0


@pytest.mark.parametrize(
    "fault",
    [Fault(status=503), Fault(dropped=True), Fault("invalid_auth")],
    ids=["503", "dropped", "refused"],
)
async def test_an_address_that_slack_does_not_give_is_asked_for_again(slack: StubSlack, fault: Fault) -> None:
    slack.fail(OPEN, fault, fault)

    async with socket_bot(slack) as bot:
        await slack.deliver_event(message("heard"))

    assert bot.texts == ["heard"]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_socket_that_slack_will_close_has_a_successor_before_that(
    slack: StubSlack, bot: SocketBot, reason: str
) -> None:
    await slack.announce_end(reason)
    await slack.until(lambda: len(slack.sockets) == 2)

    over_both = [
        await slack.send("events_api", shape.event_callback(message(text)), socket=number)
        for number, text in enumerate(("over the old", "over the new"))
    ]
    await asyncio.gather(*over_both)
    await slack.close_socket(socket=0)
    await slack.until(lambda: len(slack.sockets) == 1)

    assert sorted(bot.texts) == ["over the new", "over the old"]
    assert bot.connection.connected
    assert bot.reconnects == 1


async def test_an_old_socket_that_slack_forgets_to_close_is_closed_by_us(slack: StubSlack) -> None:
    async with socket_bot(slack, replace(QUICK, overlap=0.2)) as bot:
        await slack.until(lambda: slack.sockets)
        await slack.announce_end("warning")
        await slack.until(lambda: slack.counts["sockets"] == 2 and len(slack.sockets) == 1)

        await slack.deliver_event(message("heard"))

    assert bot.texts == ["heard"]


async def test_ten_sockets_announced_to_end_in_a_row_leave_one(slack: StubSlack) -> None:
    async with socket_bot(slack, replace(QUICK, overlap=0.1)) as bot:
        for opened in range(1, 11):
            await slack.until(lambda: slack.counts["sockets"] == opened and slack.sockets)  # noqa: B023
            await slack.announce_end("refresh_requested")
        await slack.until(lambda: slack.counts["sockets"] == 11 and len(slack.sockets) == 1)

        await slack.deliver_event(message("heard"))

    assert bot.texts == ["heard"]


async def test_a_socket_that_closes_without_a_word_is_replaced(slack: StubSlack, bot: SocketBot) -> None:
    await slack.close_socket()
    await slack.until(lambda: slack.counts["sockets"] == 2)

    await slack.deliver_event(message("heard"))

    assert bot.texts == ["heard"]


async def test_an_acknowledgement_whose_socket_has_closed_goes_over_its_successor(
    slack: StubSlack, bot: SocketBot
) -> None:
    bot.hold.clear()
    ack = await slack.send("events_api", shape.event_callback(message("slow")))
    await slack.until(lambda: bot.waiting)
    await slack.close_socket()
    await slack.until(lambda: bot.reconnects)

    bot.hold.set()
    await ack

    assert bot.texts == ["slow"]


async def test_duplicates_over_two_sockets_in_any_order_are_all_acknowledged(slack: StubSlack, bot: SocketBot) -> None:
    await slack.announce_end("warning")
    await slack.until(lambda: len(slack.sockets) == 2)
    bodies = [shape.event_callback(message(str(number))) for number in range(5)]

    acks = [await slack.send("events_api", body, socket=1) for body in reversed(bodies)]
    acks += [await slack.send("events_api", body, socket=0, attempt=1) for body in bodies]
    await asyncio.gather(*acks)

    assert sorted(bot.texts) == sorted(["0", "1", "2", "3", "4"] * 2)


async def test_told_to_stop_it_acknowledges_what_it_has_read_and_nothing_more(slack: StubSlack, bot: SocketBot) -> None:
    bot.hold.clear()
    read = await slack.send("events_api", shape.event_callback(message("read before")))
    await slack.until(lambda: bot.waiting)

    stopping = asyncio.create_task(bot.stop())
    await asyncio.sleep(0)
    unread = await slack.send("events_api", shape.event_callback(message("came after")))
    bot.hold.set()
    await stopping
    await slack.until(lambda: not slack.sockets)

    assert read.done()
    assert not unread.done()
    assert bot.texts == ["read before"]
    assert not bot.connection.connected


@pytest.mark.parametrize("fault", ["no hello", "half open", "dead address"])
async def test_told_to_stop_it_stops_quickly_whatever_the_socket_does(slack: StubSlack, fault: Any) -> None:
    slack.fail_sockets(*[fault] * 3)

    async with socket_bot(slack, replace(QUICK, opening=60.0, ping=60.0)) as bot:
        await slack.until(lambda: slack.called(OPEN))
        async with asyncio.timeout(5):
            await bot.stop()

    assert not bot.connection.connected
