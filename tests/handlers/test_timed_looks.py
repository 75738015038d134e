"""Looks at a person's deals because of the time: planned on their clock, said once, where and as it may be told."""

import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from coached import shipped_content
from handlers_rig import Rig, open_rig
from handlers_world import SALES
from sqlalchemy import event
from standing_nudges import standing_on
from stub_slack import ANA, BEN, StubSlack

from coaching.business_days import BusinessDays
from coaching.deal import Deal, Update, rebuild_deal
from coaching.facts import Contact, Facts
from coaching.hush import Hush
from coaching.message import Person, Source
from coaching.outcome import Outcome
from coaching.preferences import Preferences
from coaching.situation import Limits
from coaching.watch import Watch
from handlers.desk import Desk
from handlers.timed.looking import MOST_A_DAY
from handlers.timed.planning import TIMED, plan_looks, work_look
from storage.records import Claim, DueRow, OutboxRow

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
"""Ten o'clock in Madrid."""
DEALS = "C0DEALS"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack, playbook=shipped_content().coach.playbook) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
        yield opened


def at(rig: Rig, moment: datetime, zone: str = "Europe/Madrid", **coach: Any) -> Desk:
    """The desk at another moment, with everybody living in `zone`."""

    async def person(user_id: str) -> Person:
        return Person(user_id, "Ana Ruiz", zone)

    bench = replace(rig.desk.bench, person=person, coach=replace(rig.desk.bench.coach, **coach))
    return replace(rig.desk, clock=lambda: moment, person=person, bench=bench)


def ts_of_update(name: str, days_ago: int) -> str:
    """A ts that no update on another deal has."""
    return f"{(MONDAY - timedelta(days=days_ago)).timestamp():.0f}.{zlib.crc32(name.encode()) % 10**6:06}"


async def tell(
    rig: Rig,
    name: str,
    days_ago: int,
    facts: Facts | None = None,
    channel: str = DEALS,
    source: Source = "person",
    signals: Mapping[str, str] | None = None,
) -> int:
    """Keep an update on a deal of Ana's that was written so many days before the Monday; the deal's number."""
    when = MONDAY - timedelta(days=days_ago)
    ts = ts_of_update(name, days_ago)
    facts = replace(facts or Facts(), owner=ANA)
    update = Update(channel, ts, None, ANA, source, when, facts, signals or {})
    async with rig.desk.storage.begin(SALES) as tx:
        number = await tx.deals.open_of(name) or await tx.deals.add(Deal(name))
        await tx.updates.put(update, number)
        await tx.deals.save(number, rebuild_deal(name, await tx.updates.of_deal(number)))
    return number


async def look(desk: Desk, user: str = ANA) -> list[Outcome]:
    """Work the look that waits for a person; by the database's clock all of these are long past."""
    async with desk.storage.begin(SALES) as tx:
        await tx.due.put(TIMED, user, MONDAY, {})
    return await work_look(await claimed(desk), desk)


async def claimed(desk: Desk) -> Claim[DueRow]:
    [claim] = await desk.storage.due.claim("me", 5)
    return claim


async def waiting(rig: Rig) -> tuple[OutboxRow, ...]:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.outbox.pending()


def told(outcomes: list[Outcome]) -> list[tuple[str | None, str, str | None]]:
    return [(outcome.deal, outcome.action, outcome.play) for outcome in outcomes]


async def wish(rig: Rig, hush: Hush) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(hush)


async def prefer(rig: Rig, chosen: Preferences) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put(ANA, chosen, MONDAY)


@pytest.mark.parametrize(
    ("zone", "planned"),
    [
        ("Europe/Madrid", MONDAY),
        ("Asia/Kolkata", MONDAY - timedelta(hours=4, minutes=30)),
        ("Asia/Kathmandu", MONDAY - timedelta(hours=4, minutes=45)),
        ("America/New_York", MONDAY + timedelta(hours=5)),  # there the clocks went forward a week ago
        ("Pacific/Auckland", MONDAY - timedelta(hours=12)),
    ],
)
async def test_a_look_is_planned_once_at_ten_of_the_next_business_day_where_the_owner_is(
    rig: Rig, zone: str, planned: datetime
) -> None:
    await tell(rig, "Acme", 20)
    friday_evening = MONDAY - timedelta(days=2, hours=14)

    first = await plan_looks(SALES, at(rig, friday_evening, zone))
    again = await plan_looks(SALES, at(rig, friday_evening, zone))

    assert (first, again) == (1, 0)
    assert (await claimed(rig.desk)).row.body == {"planned": planned.isoformat()}


