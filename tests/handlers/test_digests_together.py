"""Many digests at once: each is what it would be alone, and storage is asked no more often than for one."""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import SALES
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from stub_slack import StubSlack

from coaching.deal import LossReview, Update, rebuild_deal
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import STAGES, Facts
from coaching.message import Person
from coaching.preferences import Preferences
from coaching.timed.unsaid import OpenDeal
from handlers.deals.lessons import lesson_of_week
from handlers.desk import Desk
from handlers.digests.gathering import WEEK, gather
from handlers.digests.open_deals import tell_open_deals
from handlers.digests.weekly import plan_digests, work_digests
from handlers.sight import channels_hidden_from, deals_seen_by
from handlers.slack_ts import ts_of

MONDAY = datetime(2026, 3, 16, 8, tzinfo=UTC)
PEOPLE = ("U0A", "U0B", "U0C")
PUBLIC, BOARD, CLOSET = "C0DEALS", "C0BOARD", "C0CLOSET"
MEMBERS = {BOARD: {"U0A", "U0B"}, CLOSET: {"U0C"}}


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        opened.members.update(MEMBERS)
        async with opened.desk.storage.begin(SALES) as tx:
            for channel in (PUBLIC, BOARD, CLOSET):
                await tx.channels.put(channel, private=channel != PUBLIC)
        yield opened


def at(rig: Rig, moment: datetime) -> Desk:
    async def person(user_id: str) -> Person:
        return Person(user_id, user_id, "Europe/Madrid")

    return replace(rig.desk, clock=lambda: moment, person=person)


@st.composite
def updates(draw: st.DrawFn) -> Update:
    moment = MONDAY + timedelta(minutes=draw(st.integers(-40 * 24 * 60, 600)))
    author = draw(st.sampled_from(PEOPLE))
    stage = draw(st.none() | st.sampled_from(STAGES))
    facts = Facts("Deal", stage=stage, owner=draw(st.none() | st.sampled_from(PEOPLE)))
    review = LossReview("Too late", told_by_buyer=False) if draw(st.booleans()) else None
    channel = draw(st.sampled_from([PUBLIC, BOARD, CLOSET]))
    return Update(channel, ts_of(moment), None, author, "person", moment, facts, review=review)


async def tell(rig: Rig, deals: Sequence[Sequence[Update]]) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for told in deals:
            number = await tx.deals.add(rebuild_deal(f"Deal {len(await tx.deals.keys())}", told))
            for update in told:
                await tx.updates.put(update, number)
            record = DecisionRecord(told[0].channel, told[0].ts, told[0].ts, MONDAY, told[0].author, number, _NUDGE)
            said: dict[str, Any] = {"play": _NUDGE.play, "evidence": _NUDGE.evidence, "words": _NUDGE.words}
            place: dict[str, Any] = {"channel": told[0].channel, "ts": told[0].ts, "thread_ts": told[0].ts}
            decision = await tx.decisions.add(record)
            await tx.nudges.add(decision, number, told[0].author, to="thread", at=MONDAY - WEEK, **place, **said)


