"""What waits for a time can be looked at; and whom a command can find without Slack, in which workspace."""

from datetime import UTC, datetime

from coaching.deal import Deal
from coaching.message import Person, Tenant
from storage import Storage

pytest_plugins = ("storage_databases",)

NOW = datetime(2026, 3, 16, 8, tzinfo=UTC)
ONE, TWO = Tenant("T1"), Tenant("T2", "E1")


async def test_what_waits_under_a_key_can_be_looked_at_until_it_is_done(storage: Storage) -> None:
    async with storage.begin(ONE) as tx:
        await tx.due.put("digest", "U0ANA", NOW, {"since": "then"})
    async with storage.begin(ONE) as tx:
        waits = await tx.due.waiting("digest", "U0ANA")
    async with storage.begin(TWO) as tx:
        elsewhere = await tx.due.waiting("digest", "U0ANA")

    [claim] = await storage.due.claim("me", 5)
    async with storage.begin(ONE, finishing=claim) as tx:
        done = await tx.due.waiting("digest", "U0ANA")

    assert waits == {"since": "then"}
    assert (elsewhere, done) == (None, None)


async def test_people_are_found_by_id_or_by_name_in_any_case_in_their_own_workspace(storage: Storage) -> None:
    people = [Person("U1", "Ärna Ruiz"), Person("U2", "ärna ruiz"), Person("U3", "Ben")]
    async with storage.begin(ONE) as tx:
        for person in people:
            await tx.people.put(person, NOW)

    async with storage.begin(ONE) as tx:
        found = [await tx.people.called(name) for name in ("ÄRNA RUIZ", "U3", "Ben R")]
    async with storage.begin(TWO) as tx:
        elsewhere = await tx.people.called("Ben")

    assert found == [(people[0], people[1]), (people[2],), ()]
    assert elsewhere == ()


async def test_workspaces_are_those_of_people_and_deals(storage: Storage) -> None:
    none = await storage.workspaces()
    async with storage.begin(TWO) as tx:
        await tx.deals.add(Deal("Acme"))
    async with storage.begin(ONE) as tx:
        await tx.people.put(Person("U1", "Ana"), NOW)
        await tx.deals.add(Deal("Acme"))

    assert none == ()
    assert set(await storage.workspaces()) == {ONE, TWO}
