"""Copying a database: all of it arrives, whatever interrupts it, and a doubtful source or target is refused."""

import asyncio
import itertools
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from sqlalchemy import text
from storage_examples import ACME, ACME_TEAM, DEALS, NOON, OTHER_TEAM, posted, say_nudge, ts_of, update

from coaching.hush import Hush
from coaching.message import Person
from coaching.preferences import Preferences
from coaching.team_week import Shown, TeamWeek
from coaching.watch import Watch
from storage import Storage, StorageError
from storage.copying import copy_data
from storage.tables import metadata

if TYPE_CHECKING:
    from postgres_server import PostgresServer

pytest_plugins = ("storage_databases",)

NewUrl = Callable[[str], str]
"""Gives the address of an empty database of a kind, "sqlite" or "postgres"."""

_KILLED = """
import asyncio, os, signal, sys
from storage import Storage
from storage.copying import copy_data

async def main(source, target):
    moved = []

    def tell(what, done, of):
        moved.extend([what] if what.startswith("Copying") else [])
        if len(moved) == 5:
            os.kill(os.getpid(), signal.SIGKILL)

    source, target = Storage(source), Storage(target)
    await copy_data(source, target, tell, batch=2)
    await source.close()
    await target.close()

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """Makes empty databases; Postgres is started only where it is wanted."""
    numbers = itertools.count()

    def new(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'{next(numbers)}.db'}"
        server: PostgresServer = request.getfixturevalue("postgres")
        return server.new_database()

    return new


@pytest_asyncio.fixture(params=["sqlite to postgres", "postgres to sqlite", "sqlite to sqlite"])
async def pair(request: pytest.FixtureRequest, new_url: NewUrl) -> AsyncIterator[tuple[Storage, Storage]]:
    """A filled source and a target that holds nothing, not even tables."""
    one, other = str(request.param).split(" to ")
    source, target = Storage(new_url(one)), Storage(new_url(other))
    await source.upgrade()
    await fill(source)
    yield source, target
    await source.close()
    await target.close()


async def fill(storage: Storage) -> None:
    """Something in every table, with what is hard to move: emoji, quotes, NUL, empty values, large numbers."""
    nul = "\0" if storage.place.startswith("sqlite") else ""  # Postgres's words cannot hold it
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        gone = await tx.deals.add(ACME.__class__(name="Gone"))
        await tx.deals.remove(gone)
        for second in range(5):
            await tx.messages.put(posted(second, text=f"Acme {second} went wéll 🎉 'quoted' \\ \n"))
            await tx.messages.remember_text(DEALS, ts_of(second), f"Acme {second} went wéll 🎉 'quoted' \\ \n{nul}")
            await tx.updates.put(update(second), deal_id if second else None)
        nudge_id = await say_nudge(tx, deal_id=deal_id)
        await tx.outbox.add(nudge_id, "post", DEALS, ts_of(0), {"text": "Hi 🍜\u2028", "blocks": [{"n": 2**53 + 1}]})
        await tx.outbox.add_note(await tx.notes.add("hello", ts_of(0)) or 0, "U1", None, {"text": "Hello"})
        await tx.feedback.put(nudge_id, "U1", "good", NOON + timedelta(microseconds=1))
        await tx.corrections.put(DEALS, ts_of(0), "ask_why_silent", "U1", NOON)
        await tx.people.put(Person("U1", "Ána", "Europe/Madrid"), NOON)
        await tx.preferences.put("U1", Preferences(quiet_from=time(22), quiet_to=time(7, 30)), NOON)
        await tx.channels.put("C1", private=False)
        await tx.watches.put(Watch("C1", "on", None, NOON))
        await tx.hushes.add(Hush("deal", "1", "U1", NOON, until=NOON, wake="reply", stage="demo"))
        await tx.rulings.put("C1", "1.0", None, "U1", NOON)
        await tx.changes.add("update", {"channel": "C1", "ts": "1.0", "deal_id": 1, "nudges": []}, "U1", NOON)
        await tx.aliases.put("Ácme 🎉 Rockets", "Acme")
        await tx.managers.put("U9", "U1", NOON)
        await tx.shared_deals.put(deal_id, "U1", NOON)
        await tx.team_weeks.keep(TeamWeek("2026-W10", {"stage_demo": Shown("few", "2026-W10")}))
        await tx.due.put("digest", "U1", NOON, {"week": 10})
    async with storage.begin(OTHER_TEAM) as tx:
        await tx.deals.add(ACME)
    for number in range(7):
        await storage.keep_event(ACME_TEAM, f"Ev{number}", "message", f"{DEALS}/1.0", ts_of(number), {"n": number})


async def test_everything_arrives(pair: tuple[Storage, Storage]) -> None:
    source, target = pair

    copied = await copy_data(source, target)

    rows = {table.name: table.sum.rows for table in copied}
    assert set(rows) == set(metadata.tables)
    assert min(rows.values()) > 0, "there was something to move in every table"
    assert (rows["deals"], rows["messages"], rows["inbox"]) == (2, 5, 7)
    await target.check()
    async with source.begin(ACME_TEAM) as before, target.begin(ACME_TEAM) as after:
        assert await after.deals.standing() == await before.deals.standing()
        assert await after.outbox.pending() == await before.outbox.pending()
        assert await after.nudges.get(1) == await before.nudges.get(1)
        assert await after.updates.of_deal(1) == await before.updates.of_deal(1)
        assert await after.messages.text(DEALS, ts_of(3)) == "Acme 3 went wéll 🎉 'quoted' \\ \n"
        assert await after.people.get("U1") == Person("U1", "Ána", "Europe/Madrid")


async def test_what_waited_in_the_source_is_worked_from_the_target(pair: tuple[Storage, Storage]) -> None:
    source, target = pair

    await copy_data(source, target)

    claims = await target.inbox.claim("me", 10)
    assert [claim.row.event_id for claim in claims] == ["Ev0"]
    assert not await target.keep_event(ACME_TEAM, "Ev3", "message", f"{DEALS}/1.0", ts_of(3), {})


async def test_new_rows_get_numbers_that_the_source_never_gave_even_to_rows_that_are_gone(
    pair: tuple[Storage, Storage],
) -> None:
    source, target = pair

    await copy_data(source, target)

    async with target.begin(ACME_TEAM) as tx:
        assert await tx.deals.add(ACME.__class__(name="New")) == 4
        assert await say_nudge(tx, 9) == 2


async def test_a_source_without_rows_gives_a_target_without_rows(new_url: NewUrl) -> None:
    source, target = Storage(new_url("sqlite")), Storage(new_url("postgres"))
    await source.upgrade()

    copied = await copy_data(source, target)

    await target.check()
    assert {table.sum.rows for table in copied} == {0}
    async with target.begin(ACME_TEAM) as tx:
        assert await tx.deals.add(ACME) == 1
    await target.close()
    await source.close()


@pytest.mark.parametrize("pair", ["sqlite to sqlite"], indirect=True)
async def test_the_steps_that_are_told_end_at_their_number(pair: tuple[Storage, Storage]) -> None:
    told: list[tuple[str, int, int]] = []

    copied = await copy_data(*pair, tell=lambda *step: told.append(step), batch=2)

    rows = sum(table.sum.rows for table in copied)
    assert told[-1][1:] == (3 * rows, 3 * rows)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


@pytest.mark.parametrize("pair", ["sqlite to postgres", "postgres to sqlite"], indirect=True)
async def test_a_copy_that_is_killed_again_and_again_goes_on_where_it_stopped(
    pair: tuple[Storage, Storage], new_url: NewUrl
) -> None:
    source, target = pair
    urls = [storage._url.render_as_string(hide_password=False) for storage in pair]
    await asyncio.gather(source.close(), target.close())

    killed = 0
    while (ended := await asyncio.to_thread(copy_until_killed, *urls)).returncode == -signal.SIGKILL:
        killed += 1
        with pytest.raises(StorageError, match="holds an unfinished copy: run the same"):
            await target.check()
        await target.close()  # or the next copy would take us for a bot

    assert ended.returncode == 0, ended.stderr.decode()
    assert killed >= 4, "more than 20 batches, of which each run moves 5"
    await target.check()
    async with source.begin(ACME_TEAM) as before, target.begin(ACME_TEAM) as after:
        assert await after.updates.of_deal(1) == await before.updates.of_deal(1)


def copy_until_killed(source: str, target: str) -> "subprocess.CompletedProcess[bytes]":
    """Copy in a process that kills itself after a few batches."""
    return subprocess.run(
        [sys.executable, "-c", _KILLED, source, target],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=False,
    )


async def interrupt(source: Storage, target: Storage) -> None:
    """Begin a copy and let it fail when all rows have been moved, before they are verified."""

    def fail(what: str, done: int, of: int) -> None:
        if "Verifying" in what:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await copy_data(source, target, fail)


async def test_a_source_that_changed_between_two_runs_is_noticed_and_copied_anew_on_demand(
    pair: tuple[Storage, Storage],
) -> None:
    source, target = pair
    await interrupt(source, target)
    async with source.begin(ACME_TEAM) as tx:
        await tx.people.put(Person("U1", "Somebody else"), NOON)

    with pytest.raises(StorageError, match=r"differs from the source in people \(1 rows for 1, .*--anew"):
        await copy_data(source, target)
    await copy_data(source, target, anew=True)

    async with target.begin(ACME_TEAM) as tx:
        assert await tx.people.get("U1") == Person("U1", "Somebody else")


@pytest.mark.parametrize("pair", ["sqlite to postgres"], indirect=True)
async def test_an_unfinished_copy_of_another_source_is_refused(pair: tuple[Storage, Storage], new_url: NewUrl) -> None:
    source, target = pair
    other = Storage(new_url("sqlite"))
    await other.upgrade()
    await interrupt(source, target)

    with pytest.raises(
        StorageError, match=r"holds an unfinished copy of sqlite.*0\.db: finish that one, or begin again"
    ):
        await copy_data(other, target)

    await copy_data(other, target, anew=True)
    await target.check()
    await other.close()


async def test_a_target_with_data_of_its_own_is_refused_and_left_alone(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    await target.upgrade()
    async with target.begin(OTHER_TEAM) as tx:
        await tx.people.put(Person("U9", "Zoe"), NOON)

    for anew in (False, True):
        with pytest.raises(StorageError, match=r"holds data already \(1 row.* in people\): name an empty one"):
            await copy_data(source, target, anew=anew)

    await target.check()
    async with target.begin(OTHER_TEAM) as tx:
        assert await tx.people.get("U9") == Person("U9", "Zoe")


@pytest.mark.parametrize("pair", ["sqlite to sqlite"], indirect=True)
async def test_a_finished_copy_is_data_like_any_other(pair: tuple[Storage, Storage]) -> None:
    await copy_data(*pair)

    with pytest.raises(StorageError, match="holds data already"):
        await copy_data(*pair, anew=True)


@pytest.mark.parametrize("pair", ["sqlite to sqlite"], indirect=True)
async def test_a_database_is_not_copied_to_itself(pair: tuple[Storage, Storage]) -> None:
    source, _ = pair

    with pytest.raises(StorageError, match="cannot be copied to itself"):
        await copy_data(source, source)


@pytest.mark.parametrize("pair", ["sqlite to sqlite"], indirect=True)
@pytest.mark.parametrize("changed", ["source", "target"])
async def test_another_version_is_refused_on_either_side(pair: tuple[Storage, Storage], changed: str) -> None:
    source, target = pair
    await target.upgrade()
    async with {"source": source, "target": target}[changed]._transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    with pytest.raises(StorageError, match="is of an earlier version"):
        await copy_data(source, target)


@pytest.mark.parametrize("pair", ["sqlite to postgres"], indirect=True)
async def test_a_source_that_a_bot_runs_on_is_refused(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    bot = Storage(source._url.render_as_string())

    async with bot.hold_for_running():
        with pytest.raises(StorageError, match="Stop that one first"):
            await copy_data(source, target)

    await bot.close()
    await copy_data(source, target)


@pytest.mark.parametrize("pair", ["postgres to sqlite", "sqlite to postgres"], indirect=True)
async def test_a_server_on_which_a_bot_runs_is_refused_as_source_and_as_target(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    server = next(storage for storage in pair if storage.place.startswith("postgres"))
    await target.upgrade()
    bot = Storage(server._url.render_as_string(hide_password=False))

    async with bot.begin(ACME_TEAM) as tx:
        await tx.deals.standing()
        with pytest.raises(StorageError, match="is in use by another dealcoach: stop the bot first"):
            await copy_data(source, target)
    await bot.close()

    await copy_data(source, target)


@pytest.mark.parametrize("pair", ["sqlite to postgres"], indirect=True)
async def test_no_bot_starts_on_the_source_while_it_is_copied(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    told: list[str] = []

    def try_to_run(what: str, done: int, of: int) -> None:
        beside = sqlite3.connect(f"{source._url.database}.running", timeout=0)
        with closing(beside), pytest.raises(sqlite3.OperationalError, match="locked"):
            beside.execute("BEGIN EXCLUSIVE")
        told.append(what)

    await copy_data(source, target, try_to_run)

    assert told


def test_a_source_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    source, target = Storage(f"sqlite:///{tmp_path}/typo.db"), Storage(f"sqlite:///{tmp_path}/new.db")

    with pytest.raises(StorageError, match="is not there yet"):
        asyncio.run(copy_data(source, target))

    assert list(tmp_path.iterdir()) == []
