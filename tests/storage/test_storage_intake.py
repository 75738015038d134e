"""Keeping an event: durable before it is acknowledged, once whoever brings it, and never for another's sake refused."""

import asyncio
import sys
from pathlib import Path

import pytest
from queue_examples import PATHS, keep, keep_all, numbers_of, run
from sqlalchemy import event
from storage_examples import ACME_TEAM, OTHER_TEAM

from storage import Storage, StorageAwayError, StorageError

pytest_plugins = ("storage_databases",)

_KEEPER = """
import asyncio, sys
from queue_examples import keep_all
from storage import Storage

async def main():
    storage = Storage(sys.argv[1])
    print(sum(await keep_all(storage, range(200))))
    await storage.close()

asyncio.run(main())
"""


async def test_an_event_is_new_once_and_only_within_its_workspace(storage: Storage) -> None:
    kept = [
        await keep(storage, 1),
        await keep(storage, 1, thread="C1/other"),
        await keep(storage, 1, tenant=OTHER_TEAM),
    ]

    assert kept == [True, False, True]


async def test_an_event_is_there_for_another_process_when_it_was_kept(storage: Storage, other: Storage) -> None:

    await storage.keep_event(ACME_TEAM, "Ev1", "message", "C1/5.0", "7.000200", {"event": {"text": "Café \0 \ud83d"}})

    (claim,) = await other.inbox.claim("other", 5)
    assert (claim.tenant, claim.attempt, claim.row.kind, claim.row.thread) == (ACME_TEAM, 1, "message", "C1/5.0")
    assert claim.row.body == {"event": {"text": "Café \0 \ud83d"}}


async def test_two_processes_that_get_the_same_events_keep_each_once(migrated_url: str) -> None:
    keeper = (sys.executable, "-c", _KEEPER, migrated_url)
    both = [await asyncio.create_subprocess_exec(*keeper, stdout=asyncio.subprocess.PIPE, env=PATHS) for _ in range(2)]

    new = [int((await process.communicate())[0]) for process in both]

    assert sum(new) == 200


async def test_events_that_come_together_share_a_transaction(storage: Storage) -> None:
    commits: list[object] = []
    event.listen(storage._engine.sync_engine, "commit", commits.append)

    kept = await keep_all(storage, range(100))

    assert all(kept)
    assert len(commits) <= 3


async def test_the_same_event_twice_in_a_group_is_new_once(storage: Storage) -> None:
    kept = await keep_all(storage, [1, 2, 1, 1, 3])

    assert kept == [True, True, False, False, True]


async def test_one_event_that_cannot_be_kept_does_not_take_the_others_with_it(storage: Storage) -> None:
    bad = keep(storage, 2, thread="C1/2", told=object())

    kept = await asyncio.gather(keep(storage, 1), bad, keep(storage, 3), return_exceptions=True)

    assert [kept[0], kept[2]] == [True, True]
    assert isinstance(kept[1], TypeError)


async def test_a_caller_that_gave_up_waiting_does_not_disturb_the_others(storage: Storage) -> None:
    hasty = asyncio.create_task(keep(storage, 1))
    patient = asyncio.create_task(keep(storage, 2))
    await asyncio.sleep(0)
    hasty.cancel()

    assert await patient
    assert sorted(numbers_of(await storage.inbox.claim("me", 5))) == [1, 2]


async def test_a_ts_that_is_none_is_refused(storage: Storage) -> None:
    with pytest.raises(ValueError, match="not a Slack message timestamp"):
        await keep(storage, 1, moment="yesterday")


async def test_a_full_database_refuses_with_a_clear_error_and_loses_nothing(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
    await storage.upgrade()
    await keep_all(storage, range(5))
    pages = await run(storage, "PRAGMA page_count")
    event.listen(
        storage._engine.sync_engine, "begin", lambda opened: opened.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    )

    refused = await asyncio.gather(
        *(keep(storage, number, said="x" * 9000) for number in (5, 6, 7)), return_exceptions=True
    )

    assert [type(error) for error in refused] == [StorageAwayError] * 3
    assert "is full" in str(refused[0])
    pages = 10_000  # somebody makes room
    assert await keep(storage, 6, said="x" * 9000)
    assert sorted(numbers_of(await storage.inbox.claim("me", 50))) == [0, 1, 2, 3, 4, 6]
    await storage.close()


async def test_a_database_that_is_not_there_refuses_at_once(tmp_path: Path) -> None:
    storage = Storage(f"postgresql://dealcoach@/none?host={tmp_path}")

    with pytest.raises(StorageAwayError, match="could not do its work"):
        await keep(storage, 1)

    await storage.close()


async def test_tables_that_are_not_there_are_no_acknowledgement(url: str) -> None:
    storage = Storage(url)

    with pytest.raises(StorageError):
        await keep(storage, 1)

    await storage.close()
