"""`dealcoach db`: what a person gets from outside when they upgrade, check, copy and back up the database."""

import asyncio
import os
import pty
import re
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect
from typing import TYPE_CHECKING

import pytest
from command_line import dealcoach

from coaching.message import Person, Tenant
from coaching_content import CONTENT_DIR
from storage import Storage

if TYPE_CHECKING:
    from postgres_server import PostgresServer

pytest_plugins = ("storage_databases",)

HERE = "sqlite:///dealcoach.db"
TEAM = Tenant("T1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a database that knows three people."""

    async def fill() -> None:
        storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
        await storage.upgrade()
        async with storage.begin(TEAM) as tx:
            for number in range(3):
                await tx.people.put(Person(f"U{number}", "Ann"), datetime(2026, 3, 4, tzinfo=UTC))
        await storage.close()

    asyncio.run(fill())
    return tmp_path


async def people_in(url: str) -> list[str]:
    """The people of whom a database knows."""
    storage = Storage(url)
    await storage.check()
    async with storage.begin(TEAM) as tx:
        found = [user for user in ("U0", "U1", "U2", "U3") if await tx.people.get(user)]
    await storage.close()
    return found


def test_upgrade_makes_the_tables_and_says_so_then_that_there_is_nothing_to_do(tmp_path: Path) -> None:
    first, second = (dealcoach("db", "upgrade", folder=tmp_path) for _ in range(2))

    assert re.fullmatch(r"Made the tables in the database at sqlite.*dealcoach\.db \(version \d+\)\.\n", first.stdout)
    assert re.fullmatch(r"The database at .* is of version \d+ already: there is nothing to do\.\n", second.stdout)
    assert (first.returncode, second.returncode) == (0, 0)


def test_upgrade_brings_an_earlier_version_up_to_date(tmp_path: Path) -> None:
    earlier(tmp_path / "dealcoach.db")

    shown = dealcoach("db", "upgrade", folder=tmp_path)

    assert re.fullmatch(r"Brought the database at .* from version 0001 to \d+\.\n", shown.stdout)
    assert dealcoach("db", "check", folder=tmp_path).returncode == 0


def test_an_upgrade_under_a_running_bot_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    earlier(tmp_path / "dealcoach.db")

    with closing(connect(tmp_path / "dealcoach.db.running", isolation_level=None)) as bot:
        bot.execute("BEGIN EXCLUSIVE")
        shown = dealcoach("db", "upgrade", folder=tmp_path)

    assert shown.returncode == 1
    assert "Stop that one first" in shown.stderr
    with closing(connect(tmp_path / "dealcoach.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def earlier(path: Path) -> None:
    """Make a database of the first version."""
    from alembic import command
    from sqlalchemy import create_engine

    from storage.schema import _alembic

    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def test_check_says_that_a_sound_database_is_in_order(folder: Path) -> None:
    shown = dealcoach("db", "check", folder=folder)

    assert re.fullmatch(rf"The database at {re.escape(HERE)} is in order, version \d+\.\n", shown.stdout)
    assert shown.returncode == 0


def test_check_of_nothing_says_what_to_do_and_makes_nothing(tmp_path: Path) -> None:
    shown = dealcoach("db", "check", folder=tmp_path)

    assert shown.returncode == 1
    assert "is not there yet: `dealcoach run` creates it" in shown.stderr
    assert "Traceback" not in shown.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_finds_damage_inside_the_file(folder: Path) -> None:
    with closing(connect(folder / "dealcoach.db", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("INSERT INTO feedback VALUES ('T1', 404, 'U1', 'good', '2026-03-04 12:00:00', NULL)")

    shown = dealcoach("db", "check", folder=folder)

    assert shown.returncode == 1
    assert "is damaged (a row of feedback points at a row of nudges that is not there)" in shown.stderr


def test_backup_says_what_it_wrote_and_refuses_to_write_over_it(folder: Path) -> None:
    first, second = (dealcoach("db", "backup", "today.db", folder=folder) for _ in range(2))

    assert re.fullmatch(rf"Backed up {re.escape(HERE)} to today\.db \([\d,]+ bytes\)\.\n", first.stdout)
    assert second.returncode == 1
    assert second.stderr == "There is a file today.db already: name a new one.\n"
    assert asyncio.run(people_in(f"sqlite:///{folder / 'today.db'}")) == ["U0", "U1", "U2"]


def test_copy_moves_everything_to_postgres_and_shows_counts_and_checksums(
    folder: Path, postgres: "PostgresServer"
) -> None:
    target = postgres.new_database()

    shown = dealcoach("db", "copy", target, folder=folder)

    assert shown.returncode == 0, shown.stderr
    assert re.search(r"^people +3 rows  [0-9a-f]{16}$", shown.stdout, re.MULTILINE)
    assert "counts and checksums agree" in shown.stdout
    assert "set DEALCOACH_DATABASE_URL to the new address" in shown.stdout
    assert asyncio.run(people_in(target)) == ["U0", "U1", "U2"]


def test_copy_back_from_postgres_gives_the_same_rows(folder: Path, postgres: "PostgresServer") -> None:
    between, back = postgres.new_database(), f"sqlite:///{folder / 'back.db'}"

    there = dealcoach("db", "copy", between, folder=folder)
    home = dealcoach("db", "copy", back, "--from", between, folder=folder)

    assert [line for line in home.stdout.splitlines() if " rows  " in line] == [
        line for line in there.stdout.splitlines() if " rows  " in line
    ]
    assert asyncio.run(people_in(back)) == ["U0", "U1", "U2"]


def test_copy_to_an_address_that_is_none_gives_one_sentence(folder: Path) -> None:
    shown = dealcoach("db", "copy", "mysql://me@here/deals", folder=folder)

    assert shown.returncode == 1
    assert shown.stderr == "Dealcoach keeps its data in SQLite or Postgres, not in mysql.\n"


def test_copy_does_not_show_a_password(folder: Path) -> None:
    shown = dealcoach("db", "copy", "postgresql://me:s3cret@127.0.0.1:9/deals", folder=folder)

    assert shown.returncode == 1
    assert "127.0.0.1:9" in shown.stderr
    assert "s3cret" not in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stderr


def test_on_a_terminal_a_bar_shows_how_far_the_copy_has_come(folder: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "db", "copy", "sqlite:///new.db"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CONTENT_DIR.parent), "TERM": "xterm", "COLUMNS": "120"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as copy:
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b"")).decode()
        copy.wait()
    os.close(ours)

    assert copy.returncode == 0
    assert "9/9" in shown
    assert "Verifying people" in shown


def read(terminal: int) -> bytes:
    """What the other end wrote; nothing once it is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
