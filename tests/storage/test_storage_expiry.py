"""Expiry: after its time nothing of a message's words is left in any table, and all else stays."""

import itertools
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, cast, select
from storage_examples import ACME, DEALS, FACTS, NOON, NUDGE, decided, posted, say_nudge, ts_of, update

from coaching.deal import LossReview, rebuild_deal
from coaching.decision import Nudge, Silence
from coaching.message import Tenant
from coaching.told import Passage
from storage import Storage, UnitOfWork
from storage.tables import metadata

pytest_plugins = ("storage_databases",)

DAY = timedelta(days=1)
TEAM = Tenant("T1", "E1")
PROBLEM = {"problem": Passage(0, 4, by_buyer=True)}
_worlds = itertools.count(1)


async def keep(tx: UnitOfWork, deal_id: int, days_old: float, word: str) -> int:
    """A message of that age with everything that may quote it; the number of its nudge, which stands."""
    second = -days_old * 86_400
    await tx.messages.put(posted(second))
    await tx.messages.remember_text(DEALS, ts_of(second), f"Acme said {word}")
    await tx.updates.put(update(second, signals={"won": word, "stalled": ""}, told=PROBLEM), deal_id)
    await tx.decisions.add(decided(second, Silence("shadow", "A trial.", NUDGE.play, word), deal_id))
    await tx.decisions.add(decided(second, Nudge(NUDGE.play, word, NUDGE.words, "thread"), deal_id))
    nudge_id = await say_nudge(tx, second, deal_id=deal_id, evidence=word)
    await tx.feedback.put(nudge_id, "U1", "bad", NOON)
    await tx.feedback.put(nudge_id, "U1", "misread", NOON, f"I only wrote {word}")
    await tx.corrections.put(DEALS, ts_of(second), NUDGE.play, "U1", NOON)
    return nudge_id


async def rows(storage: Storage) -> dict[str, list[str]]:
    """What stands in each table, row by row, as text."""
    async with storage._transaction() as connection:
        return {
            table.name: [
                str(tuple(row))
                for row in await connection.execute(select(*(cast(column, Text) for column in table.columns)))
            ]
            for table in metadata.sorted_tables
        }


def holding(word: str, found: dict[str, list[str]]) -> list[str]:
    """The tables in which the word stands."""
    return [table for table, told in found.items() if any(word in row for row in told)]


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=5, unique=True), st.integers(1, 3650))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_nothing_of_an_expired_text_is_left_anywhere_and_nothing_younger_is_touched(
    storage: Storage, ages: list[int], kept_days: int
) -> None:
    world = next(_worlds)
    words = {age: f"zebulon{world}x{age}x" for age in ages}
    async with storage.begin(Tenant(f"T{world}")) as tx:
        deal_id = await tx.deals.add(ACME)
        for age, word in words.items():
            await keep(tx, deal_id, age, word)
    before = await rows(storage)

    forgotten = await storage.expire_words(NOON - kept_days * DAY)

    after = await rows(storage)
    expired = [age for age in ages if age > kept_days]
    assert {age: holding(words[age], after) for age in expired} == {age: [] for age in expired}
    for age in set(ages) - set(expired):
        for table, told in before.items():
            assert {row for row in told if words[age] in row} <= set(after[table])
    assert forgotten >= len(expired)
    assert await storage.expire_words(NOON - kept_days * DAY) == 0
    assert await rows(storage) == after


async def test_the_facts_the_days_and_what_was_said_stay(storage: Storage) -> None:
    async with storage.begin(TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        nudge_id = await keep(tx, deal_id, 200, "zebulon")
        before = await tx.updates.of_deal(deal_id)

    await storage.expire_words(NOON - 180 * DAY)

    ts = ts_of(-200 * 86_400)
    async with storage.begin(TEAM) as tx:
        [told] = after = await tx.updates.of_deal(deal_id)
        nudge, decision = await tx.nudges.get(nudge_id), await tx.decisions.latest(DEALS, ts)
        noted = await tx.feedback.of_nudge(nudge_id)
        message = await tx.messages.get(DEALS, ts)
    assert (told.facts, told.told, dict(told.signals)) == (FACTS, PROBLEM, {"won": "", "stalled": ""})
    assert rebuild_deal("Acme", after) == rebuild_deal("Acme", before)
    assert nudge is not None
    assert decision is not None
    assert (nudge.state, nudge.words, nudge.evidence) == ("standing", NUDGE.words, "")
    assert decision.record.decision == Nudge(NUDGE.play, "", NUDGE.words, "thread")
    assert {(each.verdict, each.note) for each in noted} == {("bad", None), ("misread", None)}
    assert message is not None
    assert not message.gone


async def test_a_quote_of_what_an_edit_took_away_goes_too(storage: Storage) -> None:
    async with storage.begin(TEAM) as tx:
        nudge_id = await keep(tx, await tx.deals.add(ACME), 200, "zebulon")
        await tx.nudges.withdraw(nudge_id, NOON)
        await tx.updates.remove(DEALS, ts_of(-200 * 86_400))
        await tx.messages.forget_text(DEALS, ts_of(-200 * 86_400))

    assert await storage.expire_words(NOON - 180 * DAY) == 0
    assert holding("zebulon", await rows(storage)) == []


async def test_what_was_filled_in_by_hand_is_no_message_and_stays(storage: Storage) -> None:
    async with storage.begin(TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        review = LossReview("zebulon was cheaper", told_by_buyer=True)
        lost = update(-900 * 86_400, source="form", signals={"loss_debriefed": "zebulon"}, review=review)
        await tx.updates.put(lost, deal_id)

    await storage.expire_words(NOON)

    async with storage.begin(TEAM) as tx:
        assert await tx.updates.of_deal(deal_id) == (lost,)


async def test_the_moment_itself_has_not_expired(storage: Storage) -> None:
    async with storage.begin(TEAM) as tx:
        await keep(tx, await tx.deals.add(ACME), 0, "zebulon")

    assert await storage.expire_words(NOON) == 0
    assert await storage.expire_words(NOON + timedelta(microseconds=1)) == 1


async def test_thousands_go_in_small_steps_and_those_between_them_stay(storage: Storage) -> None:
    async with storage.begin(TEAM) as tx:
        for second in range(1100):
            await tx.messages.put(posted(second))
            await tx.messages.remember_text(DEALS, ts_of(second), f"zebulon {second}")
            await tx.decisions.add(decided(second, Nudge(NUDGE.play, f"zebulon {second}", "", "dm")))
        await tx.messages.put(posted(86_400, channel="C0"))
        await tx.messages.remember_text("C0", ts_of(86_400), "ephraim")

    forgotten = await storage.expire_words(NOON + DAY)

    after = await rows(storage)
    assert forgotten == 1100
    assert holding("zebulon", after) == []
    assert holding("ephraim", after) == ["texts"]
