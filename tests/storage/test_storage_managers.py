"""Managers, what is shared with them, what everybody may read of a team's deals, and the weeks as they were told."""

from datetime import timedelta

from storage_examples import ACME, ACME_TEAM, DEALS, NOON, OTHER_TEAM, say_nudge, ts_of, update

from coaching.team_week import Raised, Shown, TeamWeek
from storage import Storage

pytest_plugins = ("storage_databases",)

WEEK = TeamWeek("2026-W10", {"stage_demo": Shown("few", "2026-W09")})
LATER = NOON + timedelta(days=2)


async def test_somebody_is_made_a_manager_once_and_in_one_workspace(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        added = [await tx.managers.put("U1", by, NOON) for by in ("U2", "U3")]
        [stored] = await tx.managers.all()
    async with storage.begin(OTHER_TEAM) as tx:
        elsewhere = await tx.managers.get("U1"), await tx.managers.remove("U1")
    async with storage.begin(ACME_TEAM) as tx:
        removed = [await tx.managers.remove("U1") for _ in range(2)]

    assert (added, removed, elsewhere) == ([True, False], [True, False], (None, False))
    assert (stored.user_id, stored.by) == ("U1", "U2")


async def test_a_share_goes_when_it_is_taken_back_and_with_its_deal(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        await tx.shared_deals.put(deal_id, "U1", NOON)
        await tx.shared_deals.put(deal_id, "U2", NOON)
        shared = await tx.shared_deals.all()
        others = await tx.shared_deals.remove(deal_id, "U1")
        removed = await tx.shared_deals.remove(deal_id, "U2")
        taken_back = await tx.shared_deals.all()
        await tx.shared_deals.put(deal_id, "U1", NOON)
        await tx.deals.remove(deal_id)
        gone = await tx.shared_deals.all()

    assert [shared, taken_back, gone] == [{deal_id: {"U2"}}, {}, {}]
    assert (others, removed) == ((), (deal_id,))


async def test_what_was_told_of_a_week_stands(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        kept = [await tx.team_weeks.keep(each) for each in (WEEK, TeamWeek("2026-W10"))]
        told = await tx.team_weeks.of(["2026-W09", "2026-W10"])
    async with storage.begin(OTHER_TEAM) as tx:
        assert await tx.team_weeks.of(["2026-W10"]) == {}

    assert (kept, told) == ([True, False], {"2026-W10": WEEK})


async def test_only_what_everybody_may_read_and_came_in_time_is_told_in_public(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        for second, channel in enumerate(("C1", "C2", "")):
            await tx.updates.put(update(second, channel=channel), deal_id)
        before = await tx.updates.told_in_public(LATER)
        await tx.channels.put("C1", private=False)
        await tx.channels.put("C2", private=True)
        after = await tx.updates.told_in_public(LATER)
        early = await tx.updates.told_in_public(NOON - timedelta(days=900))

    assert [[each.channel for each in told[deal_id]] for told in (before, after)] == [[""], ["C1", ""]]
    assert early == {}


async def test_only_nudges_that_everybody_may_read_are_raised_in_public(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        hidden = await say_nudge(tx, 1, deal_id=deal_id, author="U1")
        first = await tx.nudges.get(hidden)
        assert first is not None
        period = first.at, first.at + timedelta(seconds=1)
        private = await tx.nudges.raised_in_public(*period)
        await tx.channels.put(DEALS, private=False)
        public = await tx.nudges.raised_in_public(*period)
        await tx.nudges.change(hidden, first.decision_id, first.play, "", "", "dm", NOON)
        alone = await tx.nudges.raised_in_public(*period)
        await say_nudge(tx, 1, deal_id=deal_id, author="U1", ts=ts_of(99), at=first.at, state="withheld")
        held_back = await tx.nudges.raised_in_public(*period)

    assert held_back == ()
    assert (private, alone) == ((), ())
    assert public == (Raised(first.play, "U1", deal_id, first.at),)
    assert ts_of(1)
