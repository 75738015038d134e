"""Any number of processes, and one that is killed in between, bring a deal up once; on both databases."""

import asyncio
import sys

import pytest
from timed_desk import MONDAY, SALES, claimed, desk_on, paths, set_the_scene

from handlers.timed.planning import work_look
from storage import ClaimLostError, Storage
from storage.records import StoredNudge

pytest_plugins = ("storage_databases",)

_KILLED = """
import asyncio, sys
from timed_desk import Standstill, claimed, desk_on
from handlers.timed.planning import work_look
from storage import Storage

async def main():
    storage = Storage(sys.argv[1])
    [claim] = await claimed(storage, "killed")
    await work_look(claim, desk_on(storage, Standstill()))

asyncio.run(main())
"""


async def said(storage: Storage) -> tuple[tuple[StoredNudge, ...], int]:
    """The nudges, and how many posts wait."""
    async with storage.begin(SALES) as tx:
        nudges = await tx.nudges.of_author("U0ANA", MONDAY.replace(year=2020), MONDAY.replace(year=2030))
        return nudges, len(await tx.outbox.pending())


async def test_two_processes_that_look_at_the_same_time_say_it_once(migrated_url: str) -> None:
    one, two = Storage(migrated_url), Storage(migrated_url)
    await set_the_scene(one)

    async def look(storage: Storage, owner: str) -> int:
        return sum([len(await work_look(claim, desk_on(storage))) for claim in await claimed(storage, owner)])

    told = await asyncio.gather(look(one, "one"), look(two, "two"))

    nudges, posts = await said(one)
    assert (sum(told), len(nudges), posts) == (1, 1, 1)
    await one.close()
    await two.close()


async def test_who_has_lost_the_look_to_another_says_nothing(migrated_url: str) -> None:
    one, two = Storage(migrated_url), Storage(migrated_url)
    await set_the_scene(one)
    [slow] = await claimed(one, "slow")
    await one.due.free("slow")
    [quick] = await claimed(two, "quick")
    await work_look(quick, desk_on(two))

    with pytest.raises(ClaimLostError):
        await work_look(slow, desk_on(one))

    nudges, posts = await said(one)
    assert (len(nudges), posts) == (1, 1)
    await one.close()
    await two.close()


async def test_a_process_that_is_killed_in_between_leaves_nothing_and_the_next_one_says_it(migrated_url: str) -> None:
    storage = Storage(migrated_url)
    await set_the_scene(storage)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _KILLED, migrated_url, stdout=asyncio.subprocess.PIPE, env=paths()
    )
    assert process.stdout
    heard = await process.stdout.readline()
    process.kill()
    await process.wait()
    assert heard == b"decided\n"
    nothing = await said(storage)
    await storage.due.free("killed")

    [claim] = await claimed(storage, "next")
    await work_look(claim, desk_on(storage))

    nudges, posts = await said(storage)
    assert (nothing, len(nudges), posts) == (((), 0), 1, 1)
    await storage.close()
