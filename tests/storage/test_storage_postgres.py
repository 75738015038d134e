"""Postgres: found or brought along, whoever runs the tests, and healed by itself after it went away."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from postgres_server import PostgresServer, installed_programs, wheel_programs
from queue_examples import PATHS, keep, numbers_of, run
from storage_examples import ACME, ACME_TEAM

from storage import Claim, Storage, StorageAwayError, StorageError
from storage.records import ClaimedEvent

pytest_plugins = ("storage_databases",)

_STARTED_BY_NOBODY = """
import os, sys
from postgres_server import PostgresServer

os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[1]))
os.chdir("/")
server = PostgresServer()
server.start()
print(server.new_database(), os.getuid())
server.stop()
"""


@pytest.fixture
def restarting(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """A Postgres of the test's own, which it may stop and start."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


async def test_postgres_comes_from_the_wheel_where_none_is_installed() -> None:
    server = PostgresServer(wheel_programs())
    await asyncio.to_thread(server.start)
    storage = Storage(server.new_database())

    await storage.upgrade()

    assert int((await storage.status()).server_version.split(".")[0]) >= 15
    await storage.close()
    await asyncio.to_thread(server.stop)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can act as somebody else; whoever is not root proves it anyway")
async def test_postgres_starts_for_somebody_who_is_not_root() -> None:
    import pwd

    nobody = pwd.getpwnam("nobody")
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _STARTED_BY_NOBODY,
        str(nobody.pw_uid),
        str(nobody.pw_gid),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=PATHS | {"TMPDIR": "/tmp"},
    )

    said, complaint = await started.communicate()

    assert said.startswith(b"postgresql://dealcoach@/db"), complaint.decode()
    assert said.endswith(f" {nobody.pw_uid}\n".encode())


def test_an_installed_postgres_goes_before_the_one_that_is_brought_along() -> None:
    found = installed_programs()

    assert found is None or (found / "initdb").exists()
    assert (wheel_programs() / "initdb").exists()
    assert Path(shutil.which("initdb", path=str(wheel_programs())) or "").name == "initdb"


async def test_a_server_that_restarts_between_two_transactions_is_not_noticed(restarting: PostgresServer) -> None:
    storage = Storage(restarting.new_database())
    await storage.upgrade()
    await asyncio.gather(*(keep(storage, number) for number in range(3)))

    await asyncio.to_thread(restarting.halt)
    await asyncio.to_thread(restarting.go_on)

    assert await keep(storage, 4)
    assert not await keep(storage, 1)
    await storage.close()


async def test_a_server_that_is_away_is_told_and_found_again(restarting: PostgresServer) -> None:
    storage = Storage(restarting.new_database())
    await storage.upgrade()
    await keep(storage, 1)

    await asyncio.to_thread(restarting.halt)
    with pytest.raises(StorageAwayError, match="could not do its work"):
        await keep(storage, 2)
    with pytest.raises(StorageAwayError):
        await storage.inbox.claim("me", 1)
    await asyncio.to_thread(restarting.go_on)

    assert await keep(storage, 2)
    assert numbers_of(await storage.inbox.claim("me", 5)) == [1, 2]
    await storage.close()


async def test_work_that_a_restart_broke_off_is_done_again_from_the_start(restarting: PostgresServer) -> None:
    storage = Storage(restarting.new_database())
    await storage.upgrade()
    await keep(storage, 1)
    (claim,) = await storage.inbox.claim("me", 1)

    with pytest.raises(StorageError):
        await _work_through(storage, claim, restarting)
    await storage.inbox.free("me")

    (again,) = await storage.inbox.claim("me", 1)
    async with storage.begin(ACME_TEAM, finishing=again) as tx:
        assert await tx.deals.standing() == ()
        await tx.deals.add(ACME)
    await storage.close()


async def _work_through(storage: Storage, claim: Claim[ClaimedEvent], server: PostgresServer) -> None:
    """Work the claim while the server restarts in the middle of it."""
    async with storage.begin(ACME_TEAM, finishing=claim) as tx:
        await tx.deals.add(ACME)
        await asyncio.to_thread(server.halt)
        await asyncio.to_thread(server.go_on)
        await tx.deals.standing()


async def test_who_listens_hears_again_after_a_restart(restarting: PostgresServer) -> None:
    url = restarting.new_database()
    storage, other = Storage(url), Storage(url)
    await storage.upgrade()
    await other.inbox.wait(10)

    await asyncio.to_thread(restarting.halt)
    await asyncio.to_thread(restarting.go_on)
    await other.inbox.wait(10)  # once it listens again it wakes everybody, for what came meanwhile

    waiting = asyncio.create_task(other.inbox.wait(60))
    await keep(storage, 1)
    await asyncio.wait_for(waiting, 10)
    await storage.close()
    await other.close()


@pytest_asyncio.fixture
async def new_storage(postgres: PostgresServer) -> AsyncIterator[Storage]:
    """A storage on a database of the test's own, of which the server remembers no figures of other tests' rows."""
    storage = Storage(postgres.new_database())
    await storage.upgrade()
    yield storage
    await storage.close()


@pytest.mark.parametrize("counted", ["before", "meanwhile", "afterwards"])
async def test_a_long_queue_is_claimed_by_its_indexes_whenever_the_server_counted_it(
    new_storage: Storage, counted: str
) -> None:
    """Counted while it fills, the queue is taken for empty though its file is long: then a join reads all of it."""
    if counted == "before":
        await run(new_storage, "ANALYZE inbox")
    many = "INSERT INTO inbox (tenant, event_id, kind, thread, moment, body, state, due_at, attempts, created_at)"
    each = "'T1', 'Ev' || n, 'message', 'C1/' || n % 5000, n, '{}', 'pending', n, 0, n FROM generate_series(1, 20000) n"
    async with new_storage._transaction() as connection:
        await connection.run_sync(lambda opened: opened.exec_driver_sql(f"{many} SELECT {each}"))
        if counted == "meanwhile":
            await run(new_storage, "ANALYZE inbox")
    if counted == "afterwards":
        await run(new_storage, "ANALYZE inbox")
    read_before = await _rows_read(new_storage)

    claims = await new_storage.inbox.claim("me", 10)
    assert await new_storage.inbox.extend("me") == 10
    assert await new_storage.inbox.free("me") == 10

    assert len(claims) == 10
    assert await _rows_read(new_storage) - read_before < 500


async def _rows_read(storage: Storage) -> int:
    """How many rows and index entries of the inbox have been read so far."""
    async with storage._transaction() as connection:
        await connection.run_sync(lambda opened: opened.exec_driver_sql("SELECT pg_stat_force_next_flush()"))
    told = "SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'inbox'"
    return int(await run(storage, told)) + int(
        await run(storage, "SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'inbox'")
    )
