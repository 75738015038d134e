"""Channels: which are private, and which deals have been spoken of there."""

from dataclasses import replace

from storage_examples import ACME, ACME_TEAM, DEALS, OTHER_TEAM, decided, say_nudge, ts_of, update

from coaching.deal import Deal
from storage import Storage

pytest_plugins = ("storage_databases",)

BOARD, UNHEARD = "C9", "C8"


async def test_a_channel_is_private_until_it_is_known_to_be_public(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.channels.put(DEALS, private=False)
        await tx.channels.put(BOARD, private=True)

        assert [await tx.channels.is_private(channel) for channel in (DEALS, BOARD, UNHEARD)] == [False, True, True]


async def test_what_was_said_last_of_a_channel_holds(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        for private in (False, True, False):
            await tx.channels.put(DEALS, private=private)

            assert await tx.channels.is_private(DEALS) == private


async def test_another_workspaces_channel_of_the_same_id_says_nothing_here(storage: Storage) -> None:
    async with storage.begin(OTHER_TEAM) as tx:
        await tx.channels.put(DEALS, private=False)

    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.channels.is_private(DEALS)


async def test_each_deal_is_told_with_the_private_channels_in_which_it_was_spoken_of(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.channels.put(DEALS, private=False)
        public = await tx.deals.add(ACME)
        await tx.updates.put(update(0), public)
        mixed = await tx.deals.add(_named("Globex"))
        for second, channel in enumerate((DEALS, BOARD, UNHEARD, BOARD)):
            await tx.updates.put(update(10 + second, channel=channel), mixed)
        await tx.updates.put(update(20, channel=BOARD), None)

        assert await tx.channels.private_by_deal() == {mixed: frozenset({BOARD, UNHEARD})}
        assert await tx.channels.private_by_deal([public]) == {}
        assert await tx.channels.private_by_deal([mixed]) == {mixed: frozenset({BOARD, UNHEARD})}


async def test_the_updates_of_several_deals_come_at_once_each_deals_oldest_first(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        one, other, bare = [await tx.deals.add(_named(name)) for name in ("One", "Other", "Bare")]
        for second, deal_id in ((3, one), (1, other), (2, one)):
            await tx.updates.put(update(second), deal_id)

        found = await tx.updates.of_deals([one, other, bare])

    assert {deal_id: [each.ts for each in told] for deal_id, told in found.items()} == {
        one: [ts_of(2), ts_of(3)],
        other: [ts_of(1)],
        bare: [],
    }


async def test_the_last_decision_is_found_by_its_deal_its_author_and_with_its_nudge(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        nudge_id = await say_nudge(tx, 1, deal_id=deal_id)
        last = await tx.decisions.add(decided(2))

        on_deal = await tx.decisions.latest_on_deal(deal_id)
        elsewhere = await tx.decisions.latest_on_deal(deal_id, outside=[DEALS])
        by_author, by_nobody = await tx.decisions.latest_of_author("U1"), await tx.decisions.latest_of_author("U2")
        assert on_deal is not None
        nudge = await tx.nudges.of_decision(on_deal.id)

    assert (on_deal.record.ts, elsewhere, by_nobody) == (ts_of(1), None, None)
    assert by_author is not None
    assert by_author.id == last
    assert nudge is not None
    assert nudge.id == nudge_id


def _named(name: str) -> Deal:
    return replace(ACME, name=name)
