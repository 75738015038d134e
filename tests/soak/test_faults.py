"""The database away or full in the middle of the work: nothing acknowledged is lost, nothing is done or said twice."""

import asyncio
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from audit import faults
from crash_run import Bots, Interruption, Setting, run_through
from postgres_server import PostgresServer
from sales_story import tell_story
from sqlalchemy import Connection, Engine, event

from coaching.message import Tenant
from storage import Storage, StorageError

SALES = Tenant("T0SALES")
ROOMY = 1_073_741_823
"""SQLite's own limit of a file, in pages."""
NOTHING = (0, resource.RLIM_INFINITY)
EVERYTHING = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


async def hold_through(url: str, folder: Path, interruptions: list[Interruption], *, processes: int) -> None:
    """Run a story through the faults, and hold the books against it."""
    folders = [folder / f"process{number}" for number in range(processes)]
    for each in folders:
        each.mkdir()
    story = tell_story(6, 60)

    audit, figures, codes = await run_through(story, interruptions, Setting(url, folders, weather=10), seed=6)
    found = faults(audit.lost(), audit.doubled(), audit.unfinished(), await audit.deals_wrong())

    print(f"{url.split(':')[0]}, {processes} process(es): {figures}; faults {len(found)}")
    assert found == []
    assert codes == [0] * processes


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A Postgres of the test's own, to be treated badly."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


async def test_postgres_crashing_twice_in_the_middle_heals_by_itself(
    own_postgres: PostgresServer, tmp_path: Path
) -> None:
    async def crash_server(bots: Bots) -> None:
        """The server is gone until Slack has had to deliver three events again."""
        refused = bots.slack.told["again"]
        await asyncio.to_thread(own_postgres.halt)
        await bots.slack.until(lambda: bots.slack.told["again"] >= refused + 3)
        await asyncio.to_thread(own_postgres.go_on)

    blows = [Interruption(15, crash_server), Interruption(35, crash_server)]

    await hold_through(own_postgres.new_database(), tmp_path, blows, processes=1)


async def test_a_disk_that_is_full_for_a_while_costs_no_event(tmp_path: Path) -> None:
    async def fill_disk(bots: Bots) -> None:
        """Until Slack has had to deliver ten events again, the process cannot write a byte to any file."""
        [bot] = bots.running
        refused = bots.slack.told["again"]
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, NOTHING)
        await bots.slack.until(lambda: bots.slack.told["again"] >= refused + 10)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, EVERYTHING)

    url = f"sqlite:///{tmp_path / 'dealcoach.db'}"

    await hold_through(url, tmp_path, [Interruption(20, fill_disk)], processes=1)


class Quota:
    """How many pages a SQLite file may have; fewer than it has means not one more."""

    pages = ROOMY

    def apply(self, connection: Connection) -> None:
        """Tell the database, at the begin of each transaction."""
        connection.exec_driver_sql(f"PRAGMA max_page_count = {self.pages}")


@pytest.fixture
def quota() -> Iterator[Quota]:
    """A quota for whatever engine begins a transaction in this test."""
    quota = Quota()
    event.listen(Engine, "begin", quota.apply)
    yield quota
    event.remove(Engine, "begin", quota.apply)


async def test_what_a_full_database_cannot_keep_is_refused_and_all_it_has_taken_is_there(
    tmp_path: Path, quota: Quota
) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
    await storage.upgrade()

    async def keep(number: int) -> bool:
        body = {"text": "x" * (20_000 if number % 3 == 0 else 10)}
        return await storage.keep_event(SALES, f"Ev{number}", "message", f"C1/{number}", f"{number}.000100", body)

    before = await asyncio.gather(*(keep(number) for number in range(6)))
    quota.pages = 1
    during = await asyncio.gather(*(keep(number) for number in range(6, 30)), return_exceptions=True)
    quota.pages = ROOMY
    refused = [number for number, came in enumerate(during, start=6) if isinstance(came, StorageError)]
    again = [await keep(number) for number in range(30)]
    claims = await storage.inbox.claim("test", 100)
    await storage.close()

    assert before == [True] * 6
    assert {number for number in range(6, 30) if number % 3 == 0} <= set(refused)
    assert all("full" in str(during[number - 6]) for number in refused)
    assert [number for number, new in enumerate(again) if new] == refused
    assert sorted(int(claim.row.event_id[2:]) for claim in claims) == list(range(30))
