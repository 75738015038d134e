"""Tenants: nothing that one workspace does is seen or changed by another, whatever the ids."""

import itertools
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standing_nudges import standing_on
from storage_examples import ACME, DEALS, NOON, posted, say_nudge, ts_of, update

from coaching.message import Person, Tenant
from coaching.name_index import entries_of
from coaching.team_week import TeamWeek
from storage import Storage, UnitOfWork
from storage.records import Moved

pytest_plugins = ("storage_databases",)

_workspaces = itertools.count(1)
DAY = timedelta(days=1)
seconds = st.integers(min_value=0, max_value=3)


@dataclass(frozen=True)
class Numbers:
    """The numbers that a workspace's rows were given."""

    deal: int
    nudge: int
    row: int


async def fill(tx: UnitOfWork, second: int) -> Numbers:
    """Do something with every store, about the message of that second."""
    deal = await tx.deals.add(ACME)
    await tx.inbox.take("Ev1", NOON)
    await tx.people.put(Person("U1", "Ann"), NOON)
    await tx.messages.put(posted(second))
    await tx.messages.put(posted(second + 10, thread_ts=ts_of(second)))
    await tx.messages.remember_text(DEALS, ts_of(second), "Acme went well")
    await tx.updates.put(update(second), deal)
    await tx.aliases.put("Roadrunner", ACME.name)
    nudge = await say_nudge(tx, second, deal_id=deal)
    row = await tx.outbox.add(nudge, "post", DEALS, None, {"text": "hello"})
    await tx.feedback.put(nudge, "U1", "misread", NOON)
    await tx.channels.put(DEALS, private=False)
    await tx.managers.put("U1", "U2", NOON)
    await tx.shared_deals.put(deal, "U1", NOON)
    await tx.team_weeks.keep(TeamWeek("2026-W10"))
    return Numbers(deal, nudge, row)


async def everything_seen(tx: UnitOfWork, second: int, of: Numbers) -> list[object]:
    """The answer to every question of every store; nothing at all when there is nothing to see."""
    ts = ts_of(second)
    return [
        *await tx.deals.filed_under(entries_of(ACME.name)),
        *await tx.deals.filed_under(entries_of("Roadrunner")),
        *await tx.deals.of_keys(["roadrunner"]),
        *await tx.aliases.of(ACME.name),
        *await tx.aliases.of_companies(["acme"]),
        *await tx.deals.standing(),
        *await tx.updates.of_deal(of.deal),
        *await tx.updates.told_in_public(NOON + DAY),
        *await tx.nudges.raised_in_public(NOON, NOON + DAY),
        *await tx.managers.all(),
        *await tx.shared_deals.all(),
        *await tx.team_weeks.of(["2026-W10"]),
        *await tx.messages.texts_of_deal(of.deal),
        *await standing_on(tx, of.deal),
        *await tx.nudges.said_on_deal(of.deal, NOON),
        *await tx.nudges.said_in_thread(DEALS, ts, NOON),
        *await tx.nudges.of_author("U1", NOON, NOON + DAY),
        *await tx.outbox.pending(),
        *await tx.feedback.of_nudge(of.nudge),
        *filter(
            None,
            [
                await tx.deals.get(of.deal),
                await tx.deals.known(of.deal),
                await tx.deals.open_of(ACME.name),
                await tx.deals.open_of("Roadrunner"),
                await tx.aliases.company_of("Roadrunner"),
                await tx.people.get("U1"),
                await tx.messages.get(DEALS, ts),
                await tx.messages.text(DEALS, ts),
                await tx.messages.people_answered(DEALS, ts, ts),
                await tx.updates.get(DEALS, ts),
                await tx.updates.thread_deal(DEALS, ts),
                await tx.decisions.latest(DEALS, ts),
                await tx.feedback.has(of.nudge, "U1", "misread"),
                await tx.feedback.misread_plays(DEALS, ts),
                await tx.nudges.get(of.nudge),
                await tx.nudges.on_message(DEALS, ts),
                await tx.nudges.count_for_person("U1", NOON, NOON + DAY),
                await tx.nudges.count_in_channel(DEALS, NOON, NOON + DAY),
            ],
        ),
    ]


async def disturb(tx: UnitOfWork, second: int, of: Numbers) -> None:
    """Try to change whatever another workspace has, by its numbers and ids."""
    await tx.messages.forget(DEALS, ts_of(second), NOON)
    await tx.updates.remove(DEALS, ts_of(second))
    await tx.nudges.settle(of.nudge, ts_of(9), NOON)
    await tx.nudges.withdraw(of.nudge, NOON)
    await tx.nudges.change(of.nudge, 1, "play", "", "", "dm", NOON)
    await tx.outbox.sending(of.row)
    await tx.outbox.sent(of.row, DEALS, ts_of(9), NOON)
    await tx.outbox.failed(of.row, "no", NOON)
    await tx.moving.move(of.deal, of.deal)
    await tx.moving.move_back(Moved(((DEALS, ts_of(second)),), (), (), (of.nudge,), ()), of.deal)
    await tx.aliases.drop("Roadrunner")
    await tx.managers.remove("U1")
    await tx.shared_deals.remove(of.deal, "U1")
    await tx.deals.remove(of.deal)


@given(second=seconds, other_second=seconds, same_organisation=st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_nothing_of_one_workspace_is_seen_or_changed_by_another(
    storage: Storage, second: int, other_second: int, same_organisation: bool
) -> None:
    number = next(_workspaces)
    one = Tenant(f"T{number}", "E1")
    other = Tenant(f"T{number}b", "E1") if same_organisation else replace(one, enterprise="")

    async with storage.begin(one) as tx:
        numbers = await fill(tx, second)
        before = await everything_seen(tx, second, numbers)
    async with storage.begin(other) as tx:
        seen_by_other = await everything_seen(tx, second, numbers)
        await disturb(tx, second, numbers)
        of_other = await fill(tx, other_second + 100)
    async with storage.begin(one) as tx:
        after = await everything_seen(tx, second, numbers)

    assert seen_by_other == []
    assert len(before) == 37
    assert after == before
    assert of_other.deal != numbers.deal
