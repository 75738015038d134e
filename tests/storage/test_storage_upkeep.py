"""Upkeep: what has ended is purged, the state of the database is told, and one bot runs on a file."""

import asyncio
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from queue_examples import PATHS, keep, keep_all, let_pass, let_say, numbers_of, run
from storage_examples import ACME_TEAM, DEALS, NOON, say_nudge, ts_of

import storage as storage_room
from storage import Storage, StorageError

pytest_plugins = ("storage_databases",)

MIGRATIONS = Path(storage_room.__file__).parent / "migrations" / "versions"
DAY = timedelta(days=1)
_RUNNER = """
import asyncio, sys
from storage import Storage

async def main():
    storage = Storage(sys.argv[1])
    async with storage.hold_for_running():
        claims = await storage.inbox.claim("who dies", 5)
        print(len(claims), flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_what_ended_a_day_ago_is_purged_and_what_failed_stays_a_week_without_its_words(storage: Storage) -> None:
    await keep_all(storage, range(4), said="Zebulon")
    done, failed, released, _ = await storage.inbox.claim("me", 4)
    async with storage.begin(ACME_TEAM, finishing=done):
        pass
    await storage.inbox.give_up(failed, "It is odd.")
    await storage.inbox.release(released, timedelta(0), "again")

    at_once = await storage.purge(DAY)
    await let_pass(storage, DAY.total_seconds() + 1, "inbox")
    next_day = await storage.purge(DAY)

    assert (at_once, next_day) == (0, 1)
    assert "Zebulon" not in str(await run(storage, "SELECT body FROM inbox WHERE state = 'failed'"))
    assert await run(storage, "SELECT count(*) FROM inbox WHERE ended_at IS NULL") == 2
    await let_pass(storage, 7 * DAY.total_seconds(), "inbox")
    assert await storage.purge(DAY) == 1


async def test_a_purge_takes_thousands_in_small_steps_and_leaves_a_nudge_where_it_stands(storage: Storage) -> None:
    nudge = await let_say(storage, 0)
    (claim,) = await storage.outbox.claim("me", 1)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.outbox.sent(claim, DEALS, ts_of(1), NOON)
        for number in range(2500):
            await tx.inbox.take(f"Ev{number}", NOON)
    await let_pass(storage, 2 * DAY.total_seconds(), "outbox")
    await let_pass(storage, 2 * DAY.total_seconds(), "inbox")

    purged = await storage.purge(DAY)

    async with storage.begin(ACME_TEAM) as tx:
        stored = await tx.nudges.get(nudge)
        later = await tx.outbox.add(nudge, "post", DEALS, None, {})
    assert purged == 2501
    assert stored is not None
    assert stored.posted_ts == ts_of(1)
    assert later > claim.id


async def test_the_words_of_an_event_that_was_given_up_go_with_the_message(storage: Storage) -> None:
    for number, thread in ((1, f"{DEALS}/{ts_of(0)}"), (2, f"{DEALS}/{ts_of(9)}")):
        await keep(storage, number, thread, text="Zebulon")
    for claim in await storage.inbox.claim("me", 5):
        await storage.inbox.give_up(claim, "It is odd.")

    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.forget(DEALS, ts_of(0), NOON)

    bodies = [str(await run(storage, f"SELECT body FROM inbox WHERE event_id = 'Ev{number}'")) for number in (1, 2)]  # noqa: S608
    assert ["Zebulon" in body for body in bodies] == [False, True]


async def test_the_state_of_the_database_is_told(storage: Storage, migrated_url: str) -> None:
    empty = await storage.status()
    await keep_all(storage, range(8))
    for claim in (await storage.inbox.claim("me", 8))[:7]:
        await storage.inbox.give_up(claim, f"It is odd: {claim.row.event_id}.")
    async with storage.begin(ACME_TEAM) as tx:
        await tx.outbox.add(await say_nudge(tx), "post", DEALS, None, {})
        await tx.due.put("digest", "U1", NOON.replace(year=2040), {})

    status = await storage.status()

    assert (empty.last_event_at, empty.failures, empty.inbox.waiting) == (None, (), 0)
    assert status.dialect == migrated_url.split(":")[0].split("+")[0]
    assert status.server_version[0].isdigit()
    assert status.revision == max(file.name[:4] for file in MIGRATIONS.glob("0*.py"))
    assert abs(status.clock_ahead_seconds) < 5
    assert (status.inbox.waiting, status.inbox.failed, status.outbox.waiting, status.due.waiting) == (1, 7, 1, 1)
    assert status.due.oldest_seconds == 0
    assert status.last_event_at is not None
    assert len(status.failures) == 5
    assert {failure.queue for failure in status.failures} == {"inbox"}


async def test_a_second_bot_on_a_file_is_refused_while_other_commands_may_use_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'dealcoach.db'}"
    storage, other = Storage(url), Storage(url)
    await storage.upgrade()

    async with storage.hold_for_running():
        with pytest.raises(StorageError, match="another dealcoach run uses this file"):
            async with other.hold_for_running():
                pass
        async with other.begin(ACME_TEAM) as tx:
            assert await tx.deals.standing() == ()
    async with other.hold_for_running():
        pass

    await storage.close()
    await other.close()


async def test_a_killed_bot_leaves_no_lock_and_what_it_held_is_free_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'dealcoach.db'}"
    storage = Storage(url)
    await storage.upgrade()
    await keep_all(storage, range(3))
    await _kill_who_claims(url)

    async with storage.hold_for_running():
        first = numbers_of(await storage.inbox.claim("next", 5))

    assert first == [0]  # what may have killed it comes by itself
    await storage.close()


@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
async def test_the_work_of_a_killed_process_is_taken_over_within_thirty_seconds(
    storage: Storage, migrated_url: str
) -> None:
    await keep_all(storage, range(3))
    await _kill_who_claims(migrated_url)
    taken: list[int] = []

    async with asyncio.timeout(30):
        while len(taken) < 3:
            claims = await storage.inbox.claim("the other", 5)
            taken += numbers_of(claims)
            if not claims:
                await storage.inbox.wait(await storage.inbox.next_at() or 0.1)

    assert sorted(taken) == [0, 1, 2]


async def _kill_who_claims(url: str) -> None:
    """Let a process claim everything, and kill it in the middle of its work."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _RUNNER, url, stdout=asyncio.subprocess.PIPE, env=PATHS
    )
    assert process.stdout
    said = await process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert said == b"3\n"
