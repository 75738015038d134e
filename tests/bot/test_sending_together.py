"""Several senders on one database, killed or not: each message goes out exactly once, whoever sends it."""

import asyncio
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio
import stub_payloads as shape
from outgoing import CALL_SECONDS, TENANT, Outgoing, posted_texts
from stub_faults import DROPPED_AFTER, DROPPED_BEFORE, HELD_AFTER, RATE_LIMITED, Fault, PaceLimit
from stub_slack import ANA, DEALS, StubSlack

from storage import Storage
from storage.claims import LEASE

if TYPE_CHECKING:
    from postgres_server import PostgresServer

pytest_plugins = ("storage_databases",)

FAULTS = (
    RATE_LIMITED,
    Fault(status=500),
    Fault(status=503, effect_first=True),
    Fault("internal_error"),
    Fault("fatal_error", effect_first=True),
    DROPPED_BEFORE,
    DROPPED_AFTER,
)

_SENDER = """
import asyncio, sys
import aiohttp
from bot.sender import Sender
from outgoing import TENANT, right_now, slack_client
from storage import Storage

async def main():
    answers = aiohttp.TraceConfig()
    async def tell(session, context, answered):
        print(answered.url.name, flush=True)
    answers.on_request_end.append(tell)
    async with aiohttp.ClientSession(trace_configs=[answers]) as session:
        client = slack_client(sys.argv[1], session)
        await Sender(client, Storage(sys.argv[2]), TENANT, "killed", right_now).run()

asyncio.run(main())
"""


@pytest_asyncio.fixture
async def outgoing(slack: StubSlack, storage: Storage) -> AsyncIterator[Outgoing]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
        yield Outgoing(slack, storage, session)


@pytest_asyncio.fixture
async def second(outgoing: Outgoing, migrated_url: str) -> AsyncIterator[Outgoing]:
    """Another process's view of the same outbox."""
    storage = Storage(migrated_url)
    yield Outgoing(outgoing.slack, storage, outgoing.session)
    await storage.close()


@pytest_asyncio.fixture
async def other_process(outgoing: Outgoing, migrated_url: str) -> AsyncIterator[Process]:
    """A sender in a process of its own, which says the method of each call that Slack has answered."""
    paths = {"PYTHONPATH": ":".join(sys.path)}
    command = sys.executable, "-c", _SENDER, outgoing.slack.api_url, migrated_url
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, env=paths)
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def test_two_senders_on_one_database_keep_slacks_pace(outgoing: Outgoing, second: Outgoing) -> None:
    # Two senders that knew nothing of each other would post in pairs, and two of four be refused. On a busy machine one
    # post may come so late that the next one is close behind it.
    pace = outgoing.slack.pace = PaceLimit(0.6)
    for _ in range(4):
        await outgoing.wait(await outgoing.nudge(ts=shape.new_ts()))

    async with second.sending("two"):
        await outgoing.send_all()

    assert len(outgoing.slack.posted) == 4
    assert pace.refused <= 1


