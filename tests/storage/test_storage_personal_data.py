"""What is stored about a person is counted, told whole, and forgotten for good."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Text, cast, select
from storage_examples import ACME_TEAM, DEALS, NOON, OTHER_TEAM, posted, say_nudge, ts_of, update

from coaching.deal import Deal, rebuild_deal
from coaching.hush import Hush
from coaching.message import NOBODY, Person
from coaching.preferences import Preferences
from coaching.watch import Watch
from storage import Storage, UnitOfWork
from storage.tables import metadata

pytest_plugins = ("storage_databases",)

U1, U2 = "U1", "U2"
QUEUES = {"inbox", "outbox", "due"}


async def live(tx: UnitOfWork) -> int:
    """Something of U1 in every table that can hold a person, and something of U2; the number of their deal."""
    deal_id = await tx.deals.add(Deal("Acme", owner=U1))
    await tx.people.put(Person(U1, "Ana Ruiz", "Europe/Madrid"), NOON)
    await tx.preferences.put(U1, Preferences(nudges_to="dm"), NOON)
    for second, author in enumerate((U1, U2)):
        await tx.messages.put(posted(second, author=author))
        await tx.messages.remember_text(DEALS, ts_of(second), f"Acme went well, says {author}")
        named = update(second, author=author).facts.__class__(company="Acme", owner=U1, stage="demo")
        await tx.updates.put(update(second, author=author, facts=named, signals={"won": "signed"}), deal_id)
        nudge_id = await say_nudge(tx, second, deal_id=deal_id, author=author)
    await tx.decisions.latest(DEALS, ts_of(0))
    await tx.feedback.put(nudge_id, U1, "good", NOON)
    await tx.hushes.add(Hush("person", U1, U1, NOON))
    await tx.hushes.add(Hush("channel", DEALS, U1, NOON, play="p"))
    await tx.rulings.put(DEALS, ts_of(0), deal_id, U1, NOON)
    await tx.changes.add("update", {"channel": DEALS, "ts": ts_of(0), "deal_id": deal_id, "nudges": []}, U1, NOON)
    await tx.changes.add("preferences", {"before": {}, "after": {}, "added": [], "lifted": []}, U1, NOON)
    await tx.watches.put(Watch(DEALS, "on", U1, NOON))
    await tx.managers.put(U1, U2, NOON)
    await tx.managers.put("U3", U1, NOON)
    await tx.shared_deals.put(deal_id, U1, NOON)
    await tx.changes.add("watch", {"channel": DEALS, "before": {"state": "asked", "by": U1}}, U2, NOON)
    return deal_id


async def everything(storage: Storage) -> dict[str, str]:
    """What stands in each table, as text."""
    async with storage._transaction() as connection:
        return {
            table.name: json.dumps(
                [[str(value) for value in row] for row in await connection.execute(select(*_as_text(table)))]
            )
            for table in metadata.tables.values()
            if table.name not in QUEUES
        }


def _as_text(table: Any) -> list[Any]:
    return [cast(column, Text) for column in table.columns]


@pytest.mark.parametrize("times", [1, 2])
async def test_nothing_names_a_person_who_was_forgotten_and_the_team_keeps_its_deal(
    storage: Storage, times: int
) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await live(tx)

    for _ in range(times):
        async with storage.begin(ACME_TEAM) as tx:
            await tx.personal_data.forget(U1)

    left = await everything(storage)
    assert {name: rows for name, rows in left.items() if f'"{U1}"' in rows or "Ana Ruiz" in rows} == {}
    async with storage.begin(ACME_TEAM) as tx:
        deal, told = await tx.deals.get(deal_id), await tx.updates.of_deal(deal_id)
        texts = [await tx.messages.text(DEALS, ts_of(second)) for second in range(2)]
        counts = await tx.personal_data.count(U1)
    assert deal is not None
    assert deal.owner == rebuild_deal("Acme", told).owner == NOBODY
    assert [(each.author, each.facts.stage, dict(each.signals)) for each in told] == [
        (NOBODY, "demo", {"won": ""}),
        (U2, "demo", {"won": "signed"}),
    ]
    assert texts == [None, f"Acme went well, says {U2}"]
    assert set(counts.values()) == {0}


async def test_quotes_go_and_what_was_wished_for_others_stays(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await live(tx)
        await tx.personal_data.forget(U1)

    async with storage.begin(ACME_TEAM) as tx:
        nudges = await tx.nudges.of_author(NOBODY, NOON, NOON + timedelta(days=1))
        others = await tx.nudges.of_author(U2, NOON, NOON + timedelta(days=1))
        standing = await tx.hushes.standing(U1, DEALS, None)
        message = await tx.messages.get(DEALS, ts_of(0))
    assert [(nudge.evidence, nudge.words) for nudge in nudges] == [("", "")]
    assert all(nudge.evidence for nudge in others)
    assert [(stored.hush.place, stored.hush.by) for stored in standing] == [("channel", NOBODY)]
    assert message is not None
    assert message.author == NOBODY


async def test_it_is_counted_and_told_row_by_row(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await live(tx)
        counts = await tx.personal_data.count(U1)
        told = await tx.personal_data.export(U1)

    assert (counts["texts"], counts["updates"], counts["hushes"], counts["deals"]) == (1, 1, 2, 1)
    assert {name: len(rows) for name, rows in told.items()} == {n: c for n, c in counts.items() if n != "deals"}
    assert told["texts"][0]["text"] == f"Acme went well, says {U1}"
    assert U2 not in json.dumps(told["texts"])
    assert "tenant" not in json.dumps(told)


async def test_another_workspace_is_left_alone(storage: Storage) -> None:
    async with storage.begin(OTHER_TEAM) as tx:
        await live(tx)
        before = await tx.personal_data.export(U1)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.personal_data.forget(U1)
        unknown = await tx.personal_data.count(U1)

    async with storage.begin(OTHER_TEAM) as tx:
        assert await tx.personal_data.export(U1) == before
    assert set(unknown.values()) == {0}


async def test_an_id_that_is_a_pattern_or_a_part_of_another_forgets_nobody_else(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await live(tx)
        for guess in ("U", "%", "_1", "U1%"):
            await tx.personal_data.forget(guess)

        assert {told.facts.owner for told in await tx.updates.of_deal(deal_id)} == {U1}
        assert (await tx.personal_data.count(U1))["texts"] == 1
