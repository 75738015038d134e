"""The pace of what we say: a second for each message of a channel, a few a second in all, whoever sends."""

import asyncio
import json
import sys
from datetime import timedelta
from itertools import pairwise

import pytest
from queue_examples import PATHS, let_leases_end, let_pass, let_say, nudges_of, run
from storage_examples import ACME_TEAM, DEALS, NOON, say_nudge, ts_of

from storage import Claim, ClaimLostError, Storage
from storage.records import OutboxRow

pytest_plugins = ("storage_databases",)

_SENDER = """
import asyncio, json, sys
from queue_examples import run
from storage import Storage
from storage_examples import ACME_TEAM, NOON

async def main(url, owner, most):
    storage, begun = Storage(url, workspace_per_second=5), []
    while await storage.outbox.next_at() is not None:
        for claim in await storage.outbox.claim(owner, 3):
            began = await run(storage, f"SELECT due_at - 15000 FROM outbox WHERE id = {claim.id}")
            begun.append((began, claim.row.channel))
            async with storage.begin(ACME_TEAM) as tx:
                await tx.outbox.sent(claim, claim.row.channel, f"{claim.id}.0", NOON)
        await storage.outbox.wait(min(1.0, await storage.outbox.next_at() or 0))
    print(json.dumps(begun))
    await storage.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_channel_gets_one_message_a_second_and_others_do_not_wait_for_it(storage: Storage) -> None:
    slow = [await let_say(storage, second) for second in range(3)]
    quick = await let_say(storage, 9, channel="C2")

    at_once = nudges_of(await storage.outbox.claim("me", 10))
    wait = await storage.outbox.next_at()

    assert sorted(at_once) == sorted([slow[0], quick])
    assert wait is not None
    assert wait <= 1
    await let_pace_rest(storage, -10)  # as if it had begun later: a slow machine may need more than a second here
    await let_pass(storage, 1, "outbox")
    assert await storage.outbox.claim("me", 10) == ()  # the slot has come, but not a second since the channel began
    await let_pace_rest(storage, 11)
    await let_pass(storage, 11, "outbox")
    assert nudges_of(await storage.outbox.claim("me", 10)) == [slow[1]]


async def let_pace_rest(storage: Storage, seconds: float) -> None:
    """Act as if so many seconds had passed since anything was begun."""
    await run(storage, f"UPDATE pace SET begun_to = begun_to - {seconds * 1000:.0f}")  # noqa: S608


async def test_a_workspace_begins_no_more_than_its_pace(migrated_url: str) -> None:
    storage = Storage(migrated_url, workspace_per_second=2)
    for second in range(6):
        await let_say(storage, second, channel=f"C{second}")

    at_once = await storage.outbox.claim("me", 10)
    more = await storage.outbox.claim("me", 10)

    assert len(at_once) == 3  # a second's worth ahead, and the one that is due
    assert more == ()
    next_at = await storage.outbox.next_at()
    assert next_at is not None
    assert next_at <= 0.5  # less on a slow machine, where part of it has passed
    await storage.close()


@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
async def test_two_processes_keep_one_pace(storage: Storage, migrated_url: str) -> None:
    for second in range(12):
        await let_say(storage, second, channel=DEALS if second < 4 else f"C1{second}")

    sender = (sys.executable, "-c", _SENDER, migrated_url)
    both = [
        await asyncio.create_subprocess_exec(*sender, owner, "3", stdout=asyncio.subprocess.PIPE, env=PATHS)
        for owner in ("one", "two")
    ]
    said = [json.loads((await process.communicate())[0]) for process in both]
    begun = sorted((at, channel) for rows in said for at, channel in rows)

    times = [at for at, channel in begun if channel == DEALS]
    assert len(begun) == 12
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1000
    assert all(sum(start <= at < start + 1000 for at, _ in begun) <= 11 for start, _ in begun)


async def test_messages_of_a_nudge_go_in_their_order(storage: Storage) -> None:
    nudge = await let_say(storage, 0, rows=3)
    await let_pass(storage, 10, "outbox")
    kinds = []

    for _ in range(3):
        (claim,) = await storage.outbox.claim("me", 10)
        kinds.append(claim.row.kind)
        assert await storage.outbox.claim("other", 10) == ()
        async with storage.begin(ACME_TEAM) as tx:
            await tx.outbox.sent(claim, DEALS, ts_of(1), NOON)
        await let_pace_rest(storage, 10)

    assert kinds == ["post", "update", "update"]
    assert await storage.outbox.next_at() is None
    assert nudge


async def test_a_message_that_waits_for_slack_holds_up_its_nudge_and_no_other(storage: Storage) -> None:
    held_up = await let_say(storage, 0, rows=2)
    other = await let_say(storage, 1)
    await let_pass(storage, 10, "outbox")
    (first,) = await storage.outbox.claim("me", 1)

    await storage.outbox.release(first, timedelta(minutes=1), "Slack is away.")
    await let_pace_rest(storage, 10)

    assert nudges_of(await storage.outbox.claim("me", 10)) == [other]
    assert first.row.nudge_id == held_up


async def test_a_channel_that_slack_holds_back_is_left_alone(storage: Storage) -> None:
    await let_say(storage, 0)
    await let_say(storage, 1)
    elsewhere = await let_say(storage, 2, channel="C2")
    await let_pass(storage, 10, "outbox")
    (first,) = await storage.outbox.claim("me", 1)

    await storage.outbox.release(first, timedelta(seconds=30), "Slack asked for 30 seconds.", whole_channel=True)

    (other,) = await storage.outbox.claim("me", 10)
    await storage.outbox.give_up(other, "That is another story.")
    assert other.row.nudge_id == elsewhere
    assert 25 < (await storage.outbox.next_at() or 0) <= 30


async def test_what_was_posted_counts_whoever_holds_the_row_by_then(storage: Storage) -> None:
    """Slack shows it already: whoever took over must find it ended, and not post it a second time."""
    late, other = await _taken_over(storage)

    async with storage.begin(ACME_TEAM) as tx:
        posted = await tx.outbox.sent(late, DEALS, ts_of(3), NOON)
        again = await tx.outbox.sent(other, DEALS, ts_of(4), NOON)
        nudge = await tx.nudges.get(late.row.nudge_id or 0)

    assert (posted, again) == (True, False)
    assert nudge is not None
    assert nudge.posted_ts == ts_of(3)
    with pytest.raises(ClaimLostError):
        async with storage.begin(ACME_TEAM, finishing=other):
            pass


async def test_what_failed_counts_only_for_who_holds_the_row(storage: Storage) -> None:
    late, other = await _taken_over(storage)

    async with storage.begin(ACME_TEAM) as tx:
        assert not await tx.outbox.failed(late, "No answer.", NOON)
        assert await tx.outbox.failed(other, "The channel is archived.", NOON)

    assert [failure.why for failure in (await storage.status()).failures] == ["The channel is archived."]


async def _taken_over(storage: Storage) -> tuple[Claim[OutboxRow], Claim[OutboxRow]]:
    """A claim whose lease ended, and that of who took over; the second one is told that it was tried before."""
    await let_say(storage, 0)
    (late,) = await storage.outbox.claim("late", 1)
    await let_leases_end(storage, "outbox")
    await let_pace_rest(storage, 10)
    (other,) = await storage.outbox.claim("other", 1)
    assert (late.attempt, other.attempt, other.row.attempts) == (1, 2, 2)
    return late, other


async def test_a_row_that_had_to_wait_for_its_pace_was_not_tried(storage: Storage) -> None:
    await let_say(storage, 0)
    await let_say(storage, 1)
    await let_pass(storage, 10, "outbox")
    await storage.outbox.claim("me", 10)
    await let_pace_rest(storage, 10)
    await let_pass(storage, 1.1, "outbox")

    (second,) = await storage.outbox.claim("me", 10)

    assert second.attempt == 1


async def test_a_message_is_older_by_the_databases_clock(storage: Storage) -> None:
    nudge = await let_say(storage, 0)

    (claim,) = await storage.outbox.claim("me", 1)

    status = await storage.status()
    assert claim.row.nudge_id == nudge
    assert abs(status.clock_ahead_seconds) < 5
    assert status.outbox.waiting == 1
    assert status.outbox.oldest_seconds < 60


async def test_nothing_is_reserved_by_work_that_was_undone(storage: Storage) -> None:
    async def say_and_fail() -> None:
        async with storage.begin(ACME_TEAM) as tx:
            for second in range(30):
                await tx.outbox.add(await say_nudge(tx, second), "post", DEALS, None, {})
            raise LookupError

    with pytest.raises(LookupError):
        await say_and_fail()

    nudge = await let_say(storage, 99)
    assert nudges_of(await storage.outbox.claim("me", 1)) == [nudge]
