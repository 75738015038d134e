"""Wishes for quiet: kept whole, found by whom they concern, ended once."""

from datetime import timedelta

from storage_examples import ACME_TEAM, DEALS, NOON, OTHER_TEAM, say_nudge

from coaching.hush import Hush
from storage import Storage

pytest_plugins = ("storage_databases",)

MUTED = Hush("person", "U1", "U1", NOON, play="ask_why_silent")
SNOOZED = Hush("deal", "7", "U2", NOON, until=NOON + timedelta(days=3), wake="stage", stage="demo")
HERE = Hush("channel", DEALS, "U1", NOON, play="book_follow_up")


async def test_hushes_are_found_by_the_person_the_channel_and_the_deal(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        for hush in (MUTED, SNOOZED, HERE, Hush("person", "U9", "U9", NOON)):
            await tx.hushes.add(hush)

        assert [each.hush for each in await tx.hushes.standing("U1", DEALS, 7)] == [MUTED, SNOOZED, HERE]
        assert [each.hush for each in await tx.hushes.standing("U1", "C2", None)] == [MUTED]


async def test_a_hush_ends_once_and_is_the_last_of_its_person_until_then(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        first, last = await tx.hushes.add(MUTED), await tx.hushes.add(HERE)

        assert (await tx.hushes.latest_by("U1")) is not None
        assert await tx.hushes.get(last) == HERE
        assert [await tx.hushes.lift(last, NOON) for _ in range(2)] == [True, False]
        assert await tx.hushes.get(last) is None
        latest = await tx.hushes.latest_by("U1")
        assert latest is not None
        assert latest.id == first
        assert await tx.hushes.latest_by("U2") is None


async def test_no_other_workspace_sees_or_ends_it(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        number = await tx.hushes.add(MUTED)

    async with storage.begin(OTHER_TEAM) as tx:
        assert await tx.hushes.standing("U1", DEALS, None) == ()
        assert not await tx.hushes.lift(number, NOON)


async def test_a_nudge_that_a_click_has_settled_can_stand_again_unless_another_does(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        clicked, told = await say_nudge(tx, 1), await say_nudge(tx, 2)
        await tx.nudges.settle(clicked, None, NOON)
        await tx.nudges.settle(told, "5.0", NOON)

        assert [await tx.nudges.reopen(nudge) for nudge in (clicked, told)] == [True, False]
        await tx.nudges.settle(clicked, None, NOON)
        await say_nudge(tx, 1)
        assert not await tx.nudges.reopen(clicked)
