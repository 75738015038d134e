"""Many at once: what is asked, kept and ended for many people with one statement is as it would be for each alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from storage_examples import ACME, ACME_TEAM, NOON, OTHER_TEAM, say_nudge, ts_of

from coaching.hush import Hush
from coaching.preferences import Preferences
from storage import Storage

pytest_plugins = ("storage_databases",)

PEOPLE = ("U1", "U2", "U3")
TUESDAY = Preferences(digest_day=1)


async def test_what_is_due_is_planned_for_many_and_worked_together(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put_all("digest", {user: (NOON, {"for": user}) for user in PEOPLE})
        await tx.due.put_all("digest", {})
    claims = await storage.due.claim("me", 10)

    async with storage.begin_together(ACME_TEAM, claims) as (tx, ours):
        await tx.due.put_all("digest", {"U1": (NOON.replace(year=2040), {"for": "next"})})

    assert [claim.row.body for claim in ours] == [{"for": user} for user in PEOPLE]
    assert await storage.due.claim("me", 10) == ()
    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.due.keys("digest") == {"U1"}


async def test_of_what_is_worked_together_only_what_is_still_held_ends(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put_all("digest", {user: (NOON, {}) for user in PEOPLE})
    claims = await storage.due.claim("me", 10)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put("digest", "U2", NOON, {"changed": "meanwhile"})

    async with storage.begin_together(ACME_TEAM, claims) as (_, ours):
        pass

    assert [claim.row.key for claim in ours] == ["U1", "U3"]
    assert [claim.row.body for claim in await storage.due.claim("me", 10)] == [{"changed": "meanwhile"}]


async def test_when_work_done_together_fails_nothing_of_it_has_ended(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put_all("digest", {user: (NOON, {}) for user in PEOPLE})
    claims = await storage.due.claim("me", 10)

    async def fail() -> None:
        async with storage.begin_together(ACME_TEAM, claims) as (tx, _):
            await tx.notes.add_all(PEOPLE, ts_of(0))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await storage.due.free("me") == len(PEOPLE)
    async with storage.begin(ACME_TEAM) as tx:
        assert await tx.notes.said("U1") is None


async def test_notes_for_many_are_each_said_once_and_wait_in_their_own_channels(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        before = await tx.notes.add("digest/U2", ts_of(0))
        added = await tx.notes.add_all([f"digest/{user}" for user in PEOPLE], ts_of(0))
        assert await tx.notes.add_all((), ts_of(0)) == {}
        await tx.outbox.add_notes({number: (key[-2:], {"text": key}) for key, number in added.items()})
        await tx.outbox.add_notes({})

    claims = await storage.outbox.claim("me", 10)

    assert before not in added.values()
    assert sorted(added) == ["digest/U1", "digest/U3"]
    assert sorted((c.row.channel, c.row.body["text"]) for c in claims) == [("U1", "digest/U1"), ("U3", "digest/U3")]


async def test_a_channel_keeps_its_pace_though_many_are_told_at_once(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        first = await tx.notes.add_all(["a/U1", "a/U2"], ts_of(0))
        await tx.outbox.add_notes({number: (key[-2:], {}) for key, number in first.items()})
        again = await tx.notes.add_all(["b/U1"], ts_of(0))
        await tx.outbox.add_notes({number: (key[-2:], {}) for key, number in again.items()})

    assert len(await storage.outbox.claim("me", 10)) == len(first)


async def test_the_deals_of_many_people_are_those_of_each_without_what_closed_long_ago(storage: Storage) -> None:
    week_ago = NOON - timedelta(days=7)
    closed = {"stage": "won", "closed_at": NOON - timedelta(days=2)}
    told: dict[str, dict[str, Any]] = {
        "Open": {"owner": "U1"},
        "Fresh": {"owner": "U2", **closed},
        "Old": {"owner": "U2", **closed, "closed_at": NOON - timedelta(days=30)},
        "Elsewhere": {"owner": "U9"},
    }
    async with storage.begin(ACME_TEAM) as tx:
        for name, columns in told.items():
            await tx.deals.add(replace(ACME, name=name, **columns))
        owned = await tx.deals.owned(PEOPLE, week_ago)
    async with storage.begin(OTHER_TEAM) as tx:
        elsewhere = await tx.deals.owned(PEOPLE, week_ago)

    assert sorted(stored.deal.name for stored in owned) == ["Fresh", "Open"]
    assert elsewhere == ()


async def test_the_open_nudges_of_many_people_are_the_latest_of_each(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        for second in range(4):
            await say_nudge(tx, second, author="U1")
        other = await say_nudge(tx, 9, author="U2")
        settled = await say_nudge(tx, 10, author="U2")
        await tx.nudges.settle(settled, None, NOON)
        of_each = await tx.nudges.standing_of_each(PEOPLE, 2)

        assert of_each["U1"] == await tx.nudges.standing_of("U1", 2)
        assert [nudge.id for nudge in of_each["U2"]] == [other]
        assert of_each["U3"] == ()


async def test_who_paused_and_what_was_chosen_is_told_of_each(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.hushes.add(Hush("person", "U1", "U1", NOON))
        await tx.hushes.add(Hush("person", "U2", "U2", NOON, play="ask_why_silent"))
        over = await tx.hushes.add(Hush("person", "U3", "U3", NOON))
        await tx.hushes.lift(over, NOON)
        await tx.preferences.put("U2", TUESDAY, NOON)

        assert await tx.hushes.paused(PEOPLE) == {"U1"}
        assert await tx.preferences.of(PEOPLE) == {"U1": Preferences(), "U2": TUESDAY, "U3": Preferences()}
