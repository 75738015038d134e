"""The weekly digest: planned for who owns a deal, sent once a week where they are, and never out of its time."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import SALES, TARNBECK
from stub_slack import ANA, BEN, StubSlack

from coaching.business_days import BusinessDays
from coaching.deal import Deal, LossReview, Update, rebuild_deal
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Facts
from coaching.hush import Hush
from coaching.message import Person
from coaching.preferences import Preferences
from handlers.desk import Desk
from handlers.digests.composing import gather_digest
from handlers.digests.rest import DIGEST_REST
from handlers.digests.weekly import DIGEST, plan_digests, replan_digests, work_digests
from handlers.due import work_due
from storage import ClaimLostError
from storage.records import Claim, DueRow, OutboxRow

MONDAY = datetime(2026, 3, 16, 8, tzinfo=UTC)
"""Nine o'clock in Madrid."""
OF_ANA = (Person(ANA, "Ana", "Europe/Madrid"), ZoneInfo("Europe/Madrid"), MONDAY)


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
    await work_digests([await claimed(rig)], at(rig, moment, zone))
    [claim] = await rig.desk.storage.due.claim("look", 5) or [None]
    if claim is None:
        return None
    await rig.desk.storage.due.release(claim, timedelta(0), "only looked at")
    return datetime.fromisoformat(claim.row.body["planned"])


async def rest(rig: Rig) -> Claim[DueRow]:
    """What is to follow a digest; the next digest, which by the database's clock is due as well, is left alone."""
    claims = await rig.desk.storage.due.claim("me", 5)
    for claim in claims:
        if claim.row.kind == DIGEST:
            await rig.desk.storage.due.release(claim, timedelta(days=1), "not looked at")
    return next(claim for claim in claims if claim.row.kind == DIGEST_REST)


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


async def test_the_lesson_of_a_loss_is_told_as_far_as_the_person_may_see_its_review(rig: Rig) -> None:
    lost_at = MONDAY - timedelta(days=2)
    review = LossReview("They stay with what they have.", told_by_buyer=True)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0BOARD", private=True)
        await tx.channels.put("C0DEALS", private=False)
        for channel, ts, facts, said in (
            ("C0DEALS", "1772443800.000100", Facts("Halden", stage="lost", owner=ANA), None),
            ("C0BOARD", "1772443801.000100", Facts(stage="lost"), review),
        ):
            at_ = lost_at + timedelta(hours=said is not None)
            update = Update(channel, ts, None, ANA, "person", at_, facts, review=said)
            await tx.updates.put(update, 2 if said else await tx.deals.add(Deal("Halden")))
        await tx.deals.save(2, rebuild_deal("Halden", await tx.updates.of_deal(2)))
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))

    outside = await gather_digest(*OF_ANA, SALES, at(rig, MONDAY))
    rig.members["C0BOARD"] = {ANA}
    inside = await gather_digest(*OF_ANA, SALES, at(rig, MONDAY))

    reviews = [[i.review for i in digest.items if i.kind == "closed"] for digest in (outside, inside)]
    assert reviews == [[None], [review]]


async def test_who_is_away_gets_none_and_is_asked_about_only_when_there_is_something_to_say(rig: Rig) -> None:
    asked = []

    async def is_away(user: str) -> bool:
        asked.append(user)
        return True

    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work_digests([await claimed(rig)], replace(at(rig, MONDAY), is_away=is_away))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.save(1, replace(TARNBECK, stage="won", closed_at=MONDAY - timedelta(days=60)))
    await work_digests([await claimed(rig)], replace(at(rig, MONDAY + timedelta(days=7)), is_away=is_away))

    assert asked == [ANA]
    assert await waiting(rig) == ()


async def test_when_slack_tells_of_another_zone_only_as_it_is_due_it_is_not_sent_in_the_night(rig: Rig) -> None:
    """We believe what Slack says of a person for a day; that they are away is asked as it falls due."""
    zones = ["Europe/Madrid"]

    async def person(user: str) -> Person:
        return Person(user, "Ana", zones[-1])

    async def is_away(user: str) -> bool:
        zones.append("America/New_York")
        return False

    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work_digests([await claimed(rig)], replace(at(rig, MONDAY), person=person, is_away=is_away))

    assert await waiting(rig) == ()
    assert (await claimed(rig)).row.body["planned"] == (MONDAY + timedelta(hours=5)).isoformat()


async def test_a_holiday_moves_it_within_its_week(rig: Rig) -> None:
    bench = replace(rig.desk.bench, coach=replace(rig.desk.bench.coach, calendar=BusinessDays({MONDAY.date()})))
    desk = replace(at(rig, MONDAY - timedelta(days=3)), bench=bench)

    await plan_digests(SALES, desk)

    body = (await claimed(rig)).row.body
    assert (body["planned"], body["week"]) == ((MONDAY + timedelta(days=1)).isoformat(), "2026-W12")


