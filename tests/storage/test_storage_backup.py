"""Back-ups: whole while others write, checked, readable for their owner only, and never half there."""

import asyncio
import os
import shutil
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url
from storage_examples import ACME, ACME_TEAM, NOON

from coaching.message import Person
from storage import Storage, StorageError

if TYPE_CHECKING:
    from postgres_server import PostgresServer

pytest_plugins = ("storage_databases",)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the back-up goes."""
    return tmp_path / "saved" / "today.backup"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path, file: Path) -> str:
    """A SQLite database with its tables, and a folder for back-ups."""
    file.parent.mkdir()
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'dealcoach.db')}"


async def test_a_backup_opens_as_a_database_with_all_that_was_committed(sqlite_url: str, file: Path) -> None:
    storage = Storage(sqlite_url)
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)

    size = await storage.back_up(file)

    saved = Storage(f"sqlite:///{file}")
    await saved.check()
    async with saved.begin(ACME_TEAM) as tx:
        assert await tx.deals.get(deal_id) == ACME
    assert size > 0
    await asyncio.gather(saved.close(), storage.close())


async def test_a_backup_is_whole_while_the_bot_writes(sqlite_url: str, file: Path) -> None:
    """Each person is written with a partner in one transaction; no back-up may hold one without the other."""
    storage, begun, done = Storage(sqlite_url), asyncio.Event(), asyncio.Event()

    async def write() -> None:
        number = 0
        while not done.is_set():
            async with storage.begin(ACME_TEAM) as tx:
                await tx.people.put(Person(f"U{number}", "one"), NOON)
                await tx.people.put(Person(f"W{number}", "partner"), NOON)
            number += 1
            begun.set()

    async with storage.hold_for_running(), asyncio.TaskGroup() as both:
        both.create_task(write())
        await begun.wait()
        for number in range(3):
            await storage.back_up(file.with_name(f"{number}.db"))
        done.set()

    for number in range(3):
        saved = Storage(f"sqlite:///{file.with_name(f'{number}.db')}")
        async with saved._transaction() as connection:
            counted = await connection.exec_driver_sql(
                "SELECT SUM(user_id LIKE 'U%'), SUM(user_id LIKE 'W%'), COUNT(*) > 0 FROM people"
            )
            ones, partners, any_at_all = tuple(counted.one())
        await saved.close()
        assert ones == partners
        assert any_at_all
    await storage.close()


async def test_a_backup_holds_nothing_of_a_transaction_that_is_still_open(sqlite_url: str, file: Path) -> None:
    storage = Storage(sqlite_url)

    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.add(ACME)
        await storage.back_up(file)

    saved = Storage(f"sqlite:///{file}")
    async with saved.begin(ACME_TEAM) as tx:
        assert await tx.deals.standing() == ()
    await asyncio.gather(saved.close(), storage.close())


async def test_what_was_deleted_does_not_linger_in_a_backup(sqlite_url: str, file: Path) -> None:
    storage = Storage(sqlite_url)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.people.put(Person("U1", "a secret name"), NOON)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.people.put(Person("U1", "-"), NOON)

    await storage.back_up(file)

    assert b"a secret name" not in await asyncio.to_thread(file.read_bytes)
    await storage.close()


async def test_only_its_owner_may_read_a_backup_and_nothing_else_is_left(sqlite_url: str, file: Path) -> None:
    storage = Storage(sqlite_url)

    await storage.back_up(file)

    assert await asyncio.to_thread(rights, file) == 0o600
    assert names_in(file.parent) == [file.name]
    await storage.close()


async def test_a_file_that_is_there_is_not_written_over(sqlite_url: str, file: Path) -> None:
    storage = Storage(sqlite_url)
    await storage.back_up(file)

    with pytest.raises(StorageError, match=r"There is a file .*today\.backup already: name a new one"):
        await storage.back_up(file)

    await storage.close()


async def test_a_folder_that_is_not_there_is_told(sqlite_url: str, file: Path) -> None:
    storage = Storage(sqlite_url)

    with pytest.raises(StorageError, match=r"create .*nowhere"):
        await storage.back_up(file.parent / "nowhere" / "today.backup")

    await storage.close()


@pytest.mark.parametrize("sound", [0.1, 0.25, 0.5, 0.75, 0.9])
async def test_a_damaged_database_is_told_and_gives_no_backup(sqlite_url: str, file: Path, sound: float) -> None:
    """The end of the file is overwritten, from different pages on."""
    storage = Storage(sqlite_url)
    async with storage.begin(ACME_TEAM) as tx:
        for number in range(500):
            await tx.people.put(Person(f"U{number}", "x" * 50), NOON)
    await storage.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    await asyncio.to_thread(damage, path, sound)

    assert await storage.find_damage() is not None
    with pytest.raises(StorageError, match=r"restore an earlier back-up|failed"):
        await storage.back_up(file)

    assert names_in(file.parent) == []


def rights(file: Path) -> int:
    """Who may do what with the file."""
    return stat.S_IMODE(file.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    """What lies in the folder."""
    return [path.name for path in folder.iterdir()]


def damage(path: Path, sound: float) -> None:
    """Overwrite the file, but for its first part, of which `sound` is the share."""
    content = bytearray(path.read_bytes())
    start = int(len(content) * sound)
    content[start:] = b"\x07" * (len(content) - start)
    path.write_bytes(content)


async def test_a_sound_database_has_no_damage(sqlite_url: str) -> None:
    storage = Storage(sqlite_url)

    assert await storage.find_damage() is None

    await storage.close()


async def test_a_database_that_is_not_there_gives_no_backup(file: Path, tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path}/typo.db")

    with pytest.raises(StorageError, match="create"):
        await storage.back_up(file)
    with pytest.raises(StorageError, match=r"typo\.db is not there"):
        await storage.back_up(tmp_path / "today.backup")

    assert names_in(tmp_path) == []


@pytest.fixture
def filled_postgres(postgres: "PostgresServer", monkeypatch: pytest.MonkeyPatch) -> str:
    """A Postgres database with a deal, whose client programs are on the PATH."""
    monkeypatch.setenv("PATH", f"{postgres._binaries}:{os.environ['PATH']}")
    address = postgres.new_database()

    async def fill() -> None:
        storage = Storage(address)
        await storage.upgrade()
        async with storage.begin(ACME_TEAM) as tx:
            await tx.deals.add(ACME)
        await storage.close()

    asyncio.run(fill())
    return address


def test_a_postgres_backup_can_be_restored(filled_postgres: str, postgres: "PostgresServer", tmp_path: Path) -> None:
    storage, file = Storage(filled_postgres), tmp_path / "today.backup"
    other = make_url(postgres.new_database())

    asyncio.run(storage.back_up(file))

    place = ["-h", str(other.query["host"]), "-U", str(other.username), "-d", str(other.database)]
    subprocess.run(["pg_restore", "--no-owner", "--exit-on-error", *place, str(file)], check=True)
    assert asyncio.run(deals_in(other.render_as_string())) == [ACME]
    assert rights(file) == 0o600


async def deals_in(url: str) -> list[object]:
    """The deals of a database."""
    storage = Storage(url)
    await storage.check()
    async with storage.begin(ACME_TEAM) as tx:
        found = [stored.deal for stored in await tx.deals.standing()]
    await storage.close()
    return list(found)


def test_without_pg_dump_one_sentence_says_what_to_use(
    filled_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(StorageError, match=r"pg_dump is not installed here: install Postgres's client programs"):
        asyncio.run(Storage(filled_postgres).back_up(tmp_path / "today.backup"))

    assert list(tmp_path.iterdir()) == []


def test_what_pg_dump_complains_of_is_told_without_the_password(filled_postgres: str, tmp_path: Path) -> None:
    wrong = make_url(filled_postgres).set(database="nowhere", password="s3cret")

    with pytest.raises(StorageError, match=r'pg_dump could not write the back-up \(.*"nowhere" does not exist') as told:
        asyncio.run(Storage(wrong.render_as_string(hide_password=False)).back_up(tmp_path / "today.backup"))

    assert "s3cret" not in str(told.value)
    assert list(tmp_path.iterdir()) == []