async def test_it_is_said_in_the_thread_of_the_latest_update_and_the_next_look_is_planned(rig: Rig) -> None:
    number = await tell(rig, "Acme", 20, Facts(stage="demo", contacts=(Contact("Mara Quist", "CFO"),)))
    desk = at(rig, MONDAY)

    [outcome] = await look(desk)

    [row] = await waiting(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        [nudge] = await standing_on(tx, number)
    assert (outcome.ts, outcome.action, outcome.play, outcome.to) == (None, "nudge", "no_update", "thread")
    assert outcome.evidence == "last update on 24 February"
    assert (row.channel, row.thread_ts) == (DEALS, ts_of_update("Acme", 20))
    assert row.body["blocks"][1]["elements"][0]["text"] == "last update on 24 February · Bring the deal up to date"
    assert row.nudge_id == nudge.id
    assert (await claimed(desk)).row.body == {"planned": (MONDAY + timedelta(days=1)).isoformat()}


@pytest.mark.parametrize("source", ["crm", "form"])
async def test_a_deal_without_a_thread_of_anybody_is_spoken_of_by_direct_message(rig: Rig, source: Source) -> None:
    await tell(rig, "Acme", 20, channel="" if source == "form" else DEALS, source=source)

    [outcome] = await look(at(rig, MONDAY))

    [row] = await waiting(rig)
    assert (outcome.to, row.channel, row.thread_ts) == ("dm", ANA, None)
    assert row.body["text"].startswith("About *Acme*:")


async def test_who_prefers_direct_messages_gets_one_and_a_channel_that_is_no_longer_watched_hears_nothing(
    rig: Rig,
) -> None:
    await tell(rig, "Acme", 20)
    await prefer(rig, Preferences(nudges_to="dm"))
    [to_person] = await look(at(rig, MONDAY))
    await prefer(rig, Preferences())
    await tell(rig, "Glenmarsh", 20)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.watches.put(Watch(DEALS, "off", ANA, MONDAY))

    [unwatched] = await look(at(rig, MONDAY + timedelta(days=1)))

    assert (to_person.deal, to_person.to, unwatched.deal, unwatched.to) == ("Acme", "dm", "Glenmarsh", "dm")


async def test_in_a_channel_in_shadow_it_is_decided_and_counted_and_nothing_is_said(rig: Rig) -> None:
    await tell(rig, "Acme", 20)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.watches.put(Watch(DEALS, "on", ANA, MONDAY, shadow_until=MONDAY + timedelta(days=14)))

    await look(at(rig, MONDAY))
    await look(at(rig, MONDAY + timedelta(days=1)))

    async with rig.desk.storage.begin(SALES) as tx:
        [held] = await tx.decisions.held_in_shadow([DEALS], MONDAY - timedelta(days=1))
    assert (held.play, held.author, await waiting(rig)) == ("no_update", ANA, ())


@pytest.mark.parametrize(
    "hush",
    [
        Hush("person", ANA, ANA, MONDAY),
        Hush("deal", "1", ANA, MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=1)),
        Hush("deal", "1", ANA, MONDAY - timedelta(days=1), wake="reply"),
        Hush("person", ANA, ANA, MONDAY, play="no_update"),
        Hush("channel", DEALS, BEN, MONDAY, play="no_update"),
    ],
)
async def test_wishes_for_quiet_count(rig: Rig, hush: Hush) -> None:
    await tell(rig, "Acme", 20)
    await wish(rig, hush)

    assert await look(at(rig, MONDAY)) == []


async def test_quiet_hours_a_dated_step_and_a_closed_deal_keep_it_silent(rig: Rig) -> None:
    await tell(rig, "Acme", 20, Facts(stage="demo", next_step="visit", next_step_date=date(2026, 4, 20)))
    await tell(rig, "Glenmarsh", 20, Facts(stage="won"))
    silent = await look(at(rig, MONDAY))
    await tell(rig, "Initech", 20)
    await prefer(rig, Preferences(quiet_from=datetime(2026, 1, 1, 9).time(), quiet_to=datetime(2026, 1, 1, 11).time()))  # noqa: DTZ001

    assert (silent, await look(at(rig, MONDAY))) == ([], [])


async def test_a_deal_hears_one_a_week_and_a_person_a_few_a_day(rig: Rig) -> None:
    for name in ("Acme", "Glenmarsh", "Initech", "Umbra"):
        await tell(rig, name, 30, Facts(stage="proposal"))

    days = [told(await look(at(rig, MONDAY + timedelta(days=day)))) for day in (0, 1, 2, 7)]

    assert [len(day) for day in days] == [MOST_A_DAY, 2, 0, MOST_A_DAY]
    assert {deal for deal, _, _ in days[0]} | {deal for deal, _, _ in days[1]} == {
        "Acme",
        "Glenmarsh",
        "Initech",
        "Umbra",
    }
    assert {deal for deal, _, _ in days[3]} == {deal for deal, _, _ in days[0]}
    assert {play for _, _, play in days[0]} != {play for _, _, play in days[3]}


