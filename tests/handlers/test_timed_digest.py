"""The weekly digest tells what time brings up and no nudge has said: as its owner may know it, and as wished."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import test_timed_looks
from handlers_rig import Rig
from handlers_world import SALES
from standing_nudges import standing_on
from stub_slack import ANA
from test_timed_looks import DEALS, MONDAY, at, look, tell, wish

from coaching.digest import Digest
from coaching.facts import Contact, Facts
from coaching.hush import Hush
from coaching.message import Person
from handlers.blocks.digest import digest_message
from handlers.desk import Desk
from handlers.digests.as_of import gather_as_of
from handlers.digests.composing import composed, gather_digest

rig = test_timed_looks.rig
MADRID = ZoneInfo("Europe/Madrid")
PROPOSAL = Facts(stage="proposal", contacts=(Contact("Mara Quist", "CFO"),))


async def digest_on(desk: Desk) -> Digest:
    return await gather_digest(Person(ANA, "Ana", "Europe/Madrid"), MADRID, desk.clock(), SALES, desk)


def brought_up(digest: Digest) -> dict[str, str]:
    return {item.deal.name: item.cause.play.id for item in digest.items if item.deal and item.cause}


async def test_what_was_not_said_stands_in_the_digest_with_its_evidence_and_a_form(rig: Rig) -> None:
    number = await tell(rig, "Acme", 10, PROPOSAL)
    desk = at(rig, MONDAY)

    digest = await digest_on(desk)
    message = digest_message(digest, MADRID, desk.catalogue, desk.play_to_try(digest))

    assert message.text.splitlines()[1:6] == [
        "*Worth a look*",
        "*Acme*: Book the review of the proposal (the proposal is out since 6 March, no review booked)",
        "*One play for this week: Book the review of the proposal*",
        "Time has brought it up on a deal of yours.",
        "Where: Acme",
    ]
    assert message.blocks[1]["accessory"]["value"] == f"next {number} {ANA}"


async def test_a_nudge_that_stands_keeps_its_line_and_one_that_was_said_is_not_repeated(rig: Rig) -> None:
    number = await tell(rig, "Acme", 10, PROPOSAL)
    [said] = await look(at(rig, MONDAY))

    standing = await digest_on(at(rig, MONDAY + timedelta(hours=1)))
    async with rig.desk.storage.begin(SALES) as tx:
        [nudge] = await standing_on(tx, number)
        await tx.nudges.settle(nudge.id, None, MONDAY)
    done = await digest_on(at(rig, MONDAY + timedelta(days=1)))

    assert said.play == "proposal_unreviewed"
    assert [(item.kind, item.nudge is not None) for item in standing.items] == [("unanswered", True)]
    assert brought_up(done) == {"Acme": "single_threaded"}


async def test_snoozes_and_mutes_hold_there_too(rig: Rig) -> None:
    number = await tell(rig, "Acme", 10, PROPOSAL)
    await wish(rig, Hush("channel", DEALS, ANA, MONDAY, play="proposal_unreviewed"))
    await wish(rig, Hush("person", ANA, ANA, MONDAY, play="single_threaded"))
    muted = await digest_on(at(rig, MONDAY))
    await wish(rig, Hush("deal", str(number), ANA, MONDAY, until=MONDAY + timedelta(days=9)))
    snoozed = await digest_on(at(rig, MONDAY))

    assert (brought_up(muted), brought_up(snoozed)) == ({"Acme": "buyer_silent"}, {})


async def test_words_of_a_private_channel_are_not_told_to_who_is_not_in_it(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0BOARD", private=True)
    await tell(rig, "Acme", 40, Facts(stage="demo"))
    await tell(rig, "Acme", 10, PROPOSAL, channel="C0BOARD")
    await tell(rig, "Acme", 9, Facts(close_date=date(2026, 3, 9)))

    outside = await digest_on(at(rig, MONDAY))
    rig.members["C0BOARD"] = {ANA}
    inside = await digest_on(at(rig, MONDAY))

    assert (brought_up(outside), brought_up(inside)) == ({"Acme": "close_date_passed"}, {"Acme": "close_date_passed"})
    assert "Mara" not in str(outside)
    assert "Mara" in str(inside)


async def test_an_earlier_weeks_digest_goes_by_what_was_known_then(rig: Rig) -> None:
    await tell(rig, "Acme", 30, PROPOSAL)
    await tell(rig, "Acme", 0, Facts(stage="won"))
    earlier, desk = MONDAY - timedelta(days=7), at(rig, MONDAY + timedelta(days=1))

    told = await gather_as_of(ANA, earlier.astimezone(MADRID), SALES, desk)
    digest = composed(told, Person(ANA, "Ana", "Europe/Madrid"), MADRID, earlier, desk.bench)

    assert brought_up(digest) == {"Acme": "proposal_unreviewed"}


async def test_until_a_day_that_the_buyer_has_named_nothing_is_said_of_silence(rig: Rig) -> None:
    await tell(rig, "Acme", 20, Facts(stage="discovery", later_date=date(2026, 3, 17)))

    waiting, over = await digest_on(at(rig, MONDAY)), await digest_on(at(rig, MONDAY + timedelta(days=2)))

    assert waiting.is_empty
    assert [item.kind for item in over.items] == ["silent"]
