"""What a weekly digest has asked of a deal is not said again an hour later; neither contradicts the other."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import test_timed_looks
from handlers_rig import Rig
from handlers_world import SALES
from standing_nudges import standing_on
from stub_slack import ANA
from test_timed_digest import PROPOSAL, digest_on
from test_timed_looks import MONDAY, at, look, prefer, tell, told, wish
from test_timed_why import why

from coaching.facts import Facts
from coaching.hush import Hush
from coaching.message import Person
from coaching.preferences import Preferences
from coaching.situation import Limits
from handlers.digests.as_of import gather_as_of
from handlers.digests.weekly import DIGEST, work_digests

rig = test_timed_looks.rig
NINE = MONDAY - timedelta(hours=1)
OVERDUE = Facts(next_step="send the quote", next_step_date=date(2026, 3, 6))
TALK = Facts(stage="demo", next_step="demo call with Mara", next_step_date=date(2026, 3, 17))


async def send_digest(rig: Rig, moment: datetime = NINE) -> None:
    """Ana's digest falls due; the rows that this leaves are put far away, so that a look finds only its own."""
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.due.put(DIGEST, ANA, NINE, {"since": (NINE - timedelta(days=2)).isoformat()})
    desk = replace(at(rig, NINE), clock=lambda: moment)
    await work_digests(await rig.desk.storage.due.claim("me", 5), desk)
    for claim in await rig.desk.storage.due.claim("me", 5):
        await rig.desk.storage.due.release(claim, timedelta(days=1), "not looked at")


@pytest.mark.parametrize("facts", [OVERDUE, PROPOSAL, Facts(stage="demo"), Facts(close_date=date(2026, 3, 9))])
async def test_what_the_digest_has_asked_of_a_deal_rests_as_after_a_nudge(rig: Rig, facts: Facts) -> None:
    number = await tell(rig, "Acme", 16, facts)
    await send_digest(rig)

    just_after, at_once = await look(at(rig, MONDAY)), await why(at(rig, MONDAY), number)
    day_after = await look(at(rig, MONDAY + timedelta(days=1)))

    assert just_after == []
    assert "only lately" in at_once
    assert [said[:2] for said in told(day_after)] == [("Acme", "nudge")]


async def test_how_long_is_the_rest_that_is_set_for_a_deal(rig: Rig) -> None:
    await tell(rig, "Acme", 16, OVERDUE)
    await send_digest(rig)

    said = await look(at(rig, MONDAY, limits=Limits(deal_rest=timedelta(minutes=59))))

    assert told(said) == [("Acme", "nudge", "next_step_overdue")]


async def test_a_digest_that_was_not_sent_changes_nothing(rig: Rig) -> None:
    await tell(rig, "Acme", 16, OVERDUE)
    hush = Hush("person", ANA, ANA, NINE, until=NINE + timedelta(minutes=30))
    await wish(rig, hush)
    await send_digest(rig)

    assert told(await look(at(rig, MONDAY))) == [("Acme", "nudge", "next_step_overdue")]


async def test_a_deal_that_came_after_the_digest_is_spoken_of(rig: Rig) -> None:
    await tell(rig, "Tarnbeck", 16, OVERDUE)
    await send_digest(rig)
    await tell(rig, "Acme", 0, Facts(close_date=date(2026, 3, 9)))

    assert told(await look(at(rig, MONDAY))) == [("Acme", "nudge", "close_date_passed")]


async def test_the_brief_before_a_talk_comes_also_just_after_the_digest(rig: Rig) -> None:
    await tell(rig, "Acme", 16, Facts(stage="proposal"))
    await look(at(rig, MONDAY - timedelta(days=7)))
    await tell(rig, "Acme", 1, TALK)
    await send_digest(rig)

    assert told(await look(at(rig, MONDAY)))[-1] == ("Acme", "nudge", "meeting_tomorrow")


async def test_who_has_chosen_another_day_and_hour_rests_after_that(rig: Rig) -> None:
    await tell(rig, "Acme", 16, OVERDUE)
    await prefer(rig, Preferences(digest_day=0, digest_at=(NINE + timedelta(hours=1, minutes=30)).time()))
    await send_digest(rig, NINE + timedelta(minutes=30))

    assert await look(at(rig, MONDAY + timedelta(hours=1))) == []


async def test_a_nudge_whose_cause_the_days_have_ended_does_not_stand_in_the_digest(rig: Rig) -> None:
    number = await tell(rig, "Acme", 5, replace(TALK, next_step_date=MONDAY.date()))
    await look(at(rig, MONDAY - timedelta(days=3)))
    before = await digest_on(at(rig, MONDAY - timedelta(days=2)))

    on_the_day = await digest_on(at(rig, NINE))

    async with rig.desk.storage.begin(SALES) as tx:
        assert [nudge.play for nudge in await standing_on(tx, number)] == ["meeting_tomorrow"]
    assert [item.kind for item in before.items] == ["unanswered"]
    assert "unanswered" not in [item.kind for item in on_the_day.items]


async def test_a_digest_of_an_earlier_moment_holds_no_nudge_that_was_withheld(rig: Rig) -> None:
    number = await tell(rig, "Acme", 16, OVERDUE)
    [said] = await look(at(rig, MONDAY))
    async with rig.desk.storage.begin(SALES) as tx:
        [nudge] = await standing_on(tx, number)
        await tx.nudges.withdraw(nudge.id, MONDAY)
        about = (nudge.decision_id, number, ANA, said.channel, "1.000001", "1.000001", nudge.play, "", "")
        await tx.nudges.add(*about, "thread", MONDAY, "withheld")

    later = at(rig, MONDAY + timedelta(days=1))
    then = await gather_as_of(Person(ANA, "Ana").id, later.clock(), SALES, later)

    assert then.nudges == ()
