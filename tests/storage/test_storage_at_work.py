"""Only a few units of work run side by side, and neither an event that comes nor whose turn it is waits for them."""

import asyncio

import pytest
from storage_examples import ACME_TEAM, OTHER_TEAM, ts_of

from storage import Storage
from storage.engine import AT_ONCE

pytest_plugins = ("storage_databases",)


@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
async def test_of_many_units_only_a_few_are_at_work_while_events_are_kept(storage: Storage) -> None:
    at_work, most, done = 0, 0, 0
    all_at_work, let_go = asyncio.Event(), asyncio.Event()

    async def read() -> None:
        nonlocal at_work, most, done
        async with storage.begin(ACME_TEAM):
            at_work += 1
            most = max(most, at_work)
            if at_work == AT_ONCE:
                all_at_work.set()
            await let_go.wait()
            at_work -= 1
            done += 1

    readers = [asyncio.create_task(read()) for _ in range(3 * AT_ONCE)]
    await all_at_work.wait()
    kept = await storage.keep_event(ACME_TEAM, "Ev1", "message", "C1/1", ts_of(0), {"event": 1})
    async with storage.begin(OTHER_TEAM, alone=True) as tx:
        await tx.notes.add("intro/C1", ts_of(0))
    claimed = await storage.inbox.claim("me", 1)
    in_between = most
    let_go.set()
    await asyncio.gather(*readers)

    assert (kept, len(claimed), in_between) == (True, 1, AT_ONCE)
    assert (most, done) == (AT_ONCE, 3 * AT_ONCE)
