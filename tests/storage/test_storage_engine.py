"""The door to the database: it says plainly what is wrong, and a transaction is kept whole or not at all."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_examples import ACME, ACME_TEAM, NOON, NUDGE

from coaching.message import Person
from storage import Storage, StorageError

pytest_plugins = ("storage_databases",)


async def test_a_fresh_database_is_refused_until_it_is_upgraded(url: str) -> None:
    storage = Storage(url)

    with pytest.raises(StorageError, match="dealcoach run"):
        await storage.check()
    await storage.upgrade()

    await storage.check()
    await storage.close()


async def test_upgrading_twice_changes_nothing(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)

    await storage.upgrade()

    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.deals.get(deal_id) == ACME


async def test_two_programs_may_upgrade_the_same_database_at_once(url: str) -> None:
    first, second = Storage(url), Storage(url)

    await asyncio.gather(first.upgrade(), second.upgrade())

    await first.check()
    await first.close()
    await second.close()


async def test_a_new_file_that_another_program_is_writing_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "dealcoach.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
        other.execute("BEGIN IMMEDIATE")
        asyncio.get_running_loop().call_later(0.3, other.rollback)

        storage = Storage(f"sqlite:///{file}")
        await storage.upgrade()

    await storage.check()
    await storage.close()


async def test_a_database_of_a_later_version_is_refused(url: str) -> None:
    storage = Storage(url)
    await storage.upgrade()
    async with storage._transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StorageError, match="later version"):
        await storage.check()

    await storage.close()


async def test_checking_a_file_that_is_not_there_does_not_create_it(tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    storage = Storage(f"sqlite:///{path}")

    with pytest.raises(StorageError, match="is not there yet"):
        await storage.check()

    assert not path.exists()
    await storage.close()


async def test_a_folder_that_is_not_there_is_told_as_one_sentence(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path}/nowhere/dealcoach.db")

    with pytest.raises(StorageError, match=f"has no folder to lie in: create {tmp_path}/nowhere"):
        await storage.upgrade()

    await storage.close()


async def test_a_file_that_is_no_database_is_told_as_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Dear diary, this is not a database at all. " * 30)
    storage = Storage(f"sqlite:///{path}")

    with pytest.raises(StorageError, match="not a database"):
        await storage.check()

    await storage.close()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("deals, please", "write for example sqlite:///"),
        ("mysql://root@localhost/deals", "SQLite or Postgres, not in mysql"),
        ("postgresql+nosuchdriver://me:secret@host/deals", "knows no nosuchdriver: write postgresql://"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_at_once(url: str, told: str) -> None:
    with pytest.raises(StorageError, match=told) as refused:
        Storage(url)

    assert "secret" not in str(refused.value)


async def test_tables_come_from_the_package_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    storage = Storage("sqlite:///here.db")

    await storage.upgrade()

    await storage.check()
    assert (tmp_path / "here.db").exists()
    await storage.close()


async def test_a_database_in_memory_serves_a_replay() -> None:
    storage = Storage("sqlite://")
    await storage.upgrade()

    async with storage.begin(ACME_TEAM) as tx:
        await tx.people.put(Person("U1", "Ann"), NOON)

    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.people.get("U1") == Person("U1", "Ann")
    await storage.check()
    await storage.close()


async def test_what_a_failing_block_wrote_is_undone(storage: Storage) -> None:
    async def add_and_fail() -> None:
        async with storage.begin(ACME_TEAM) as tx:
            await tx.deals.add(ACME)
            raise LookupError("something of ours")

    with pytest.raises(LookupError, match="something of ours"):
        await add_and_fail()

    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.deals.standing() == ()


async def test_what_a_cancelled_task_wrote_is_undone_and_the_next_one_may_begin(storage: Storage) -> None:
    written = asyncio.Event()

    async def write_and_hang() -> None:
        async with storage.begin(ACME_TEAM) as tx:
            await tx.deals.add(ACME)
            written.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(write_and_hang())
    await written.wait()
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)

    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.deals.standing() == ()


async def test_what_contradicts_the_database_is_refused_as_a_storage_error(storage: Storage) -> None:
    with pytest.raises(StorageError, match="contradicts"):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.nudges.add(404, None, "U1", "C1", "1.0", "1.0", NUDGE.play, "", "", "thread", NOON)


async def test_many_transactions_at_once_all_succeed(storage: Storage, other: Storage) -> None:
    """Two storages on one database stand for two processes."""

    async def take(door: Storage, number: int) -> bool:
        async with door.begin(ACME_TEAM) as tx:
            known = len(await tx.deals.standing())  # a read first: the write after it must not find the file locked
            assert known == 0
            return await tx.inbox.take(f"Ev{number}", NOON)

    taken = await asyncio.gather(*(take(door, number) for number in range(25) for door in (storage, other)))

    assert sum(taken) == 25


async def test_a_second_transaction_inside_the_first_is_refused_instead_of_hanging(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
    await storage.upgrade()

    with pytest.raises(RuntimeError, match="open in this task already"):
        async with storage.begin(ACME_TEAM), storage.begin(ACME_TEAM):
            pass

    await storage.close()


async def test_sqlite_is_run_with_a_log_full_syncing_and_keys_enforced(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")

    async with storage._transaction() as connection:
        settings = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    assert settings == ["wal", 2, 1, 30_000]
    await storage.close()


async def test_a_rehearsal_shows_what_would_come_of_it_and_leaves_nothing(storage: Storage) -> None:
    async with storage.rehearse(ACME_TEAM) as tx:
        number = await tx.deals.add(ACME)
        seen = await tx.deals.get(number)

    async with storage.begin(ACME_TEAM) as tx:
        left = await tx.deals.get(number)
    assert (seen, left) == (ACME, None)


async def test_what_goes_wrong_in_a_rehearsal_is_not_hidden(storage: Storage) -> None:
    with pytest.raises(LookupError):
        async with storage.rehearse(ACME_TEAM):
            raise LookupError


async def test_what_must_be_alone_reads_what_the_one_before_it_has_written(storage: Storage, other: Storage) -> None:
    """As two people who change one deal at the same moment, each in a process of its own."""
    seen: list[int] = []

    async def count_up(by: Storage) -> None:
        async with by.begin(ACME_TEAM, alone=True) as tx:
            deal = await tx.deals.get(deal_id)
            assert deal is not None
            seen.append(deal.updates)
            await asyncio.sleep(0.05)  # the work in between
            await tx.deals.save(deal_id, replace(deal, updates=deal.updates + 1))

    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(replace(ACME, updates=0))
    await asyncio.gather(*(count_up(by) for by in (storage, other) * 3))

    assert seen == list(range(6))


async def test_a_change_waits_for_the_event_that_is_worked_on_the_same_workspace(storage: Storage) -> None:
    await storage.keep_event(ACME_TEAM, "Ev1", "message", "C1", "1.000100", {})
    (claim,) = await storage.inbox.claim("first", 1)
    order = []

    async def change() -> None:
        async with storage.begin(ACME_TEAM, alone=True):
            order.append("change")

    async with storage.begin(ACME_TEAM, finishing=claim):
        changing = asyncio.create_task(change())
        await asyncio.wait({changing}, timeout=0.2)
        order.append("event")
    await changing

    assert order == ["event", "change"]