@pytest.mark.parametrize("seed", range(2))
async def test_two_senders_under_all_faults_at_once_lose_nothing_and_say_nothing_twice(
    outgoing: Outgoing, second: Outgoing, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  repeatable faults, no secret
    outgoing.slack.fail("chat.postMessage", *chance.choices(FAULTS, k=15))
    outgoing.slack.fail("chat.update", *chance.choices(FAULTS, k=5))
    outgoing.slack.fail("conversations.replies", *chance.choices(FAULTS, k=5))
    nudges = await outgoing.posts(8)
    for number, nudge in enumerate(nudges):
        await outgoing.wait(nudge, "update", channel=f"C{number:04d}", text="Settled.")

    async with second.sending("two"):
        await outgoing.send_all(within=60)

    assert outgoing.slack.said_twice() == []
    assert posted_texts(outgoing.slack) == ["Settled."] * len(nudges)
    assert await outgoing.reasons() == []


@pytest.mark.parametrize("to", ["thread", "dm"])
async def test_killed_between_slacks_answer_and_our_commit_the_message_stands_once(
    outgoing: Outgoing, other_process: Process, to: str
) -> None:
    gate = asyncio.Event()
    outgoing.slack.fail("chat.postMessage", Fault(gate=gate, effect_first=True))
    place, channel = (ANA, "D0ANA") if to == "dm" else (DEALS, DEALS)
    nudge = await outgoing.nudge(to=to)
    row = await outgoing.wait(nudge, channel=place)
    await outgoing.slack.until(lambda: outgoing.slack.said(channel))

    async with nobody_commits(outgoing.storage, row):
        gate.set()
        assert other_process.stdout
        assert await other_process.stdout.readline() == b"chat.postMessage\n"
        await _kill(other_process)
    await outgoing.storage.outbox.free("killed/0")  # as after the fifteen seconds of its lease
    await outgoing.send_all()

    [message] = outgoing.slack.said(channel)
    stored = await outgoing.stored(nudge)
    assert len(outgoing.slack.posted) == 1
    assert (stored.posted_channel, stored.posted_ts) == (channel, message["ts"])
    assert outgoing.ended == {"found": 1}


async def test_killed_while_slack_has_not_answered_the_message_stands_once(
    outgoing: Outgoing, other_process: Process
) -> None:
    outgoing.slack.fail("chat.postMessage", HELD_AFTER)
    await outgoing.wait(await outgoing.nudge())
    await outgoing.slack.until(outgoing.slack.said)

    await _kill(other_process)
    await outgoing.storage.outbox.free("killed/0")
    await outgoing.send_all()

    assert len(outgoing.slack.posted) == 1
    assert outgoing.ended == {"found": 1}


async def test_what_a_dead_process_held_is_taken_over_within_thirty_seconds(outgoing: Outgoing) -> None:
    await outgoing.wait(await outgoing.nudge())
    await outgoing.storage.outbox.claim("somebody who dies now", 1)
    began = asyncio.get_running_loop().time()

    await outgoing.send_all(within=30)

    assert asyncio.get_running_loop().time() - began > LEASE.total_seconds() - 1
    assert len(outgoing.slack.posted) == 1


@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
async def test_a_database_that_restarts_while_messages_are_under_way_learns_of_each_of_them(
    outgoing: Outgoing, postgres: "PostgresServer"
) -> None:
    gate = asyncio.Event()
    outgoing.slack.fail("chat.postMessage", *[Fault(gate=gate, effect_first=True)] * 3)
    nudges = await outgoing.posts(3)
    async with outgoing.patient(), outgoing.sending():
        await outgoing.slack.until(lambda: len(outgoing.slack.posted) == 3)

        await asyncio.to_thread(postgres.run, "pg_ctl", "restart", "-w", "-m", "immediate", "-D", "data", "-l", "log")
        gate.set()
        await outgoing.slack.until(lambda: outgoing.ended["sent"] == 3)
        await outgoing.wait(await outgoing.nudge("C0009"), channel="C0009")
        await outgoing.slack.until(lambda: outgoing.slack.said("C0009"))

    assert [(await outgoing.stored(nudge)).posted_ts is not None for nudge in nudges] == [True] * 3
    assert len(outgoing.slack.called("chat.postMessage")) == 4


async def test_what_is_under_way_here_is_not_begun_again_when_its_lease_has_ended(outgoing: Outgoing) -> None:
    """As after a restart of the database that took longer than a lease."""
    gate = asyncio.Event()
    outgoing.slack.fail("chat.postMessage", Fault(gate=gate, effect_first=True))
    (nudge,) = await outgoing.posts(1)
    async with outgoing.patient(), outgoing.sending():
        await outgoing.slack.until(lambda: outgoing.slack.posted)
        async with asyncio.timeout(30):
            for _ in range(3):
                while not await outgoing.storage.outbox.free("one/0"):  # noqa: ASYNC110  until it is claimed anew
                    await asyncio.sleep(0.02)

        gate.set()
        await outgoing.slack.until(lambda: outgoing.ended)

    assert outgoing.ended == {"sent": 1}
    assert (await outgoing.stored(nudge)).posted_ts is not None
    assert len(outgoing.slack.called("chat.postMessage")) == 1


class _UndoneError(Exception):
    """Ends a transaction that was never to be committed."""


@asynccontextmanager
async def nobody_commits(storage: Storage, row: int) -> AsyncIterator[None]:
    """Hold what a sender needs to keep how this row ended; nothing of it remains."""
    with suppress(_UndoneError):
        async with storage.begin(TENANT) as tx:
            await tx.outbox.sending(row)
            yield
            raise _UndoneError


async def _kill(process: Process) -> None:
    process.send_signal(signal.SIGKILL)
    await process.wait()