async def test_ordinary_nudges_of_the_day_use_up_the_same_budget(rig: Rig) -> None:
    await tell(rig, "Acme", 20)

    assert await look(at(rig, MONDAY, limits=Limits(person_per_day=0))) == []
    assert await look(at(rig, MONDAY, limits=Limits(channel_per_day=0))) == []


@pytest.mark.parametrize(
    ("moment", "zone"),
    [
        (MONDAY - timedelta(days=1), "Europe/Madrid"),  # a Sunday
        (MONDAY - timedelta(minutes=1), "Europe/Madrid"),
        (MONDAY + timedelta(hours=8), "Europe/Madrid"),  # in the evening
        (MONDAY, "America/New_York"),  # in the night
    ],
)
async def test_out_of_hours_a_look_is_only_planned_anew(rig: Rig, moment: datetime, zone: str) -> None:
    await tell(rig, "Acme", 20)

    assert await look(at(rig, moment, zone)) == []
    assert datetime.fromisoformat((await claimed(rig.desk)).row.body["planned"]) > moment


async def test_a_holiday_is_no_day_for_it_and_one_that_was_missed_is_not_made_up_for(rig: Rig) -> None:
    await tell(rig, "Acme", 20)
    await plan_looks(SALES, at(rig, MONDAY - timedelta(days=3)))
    holiday = at(rig, MONDAY, calendar=BusinessDays({MONDAY.date()}))

    off = await work_look(await claimed(holiday), holiday)
    late = at(rig, MONDAY + timedelta(days=9, hours=2))
    said = await work_look(await claimed(late), late)

    assert (off, told(said)) == ([], [("Acme", "nudge", "no_update")])
    assert said[0].evidence == "last update on 24 February"


async def test_before_a_talk_the_brief_comes_alone_and_is_settled_when_the_day_is_there(rig: Rig) -> None:
    await tell(rig, "Acme", 1, Facts(stage="demo", next_step="demo call with Mara", next_step_date=date(2026, 3, 17)))

    [said] = await look(at(rig, MONDAY))
    [row] = await waiting(rig)
    [passed] = await look(at(rig, MONDAY + timedelta(days=1)))

    assert (said.play, said.to, passed.action, passed.ts) == ("meeting_tomorrow", "dm", "settled", None)
    assert row.channel == ANA
    assert "Three questions" in str(row.body["blocks"])


async def test_on_a_friday_the_talk_of_monday_is_near(rig: Rig) -> None:
    await tell(rig, "Acme", 5, Facts(next_step="call", next_step_date=MONDAY.date()))

    assert told(await look(at(rig, MONDAY - timedelta(days=3)))) == [("Acme", "nudge", "meeting_tomorrow")]


async def test_what_was_said_in_a_private_channel_is_not_told_in_another_place(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0BOARD", private=True)
    await tell(rig, "Acme", 30)
    await tell(rig, "Acme", 20, Facts(contacts=(Contact("Secret Sam", "CFO"),)), channel="C0BOARD")

    [outside] = await look(at(rig, MONDAY))
    rig.members["C0BOARD"] = {ANA}
    [inside] = await look(at(rig, MONDAY + timedelta(days=22)))

    assert (outside.channel, outside.evidence) == (DEALS, "last update on 14 February")
    assert "Sam" not in (outside.words or "")
    assert (inside.channel, inside.evidence) == ("C0BOARD", "last update on 24 February")


async def test_news_in_a_private_channel_keep_it_silent_elsewhere(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0BOARD", private=True)
    await tell(rig, "Acme", 30)
    await tell(rig, "Acme", 1, channel="C0BOARD")

    assert await look(at(rig, MONDAY)) == []


async def test_what_somebody_says_it_misread_is_not_said_again_of_that_deal(rig: Rig) -> None:
    number = await tell(rig, "Acme", 20)
    await look(at(rig, MONDAY))
    async with rig.desk.storage.begin(SALES) as tx:
        [nudge] = await standing_on(tx, number)
        await tx.feedback.put(nudge.id, ANA, "misread", MONDAY)
        await tx.nudges.withdraw(nudge.id, MONDAY)

    in_a_week = await look(at(rig, MONDAY + timedelta(days=7)))
    long_after = await look(at(rig, MONDAY + timedelta(days=40)))

    assert (in_a_week, long_after) == ([], [])


async def test_however_many_deals_there_are_it_asks_the_same_number_of_questions(rig: Rig) -> None:
    asked = []
    for count in (1, 30):
        for number in range(count):
            await tell(rig, f"Company {number} of {count}", 1)
        asked.append(await questions_of(rig, at(rig, MONDAY)))

    assert asked[0] == asked[1]


async def questions_of(rig: Rig, desk: Desk) -> int:
    """How many statements a look makes."""
    seen: list[str] = []
    engine = rig.desk.storage._engine.sync_engine

    def count(*told: Any) -> None:
        seen.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", count)
    await look(desk)
    event.remove(engine, "before_cursor_execute", count)
    return len(seen)
