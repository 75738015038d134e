"""What people changed by hand: the last of one's own is found, and is taken back once."""

from datetime import timedelta

from storage_examples import ACME_TEAM, NOON

from coaching.message import Tenant
from storage import Storage

pytest_plugins = ("storage_databases",)

ABOUT = {"channel": "C1", "ts": "1.000001", "deal_id": 7, "nudges": [3]}


async def test_the_last_change_of_a_person_is_theirs_and_the_newest(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.changes.add("update", {**ABOUT, "deal_id": 6}, "U1", NOON)
        newest = await tx.changes.add("update", ABOUT, "U1", NOON + timedelta(hours=1))
        await tx.changes.add("update", ABOUT, "U2", NOON + timedelta(hours=2))

        found = await tx.changes.latest_by("U1")

    assert found is not None
    assert (found.id, found.by, found.at, found.about) == (newest, "U1", NOON + timedelta(hours=1), ABOUT)


async def test_a_change_ends_once_and_then_the_one_before_is_the_last(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        first = await tx.changes.add("update", ABOUT, "U1", NOON)
        second = await tx.changes.add("update", ABOUT, "U1", NOON)

        ended = [await tx.changes.end(second, NOON), await tx.changes.end(second, NOON)]
        left = await tx.changes.latest_by("U1")

        assert ended == [True, False]
        assert left is not None
        assert left.id == first
        assert await tx.changes.get(second) is None


async def test_no_workspace_sees_or_ends_the_changes_of_another(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        change = await tx.changes.add("update", ABOUT, "U1", NOON)

    async with storage.begin(Tenant("T0OTHER")) as tx:
        assert await tx.changes.get(change) is None
        assert await tx.changes.latest_by("U1") is None
        assert not await tx.changes.end(change, NOON)