async def test_one_that_fell_due_while_the_bot_was_off_still_comes_when_another_day_is_chosen_first(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    late = at(rig, MONDAY + timedelta(hours=20))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put(ANA, Preferences(digest_day=0, digest_at=time(7)), late.clock())
        await replan_digests(ANA, tx, late)

    planned = await work(rig, late.clock() + timedelta(seconds=1))

    assert len(await waiting(rig)) == 1
    assert planned == MONDAY + timedelta(days=7, hours=-2)


async def test_two_processes_that_work_the_same_row_send_one(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    claim = await claimed(rig)

    await work_digests([claim], at(rig, MONDAY))
    await work_digests([claim], at(rig, MONDAY))

    assert len(await waiting(rig)) == 1
    assert (await claimed(rig)).row.body["planned"] == (MONDAY + timedelta(days=7)).isoformat()


async def test_a_clock_behind_the_databases_does_not_put_it_off(rig: Rig) -> None:
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))

    planned = await work(rig, MONDAY - timedelta(seconds=3))

    assert len(await waiting(rig)) == 1
    assert planned == MONDAY + timedelta(days=7)


async def test_the_rest_follows_once_in_the_thread_of_the_digest_as_soon_as_that_stands(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for number in range(8):
            await tx.deals.add(replace(TARNBECK, name=f"Deal {number}"))
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work_due(await claimed(rig), at(rig, MONDAY))
    [digest] = await waiting(rig)

    early = await rest(rig)
    await work_due(early, at(rig, MONDAY + timedelta(seconds=5)))
    before = await waiting(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.outbox.sending(digest.id)
        await tx.outbox.sent(digest.id, "D0ANA", "1773648001.000100", MONDAY)
    late = await rest(rig)
    await work_due(late, at(rig, MONDAY + timedelta(seconds=15)))
    with pytest.raises(ClaimLostError):
        await work_due(late, at(rig, MONDAY + timedelta(seconds=16)))

    [follows] = await waiting(rig)
    assert len(before) == 1
    assert (follows.channel, follows.thread_ts) == ("D0ANA", "1773648001.000100")
    assert "4 more stand in the thread." in digest.body["text"]
    assert [follows.body["text"].count(f"*Deal {number}*") for number in range(8)] == [0] * 5 + [1] * 3
    assert "*Tarnbeck*" in follows.body["text"]


async def test_the_rest_of_a_digest_that_never_came_is_dropped(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for number in range(8):
            await tx.deals.add(replace(TARNBECK, name=f"Deal {number}"))
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work_due(await claimed(rig), at(rig, MONDAY))

    await work_due(await rest(rig), at(rig, MONDAY + timedelta(days=3)))

    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.due.keys(DIGEST_REST) == frozenset()
    assert len(await waiting(rig)) == 1


@pytest.mark.parametrize("zone", ["Australia/Lord_Howe", "Africa/Casablanca"])
async def test_over_a_year_with_a_real_database_and_nights_off_there_is_one_each_week(rig: Rig, zone: str) -> None:
    """Each is worked in time, three hours late or twenty-three, in turn; of a year that is past by any clock."""
    start = datetime(2025, 1, 1, tzinfo=UTC)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.save(1, replace(TARNBECK, next_step_date=None))
    await plan_digests(SALES, at(rig, start, zone))

    for week in range(52):
        claim = await claimed(rig)
        planned = datetime.fromisoformat(claim.row.body["planned"])
        await work_digests([claim], at(rig, planned + timedelta(hours=(0, 3, 23)[week % 3]), zone))

    async with rig.desk.storage.begin(SALES) as tx:
        keys = [note.key for number in range(1, 60) if (note := await tx.notes.get(number))]
    assert keys == [f"digest/{ANA}/{week}" for week in (*(f"2025-W{week:02}" for week in range(2, 53)), "2026-W01")]


async def test_what_waits_to_follow_goes_with_everything_else_that_is_kept_about_a_person(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for number in range(8):
            await tx.deals.add(replace(TARNBECK, name=f"Deal {number}"))
    await plan_digests(SALES, at(rig, MONDAY - timedelta(days=3)))
    await work_due(await claimed(rig), at(rig, MONDAY))

    async with rig.desk.storage.begin(SALES) as tx:
        before = await tx.due.keys(DIGEST_REST)
        await tx.personal_data.forget(ANA)
        after = await tx.due.keys(DIGEST_REST)

    assert (before, after) == (frozenset({ANA}), frozenset())