_NUDGE = Nudge("find_decision_maker", "waiting", "Who signs?", "thread")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deals=st.lists(st.lists(updates(), min_size=1, max_size=4, unique_by=lambda u: u.ts), max_size=6))
async def test_each_sees_what_they_would_see_if_they_were_alone(rig: Rig, deals: list[list[Update]]) -> None:
    flat = [(u.channel, u.ts) for told in deals for u in told]
    assume(len(set(flat)) == len(flat))
    async with rig.desk.storage.begin(SALES) as tx:
        for stored in await tx.deals.standing():
            for update in await tx.updates.of_deal(stored.id):
                await tx.updates.remove(update.channel, update.ts)
            await tx.deals.remove(stored.id)
        for user in PEOPLE:
            for nudge in await tx.nudges.standing_of(user, 99):
                await tx.nudges.withdraw(nudge.id, MONDAY)
    await tell(rig, deals)
    desk, due = at(rig, MONDAY), MONDAY.astimezone(ZoneInfo("Europe/Madrid"))

    together = await gather(dict.fromkeys(PEOPLE, due), SALES, desk)

    for user in PEOPLE:
        alone = await deals_seen_by(user, SALES, desk, None, user)
        counting = {at: deal for at, deal in alone.items() if deal.closed_at is None or deal.closed_at >= MONDAY - WEEK}
        async with desk.storage.begin(SALES) as tx:
            nudges = await tx.nudges.standing_of(user, 99)
        hidden = await channels_hidden_from(user, {nudge.channel for nudge in nudges}, SALES, desk)
        seen = {at: deal for at, deal in together[user].deals.items() if at in counting}
        assert seen == counting
        assert together[user].nudges == tuple(nudge for nudge in nudges if nudge.channel not in hidden)
        opened = await tell_open_deals(user, counting, due, SALES, desk)
        assert _told(together[user].open_deals) == _told(opened)
        assert together[user].lesson == await lesson_of_week(user, alone, MONDAY - WEEK, due, SALES, desk)


async def test_storage_is_asked_as_often_for_fifty_people_as_for_one(rig: Rig) -> None:
    desk = at(rig, MONDAY)
    counts = []
    for first, last in ((0, 1), (1, 51)):
        people = [f"U0{number:04}" for number in range(first, last)]
        for number, user in enumerate(people):
            moment = MONDAY - timedelta(days=2, seconds=first * 100 + number)
            facts = Facts("Deal", stage="demo")
            told = [Update(channel, ts_of(moment), None, user, "person", moment, facts) for channel in (PUBLIC, BOARD)]
            await tell(rig, [told])
        await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
        claims = await desk.storage.due.claim("me", 99)
        counts.append(await _statements(desk, work_digests(claims, desk)))

    async with desk.storage.begin(SALES) as tx:
        assert len(await tx.outbox.pending()) == 51
    assert counts[0] == counts[1]


async def test_what_keeps_one_digest_back_keeps_no_other_back(rig: Rig) -> None:
    for number, user in enumerate(PEOPLE):
        moment = MONDAY - timedelta(days=2, seconds=number)
        await tell(rig, [[Update(PUBLIC, ts_of(moment), None, user, "person", moment, Facts("Deal", stage="demo"))]])
    zones = {"U0B": ["Europe/Madrid", "America/New_York"]}

    async def person(user_id: str) -> Person:
        return Person(user_id, user_id, zones.get(user_id, ["Europe/Madrid"])[0])

    async def is_away(user_id: str) -> bool:
        if user_id == "U0B":
            zones["U0B"] = zones["U0B"][-1:]
        return user_id == "U0A"

    desk = replace(at(rig, MONDAY), person=person, is_away=is_away)
    await plan_digests(SALES, replace(desk, clock=lambda: MONDAY - timedelta(days=3)))
    claims = await desk.storage.due.claim("me", 9)
    async with desk.storage.begin(SALES) as tx:
        await tx.preferences.put("U0C", Preferences(), MONDAY)

    await work_digests(claims, desk)

    async with desk.storage.begin(SALES) as tx:
        sent = [row.channel for row in await tx.outbox.pending()]
    planned = {claim.row.key: claim.row.body["planned"] for claim in await desk.storage.due.claim("me", 9)}
    assert sent == ["U0C"]
    assert planned["U0B"] == (MONDAY + timedelta(hours=5)).isoformat()
    assert planned["U0A"] == planned["U0C"] == (MONDAY + WEEK).isoformat()


def _told(opened: Mapping[int, OpenDeal]) -> dict[int, object]:
    """What is known of each, whichever channels are hidden beside those in which it was spoken of."""
    return {at: (known.shown, known.updates, known.said, known.hushes) for at, known in opened.items()}


async def _statements(desk: Desk, work: Awaitable[object]) -> int:
    asked: list[str] = []

    def count(*seen: object) -> None:
        asked.append(str(seen[2]))

    engine = desk.storage._engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    await work
    event.remove(engine, "before_cursor_execute", count)
    return len(asked)
