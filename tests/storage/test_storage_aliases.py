"""The second names of companies find their deals, and leave with them; what hangs on a deal moves and moves back."""

from dataclasses import replace

from sqlalchemy import text
from standing_nudges import standing_on
from storage_examples import ACME, ACME_TEAM, DEALS, NOON, OTHER_TEAM, decided, say_nudge, ts_of, update

from coaching.deal import Deal
from coaching.hush import Hush
from coaching.name_index import entries_in, searches_for
from storage import Storage
from storage.records import Moved

pytest_plugins = ("storage_databases",)

WON = replace(ACME, stage="won", closed_at=NOON)


async def test_a_deal_is_found_by_an_alias_wherever_it_is_found_by_its_name(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        number = await tx.deals.add(ACME)
        await tx.aliases.put("Silver Harbor GmbH", "ACME")

        same = await tx.deals.filed_under(searches_for("Silver Harbor")[0].entries)
        in_text = await tx.deals.filed_under(entries_in("the silver harbor thing"))
        beginning = await tx.deals.beginning_with("silver")
        of_key = await tx.deals.of_keys(["silver harbor"])

        assert [(deal.id, deal.name, deal.alias) for deal in same] == [(number, ACME.name, "Silver Harbor GmbH")]
        assert in_text == same
        assert [stored.id for stored in (*beginning, *of_key)] == [number, number]
        assert await tx.deals.open_of("SILVER HARBOR") == number
        assert set(await tx.deals.keys()) == {"acme", "silver harbor"}
        assert await tx.aliases.of("Acme") == ("Silver Harbor GmbH",)
        assert await tx.aliases.of_companies(["acme"]) == {"silver harbor": "acme"}
    async with storage.begin(OTHER_TEAM) as tx:
        assert await tx.deals.open_of("Silver Harbor") is None


async def test_an_alias_is_the_companys_and_finds_its_next_deal_too(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        won = await tx.deals.add(WON)
        await tx.aliases.put("Tarnbeck", "Acme")
        open_before = await tx.deals.open_of("Tarnbeck")
        following = await tx.deals.add(Deal("Acme"))

        found = await tx.deals.filed_under(searches_for("Tarnbeck")[0].entries)

        assert open_before is None
        assert [deal.id for deal in found] == [won, following]
        assert await tx.deals.open_of("Tarnbeck") == following


async def test_an_alias_belongs_to_one_company_and_no_name_is_its_own(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.add(ACME)
        globex = await tx.deals.add(Deal("Globex"))
        await tx.aliases.put("Tarnbeck", "Acme")
        await tx.aliases.put("Tarnbeck Ltd", "Globex")
        await tx.aliases.put("GLOBEX", "Globex")

        assert await tx.deals.open_of("Tarnbeck") == globex
        assert (await tx.aliases.of("Acme"), await tx.aliases.of("Globex")) == ((), ("Tarnbeck Ltd",))


async def test_a_dropped_alias_finds_nothing_and_leaves_a_deal_of_that_name(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.add(ACME)
        own = await tx.deals.add(Deal("Tarnbeck", stage="won"))
        await tx.aliases.put("Tarnbeck", "Acme")
        await tx.aliases.put("Globex", "Acme")

        dropped = [await tx.aliases.drop(name) for name in ("tarnbeck", "tarnbeck", "globex")]

        assert dropped == ["acme", None, "acme"]
        assert [deal.id for deal in await tx.deals.filed_under(searches_for("Tarnbeck")[0].entries)] == [own]
        assert await tx.deals.filed_under(searches_for("Globex")[0].entries) == ()


async def test_with_the_last_deal_of_a_company_its_aliases_go(storage: Storage) -> None:
    async def cards() -> int:
        async with storage._transaction() as connection:
            return int((await connection.execute(text("SELECT count(*) FROM name_index"))).scalar() or 0)

    async with storage.begin(ACME_TEAM) as tx:
        won, open_one = await tx.deals.add(WON), await tx.deals.add(ACME)
        await tx.aliases.put("Tarnbeck", "Acme")
        removed = [await tx.deals.remove(won), await tx.deals.remove(won)]
        kept = await tx.aliases.of("Acme")
        await tx.deals.remove(open_one)
        left = await tx.aliases.of("Acme")

    assert (removed, kept, left) == ([True, False], ("Tarnbeck",), ())
    assert await cards() == 0


async def test_all_that_hangs_on_a_deal_moves_and_moves_back(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        source, target = await tx.deals.add(ACME), await tx.deals.add(Deal("Globex"))
        await tx.updates.put(update(0), source)
        await tx.updates.put(update(1), target)
        nudge = await say_nudge(tx, 0, deal_id=source)
        decision = await tx.decisions.add(decided(2, deal_id=source))
        ours = await tx.hushes.add(Hush("deal", str(source), "U1", NOON))
        theirs = await tx.hushes.add(Hush("deal", str(target), "U1", NOON))
        await tx.hushes.add(Hush("person", str(source), "U1", NOON))
        await tx.rulings.put(DEALS, ts_of(0), source, "U1", NOON)
        await tx.shared_deals.put(source, "U1", NOON)

        moved = await tx.moving.move(source, target)

        assert (moved.updates, moved.rulings) == (((DEALS, ts_of(0)),), ((DEALS, ts_of(0)),))
        assert (moved.nudges, moved.hushes, moved.shares) == ((nudge,), (ours,), (source,))
        assert await tx.shared_deals.all() == {target: {"U1"}}
        assert decision in moved.decisions
        assert len(await tx.updates.of_deal(target)) == 2
        assert [each.id for each in await tx.hushes.on_deals([target])] == [ours, theirs]
        assert [each.id for each in await standing_on(tx, target)] == [nudge]
        assert await tx.moving.move(source, target) == Moved()

        await tx.moving.move_back(moved, source)

        assert [each.ts for each in await tx.updates.of_deal(source)] == [ts_of(0)]
        assert [each.ts for each in await tx.updates.of_deal(target)] == [ts_of(1)]
        assert [each.id for each in await tx.hushes.on_deals([target])] == [theirs]
        assert [each.id for each in await standing_on(tx, source)] == [nudge]
        ruling = await tx.rulings.get(DEALS, ts_of(0))
        assert ruling is not None
        assert ruling.deal_id == source
        assert await tx.shared_deals.all() == {source: {"U1"}}


async def test_a_deal_can_come_back_under_its_number(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        number = await tx.deals.add(ACME)
        await tx.deals.remove(number)

        assert await tx.deals.add(ACME, number) == number
        assert await tx.deals.get(number) == ACME
        assert await tx.deals.add(Deal("Globex")) > number
