"""The weekly digest: planned for who owns a deal, sent once a week where they are, and never out of its time."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import SALES, TARNBECK
from stub_slack import ANA, BEN, StubSlack

from coaching.decision import DecisionRecord, Nudge
from coaching.hush import Hush
from coaching.message import Person
from coaching.preferences import Preferences
from handlers.desk import Desk
from handlers.digests.weekly import DIGEST, plan_digests, work_digest
from storage.records import Claim, DueRow, OutboxRow

MONDAY = datetime(2026, 3, 16, 8, tzinfo=UTC)
"""Nine o'clock in Madrid."""


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.deals.add(TARNBECK)
        yield opened


def at(rig: Rig, moment: datetime, zone: str = "Europe/Madrid") -> Desk:
    """The desk at another moment, with everybody living in `zone`."""

    async def person(user_id: str) -> Person:
        return Person(user_id, "Ana", zone)

    return replace(rig.desk, clock=lambda: moment, person=person)


async def claimed(rig: Rig) -> Claim[DueRow]:
    """What is due next; by the database's clock all of this is long past."""
    [claim] = await rig.desk.storage.due.claim("me", 5)
    return claim


async def work(rig: Rig, moment: datetime, zone: str = "Europe/Madrid") -> datetime | None:
    """Work what is due at that moment; when the next digest is planned for."""
    await work_digest(await claimed(rig), at(rig, moment, zone))
    [claim] = await rig.desk.storage.due.claim("look", 5) or [None]
    if claim is None:
        return None
    await rig.desk.storage.due.release(claim, timedelta(0), "only looked at")
    return datetime.fromisoformat(claim.row.body["planned"])


async def waiting(rig: Rig) -> tuple[OutboxRow, ...]:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.outbox.pending()


async def prefer(rig: Rig, chosen: Preferences) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put(ANA, chosen, MONDAY)


async def test_a_digest_is_planned_once_for_everybody_who_owns_a_deal(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for name, owner in (("Glenmarsh", BEN), ("Initech", "deleted member"), ("Nobody's", None)):
            await tx.deals.add(replace(TARNBECK, name=name, owner=owner))
        await tx.preferences.put(BEN, Preferences(digest_day=None), MONDAY)

    first = await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    again = await plan_digests(SALES, at(rig, MONDAY - timedelta(days=2)))

    claim = await claimed(rig)
    assert (first, again) == (2, 1)
    began = (MONDAY - timedelta(days=3)).isoformat()
    planned = {"since": began, "planned": MONDAY.isoformat(), "week": "2026-W12"}
    assert (claim.row.key, claim.row.body) == (ANA, planned)


async def test_it_is_sent_once_a_week_to_the_person_alone_and_the_next_is_planned(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))

    planned = await work(rig, MONDAY + timedelta(seconds=2))
    in_a_week = await work(rig, MONDAY + timedelta(days=7, hours=23))

    one, two = await waiting(rig)
    assert planned == MONDAY + timedelta(days=7)
    assert in_a_week == MONDAY + timedelta(days=14, hours=-1)
    assert {one.channel, two.channel} == {ANA}
    assert one.body["text"].startswith("*Your week, Ana*")
    assert "Tarnbeck" in one.body["text"]
    assert one.note_id != two.note_id


async def test_it_is_not_sent_twice_in_a_week_whatever_is_planned(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work(rig, MONDAY)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.due.put(DIGEST, ANA, MONDAY, {"planned": MONDAY.isoformat(), "week": "2026-W12"})

    await work(rig, MONDAY + timedelta(hours=1))

    assert len(await waiting(rig)) == 1


async def test_one_that_is_more_than_a_day_late_is_left_out_and_within_a_day_it_still_comes(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work(rig, MONDAY + timedelta(days=1, seconds=1))
    late = len(await waiting(rig))

    await work(rig, MONDAY + timedelta(days=7 + 1) - timedelta(hours=1))

    assert (late, len(await waiting(rig))) == (0, 1)


async def test_who_pauses_or_wants_none_gets_none_and_who_has_nothing_hears_nothing(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        pause = await tx.hushes.add(Hush("person", ANA, ANA, MONDAY))
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work(rig, MONDAY)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.lift(pause, MONDAY)
        await tx.deals.save(1, replace(TARNBECK, stage="won", closed_at=MONDAY - timedelta(days=60)))
    await work(rig, MONDAY + timedelta(days=7))
    await prefer(rig, Preferences(digest_day=None))

    last = await work(rig, MONDAY + timedelta(days=14, hours=-1))

    assert last is None
    assert await waiting(rig) == ()


@pytest.mark.parametrize(
    ("zone", "planned"),
    [
        ("America/New_York", MONDAY + timedelta(hours=5)),  # there it is four in the morning
        ("Asia/Kolkata", MONDAY + timedelta(days=7, hours=-4, minutes=-30)),  # there it was nine hours ago
    ],
)
async def test_who_has_moved_gets_it_at_nine_where_they_are_now(rig: Rig, zone: str, planned: datetime) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))

    assert await work(rig, MONDAY, zone) == planned
    assert len(await waiting(rig)) == (0 if zone == "America/New_York" else 1)


async def test_another_day_that_is_chosen_in_mid_week_brings_no_second_one(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work(rig, MONDAY)
    await prefer(rig, Preferences(digest_day=3))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.due.put(DIGEST, ANA, MONDAY, {})

    planned = await work(rig, MONDAY + timedelta(days=1))
    next_week = await work(rig, MONDAY + timedelta(days=3))

    assert planned == MONDAY + timedelta(days=3)
    assert next_week == MONDAY + timedelta(days=10)
    assert len(await waiting(rig)) == 1


async def test_what_was_only_planned_anew_is_never_sent_for_the_past(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.due.put(DIGEST, ANA, MONDAY, {})

    assert await work(rig, MONDAY + timedelta(minutes=1)) == MONDAY + timedelta(days=7)
    assert await waiting(rig) == ()


async def test_what_was_said_in_a_private_channel_that_the_person_has_left_is_not_in_it(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0BOARD", private=True)
        nudge = Nudge("propose_next_step", "we wait", "What comes next?", "thread")
        record = DecisionRecord("C0BOARD", "1.0", "1.0", MONDAY, ANA, None, nudge)
        number = await tx.decisions.add(record)
        said = nudge.play, nudge.evidence, nudge.words, nudge.to
        await tx.nudges.add(number, None, ANA, "C0BOARD", "1.0", "1.0", *said, MONDAY - timedelta(days=2))
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))

    await work(rig, MONDAY)
    rig.members["C0BOARD"] = {ANA}
    await work(rig, MONDAY + timedelta(days=7))

    outside, inside = await waiting(rig)
    assert "*Asked, still open*" not in outside.body["text"]
    assert "*Asked, still open*" in inside.body["text"]
