"""Deals and the updates that they are made of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from storage_examples import ACME, ACME_TEAM, DEALS, FACTS, NOON, OTHER_TEAM, decided, say_nudge, ts_of, update

from coaching.deal import Deal
from coaching.facts import Contact, Facts
from coaching.name_index import entries_in, entries_of, searches_for
from coaching.recognition import recognise_deal
from storage import DealAlreadyOpenError, Storage, StorageError
from storage.deals import MOST_NAMES
from storage.records import StoredUpdate

pytest_plugins = ("storage_databases",)

WON = replace(ACME, stage="won", closed_at=NOON)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
contacts = st.builds(
    Contact,
    name=words,
    title=st.none() | words,
    role=st.sampled_from([None, "decision_maker", "champion", "gatekeeper"]),
    met=st.booleans(),
)
any_facts = st.builds(
    Facts,
    company=st.none() | words,
    amount=st.none() | st.integers(min_value=0, max_value=10**15),
    currency=st.sampled_from([None, "EUR"]),
    stage=st.sampled_from([None, "won", "demo"]),
    next_step=st.none() | words,
    next_step_date=st.none() | st.dates(min_value=date(1000, 1, 1)),
    contacts=st.lists(contacts, max_size=3).map(tuple),
    competitors=st.lists(words, max_size=3).map(tuple),
    owner=st.none() | words,
)


async def test_a_deal_comes_back_as_it_went_in(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)

    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.deals.get(deal_id) == ACME
        assert await tx.deals.get(deal_id + 1) is None


async def test_a_deal_of_which_only_the_name_is_known_comes_back_too(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(Deal("Acme"))

        assert await tx.deals.get(deal_id) == Deal("Acme")


@given(facts=any_facts, signals=st.dictionaries(words, words, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_facts_come_back_as_they_went_in(storage: Storage, facts: Facts, signals: dict[str, str]) -> None:
    told = update(facts=facts, signals=signals)

    async with storage.begin(ACME_TEAM) as tx:
        await tx.updates.put(told, None)
        kept = await tx.updates.get(DEALS, told.ts)

    assert kept == StoredUpdate(told, None)


async def test_a_saved_deal_replaces_what_was_known(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)

        await tx.deals.save(deal_id, replace(WON, contacts=()))

        assert await tx.deals.get(deal_id) == replace(WON, contacts=())


async def test_saving_a_deal_that_is_gone_is_an_error(storage: Storage) -> None:
    with pytest.raises(StorageError, match="no deal 7"):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.deals.save(7, ACME)


async def test_a_second_open_deal_of_one_key_is_refused(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.add(ACME)

    with pytest.raises(DealAlreadyOpenError, match="ACME"):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.deals.add(Deal("ACME"))  # the key knows neither case nor legal form


async def test_reopening_a_deal_beside_an_open_one_of_the_same_key_is_refused(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        won = await tx.deals.add(WON)
        await tx.deals.add(ACME)

    with pytest.raises(DealAlreadyOpenError):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.deals.save(won, ACME)


async def test_closed_deals_of_one_key_may_be_many(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        ids = [await tx.deals.add(deal) for deal in (WON, WON, replace(WON, stage="lost"), ACME)]

        known = await tx.deals.filed_under(entries_of("Acme"))

    assert [deal.id for deal in known] == ids
    assert [(deal.name, deal.state, deal.closed_at) for deal in known] == [
        ("Acme Ltd.", "won", NOON),
        ("Acme Ltd.", "won", NOON),
        ("Acme Ltd.", "lost", NOON),
        ("Acme Ltd.", "open", None),
    ]


async def test_standing_deals_are_the_latest_updated_first_and_of_whom_and_what_was_asked(storage: Storage) -> None:
    def updated(name: str, hours: int | None, **told: str) -> Deal:
        at = None if hours is None else NOON + timedelta(hours=hours)
        return replace(Deal(name, owner="U1", updated_at=at), **told)  # type: ignore[arg-type]

    async with storage.begin(ACME_TEAM) as tx:
        for deal in (
            updated("never", None),
            updated("old", 1),
            updated("new", 3),
            updated("won", 2, stage="won"),
            updated("theirs", 4, owner="U2"),
        ):
            await tx.deals.add(deal)

        every = await tx.deals.standing()
        open_ones = await tx.deals.standing("open")
        mine = await tx.deals.standing(owner="U1")
        won_by_me = await tx.deals.standing("won", "U1")

    assert [stored.deal.name for stored in every] == ["theirs", "new", "won", "old", "never"]
    assert [stored.deal.name for stored in open_ones] == ["theirs", "new", "old", "never"]
    assert [stored.deal.name for stored in mine] == ["new", "won", "old", "never"]
    assert [stored.deal.name for stored in won_by_me] == ["won"]


async def test_a_removed_deal_leaves_its_decisions_and_nudges_behind(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        await tx.updates.put(update(), deal_id)
        nudge_id = await say_nudge(tx, deal_id=deal_id)

        await tx.deals.remove(deal_id)

        nudge = await tx.nudges.get(nudge_id)
        decision = await tx.decisions.latest(DEALS, ts_of(0))
        kept = await tx.updates.get(DEALS, ts_of(0))
        assert await tx.deals.get(deal_id) is None
    assert nudge is not None
    assert nudge.deal_id is None
    assert decision is not None
    assert decision.record == decided()
    assert kept == StoredUpdate(update(), None)


async def test_the_number_of_a_removed_deal_is_never_given_again(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        first = await tx.deals.add(ACME)
        await tx.deals.remove(first)

        assert await tx.deals.add(ACME) > first


async def test_an_update_is_replaced_by_a_new_reading_of_its_message(storage: Storage) -> None:
    later = update(facts=replace(FACTS, amount=50_000), signals={})
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        await tx.updates.put(update(), None)

        await tx.updates.put(later, deal_id)

        assert await tx.updates.get(DEALS, ts_of(0)) == StoredUpdate(later, deal_id)
        assert await tx.updates.of_deal(deal_id) == (later,)


async def test_a_removed_update_is_gone(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.updates.put(update(), None)

        await tx.updates.remove(DEALS, ts_of(0))

        assert await tx.updates.get(DEALS, ts_of(0)) is None


async def test_the_updates_of_a_deal_come_oldest_first_over_all_channels(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        for told in (update(3), update(1, channel="C2"), update(2)):
            await tx.updates.put(told, deal_id)
        await tx.updates.put(update(0), None)

        updates = await tx.updates.of_deal(deal_id)

    assert updates == (update(1, channel="C2"), update(2), update(3))


async def test_a_thread_is_about_the_deal_of_its_first_message(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        acme, globex = await tx.deals.add(ACME), await tx.deals.add(Deal("Globex"))
        await tx.updates.put(update(0), acme)
        await tx.updates.put(update(5, thread_ts=ts_of(0)), globex)

        assert await tx.updates.thread_deal(DEALS, ts_of(0)) == acme


async def test_a_thread_whose_first_message_has_no_deal_is_about_that_of_its_latest_linked_update(
    storage: Storage,
) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        acme, globex = await tx.deals.add(ACME), await tx.deals.add(Deal("Globex"))
        await tx.updates.put(update(0), None)
        await tx.updates.put(update(5, thread_ts=ts_of(0)), acme)
        await tx.updates.put(update(10, thread_ts=ts_of(0)), globex)
        await tx.updates.put(update(15, thread_ts=ts_of(0)), None)

        assert await tx.updates.thread_deal(DEALS, ts_of(0)) == globex
        assert await tx.updates.thread_deal(DEALS, ts_of(99)) is None
        assert await tx.updates.thread_deal("C2", ts_of(0)) is None


async def test_deals_are_found_by_the_entries_of_their_names(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        ids = [await tx.deals.add(Deal(name)) for name in ("Silver Harbor", "Silver Foods", "Pinwheel")]

        same, short, slip = [
            [deal.id for deal in await tx.deals.filed_under(search.entries)]
            for search in searches_for("Silver Harbour")
        ]
        in_text = await tx.deals.filed_under(entries_in("pinwheel called again"))
        nothing = await tx.deals.filed_under(())

    assert (same, short, slip) == ([], [], ids[:1])
    assert [deal.name for deal in in_text] == ["Pinwheel"]
    assert nothing == ()


async def test_a_renamed_deal_is_found_by_its_new_name_only(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        renamed = await tx.deals.add(Deal("Silver Harbor"))
        won = await tx.deals.add(replace(WON, name="Pinwheel"))
        same_name = await tx.deals.add(Deal("Pinwheel"))

        await tx.deals.save(renamed, Deal("Brightkeel"))
        await tx.deals.save(same_name, Deal("Loam Street"))

        by_name = {
            name: [deal.id for deal in await tx.deals.filed_under(entries_of(name))]
            for name in ("Silver Harbor", "Brightkeel", "Pinwheel", "Loam Street")
        }
    assert by_name == {"Silver Harbor": [], "Brightkeel": [renamed], "Pinwheel": [won], "Loam Street": [same_name]}


async def test_the_name_of_a_removed_deal_is_forgotten_once_no_deal_has_it(storage: Storage) -> None:
    async def cards() -> int:
        async with storage._transaction() as connection:
            return int((await connection.execute(text("SELECT count(*) FROM name_index"))).scalar() or 0)

    async with storage.begin(ACME_TEAM) as tx:
        won, open_one = await tx.deals.add(WON), await tx.deals.add(ACME)
        await tx.deals.remove(won)
        kept = await tx.deals.filed_under(entries_of("Acme"))
    some = await cards()

    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.remove(open_one)

    assert [deal.id for deal in kept] == [open_one]
    assert some > 0
    assert await cards() == 0


async def test_the_open_deal_of_a_company_is_found_under_any_spelling_of_its_key(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.add(WON)
        open_one = await tx.deals.add(ACME)

        found = [await tx.deals.open_of(name) for name in ("ACME", "acme ltd", "Acme North")]
        known = await tx.deals.known(open_one)

    assert found == [open_one, open_one, None]
    assert known is not None
    assert (known.id, known.name, known.state) == (open_one, "Acme Ltd.", "open")


async def test_of_very_many_names_only_some_are_looked_at(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        for number in range(MOST_NAMES + 20):
            await tx.deals.add(Deal(f"Pinwheel {chr(97 + number // 26)}{chr(97 + number % 26)}on"))

        found = await tx.deals.filed_under(searches_for("Pinwheel")[1].entries)

    assert len(found) == MOST_NAMES
    assert recognise_deal("Pinwheel called", "Pinwheel", None, found).new_name is None


async def test_deals_are_found_by_the_beginning_of_a_name_by_key_and_by_number(storage: Storage) -> None:
    names = ("Glenmarsh Foods GmbH", "Glen%arsh", "Glenmarsh Logistics", "Tarnbeck")
    async with storage.begin(ACME_TEAM) as tx:
        numbers = {name: await tx.deals.add(Deal(name)) for name in names}
        won = await tx.deals.add(Deal("Glenmarsh Foods", stage="won"))

        beginning = [stored.id for stored in await tx.deals.beginning_with("GLENMÁRSH")]
        literally = [await tx.deals.beginning_with(typed) for typed in ("Gl%marsh", "%", "_", "")]
        of_key = [stored.id for stored in await tx.deals.of_keys(["tarnbeck", "nobody"])]
        numbered = {stored.id for stored in await tx.deals.numbered([won, numbers["Tarnbeck"], 999])}
        keys = await tx.deals.keys()
    async with storage.begin(OTHER_TEAM) as tx:
        elsewhere = (await tx.deals.beginning_with("Glen"), await tx.deals.keys())

    assert beginning == [won, numbers["Glenmarsh Foods GmbH"], numbers["Glenmarsh Logistics"]]
    assert literally == [(), (), (), ()]
    assert of_key == [numbers["Tarnbeck"]]
    assert numbered == {won, numbers["Tarnbeck"]}
    assert len(keys) == len(set(keys)) == 4
    assert elsewhere == ((), ())


async def test_the_latest_closed_deals_of_an_owner_are_those_from_before_a_moment(storage: Storage) -> None:
    day = timedelta(days=1)

    def lost(days: int, **more: object) -> Deal:
        at = NOON + days * day
        return replace(ACME, name=f"Lost {days}", stage="lost", closed_at=at, updated_at=at, **more)  # type: ignore[arg-type]

    async with storage.begin(ACME_TEAM) as tx:
        one, two, _ = [await tx.deals.add(lost(days)) for days in (1, 2, 3)]
        spoken_of_later = await tx.deals.add(replace(lost(0), updated_at=NOON + 4 * day))
        won = await tx.deals.add(replace(lost(1), stage="won"))
        await tx.deals.add(lost(1, owner="U2"))
        await tx.deals.add(ACME)

        both = await tx.deals.closed_by_each(["U1", "U2", "U9"], NOON + 3 * day, 9)
        one_of_either = await tx.deals.closed_by_each(["U1"], NOON + 3 * day, 1)
        since = [stored.id for stored in await tx.deals.changed_since(NOON + 3 * day)]
    async with storage.begin(OTHER_TEAM) as tx:
        elsewhere = (
            (await tx.deals.closed_by_each(["U1"], NOON + 9 * day, 9))["U1"],
            await tx.deals.changed_since(NOON),
        )

    assert [stored.id for stored in both["U1"]] == [one, two, won]
    assert [stored.id for stored in one_of_either["U1"]] == [two, won]
    assert (len(both["U2"]), both["U9"]) == (1, ())
    assert since[0] == spoken_of_later
    assert len(since) == 2
    assert elsewhere == ((), ())
