"""What the Home shows to admins, and the hand-over of a leaver's deals."""

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, PLAY, SALES
from home_visits import after, clicked, opened, words
from stub_payloads import home_action
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.deal import Deal, Update
from coaching.decision import DecisionRecord
from coaching.facts import Facts
from coaching.message import NOBODY, Person
from coaching.watch import Watch
from handlers.messages.deal_memory import rebuild

DEALS, CLOSET = "C0DEALS", "C0CLOSET"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as fresh:
        async with fresh.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
            await tx.channels.put(CLOSET, private=True)
            await tx.people.put(Person(BEN, "Ben Okafor"), NOW)
        yield fresh


async def deal(rig: Rig, name: str, owner: str = BEN, channel: str = DEALS) -> int:
    """An open deal of which somebody told in a channel."""
    async with rig.desk.storage.begin(SALES) as tx:
        number = await tx.deals.add(Deal(name))
        ts = f"17724437{number:02}.000100"
        told = Update(channel, ts, None, owner, "person", NOW - timedelta(days=1), Facts(stage="demo"))
        await tx.updates.put(told, number)
        await rebuild(number, tx)
    return number


async def owners(rig: Rig) -> dict[str, str | None]:
    async with rig.desk.storage.begin(SALES) as tx:
        return {stored.deal.name: stored.deal.owner for stored in await tx.deals.standing()}


async def said(rig: Rig, minute: int, become: str = "") -> None:
    """A nudge, and what became of it."""
    ts, at = f"17724438{minute:02}.000100", NOW - timedelta(hours=1)
    async with rig.desk.storage.begin(SALES) as tx:
        about = await tx.decisions.add(DecisionRecord(DEALS, ts, ts, at, ANA, None, NUDGE))
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, at
        number = await tx.nudges.add(about, None, ANA, DEALS, ts, ts, *told)
        match become:
            case "settled":
                await tx.nudges.settle(number, None, NOW)
            case "withdrawn":
                await tx.nudges.withdraw(number, NOW)
            case "disputed":
                await tx.feedback.put(number, ANA, "bad", NOW)
                await tx.feedback.put(number, BEN, "bad", NOW)


async def form(rig: Rig, user: str = MIA) -> dict[str, Any]:
    await opened(rig, user)
    button = {"action_id": "hand_over", "block_id": "b", "type": "button", "value": "open"}
    await rig.send(home_action(user, rig.slack.homes[user], button))
    await rig.slack.until(lambda: rig.slack.views)
    return rig.slack.views[-1]


def submission(view: dict[str, Any], leaver: str, heir: str, user: str = MIA) -> dict[str, Any]:
    values = {
        "leaver": {"leaver": {"type": "static_select", "selected_option": {"value": leaver}}},
        "heir": {"heir": {"type": "users_select", "selected_user": heir}},
    }
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "view": {**view, "state": {"values": values}},
    }


async def test_only_admins_see_their_part(rig: Rig) -> None:
    mia, ana = await opened(rig, MIA), await opened(rig, ANA)

    assert ("For admins" in words(mia), "For admins" in words(ana)) == (True, False)


async def test_it_shows_channels_settings_and_what_is_kept(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.watches.put(Watch(DEALS, "on", MIA, NOW))

    told = words(await opened(rig, MIA))

    assert f"<#{DEALS}> has been watched since today." in told
    assert "3 nudges a day for a person, 20 for a channel" in told
    assert "A deal rests for 20 hours after a nudge" in told
    assert "No language model reads" in told
    assert "Texts of deal updates, and quotes from them, for 180 days" in told


async def test_plays_are_told_with_how_often_they_were_said_settled_and_disputed(rig: Rig) -> None:
    for minute, become in enumerate(("", "settled", "settled", "withdrawn", "disputed")):
        await said(rig, minute, become)

    told = words(await opened(rig, MIA))

    assert f"{PLAY.title}: said 4, settled 2, disputed 1" in told


async def test_the_form_offers_who_owns_deals_also_who_is_gone_by_name_as_far_as_it_is_known(rig: Rig) -> None:
    await deal(rig, "Tarnbeck")
    await deal(rig, "Wexmoor")
    await deal(rig, "Pemberlake", NOBODY)

    view = await form(rig)

    options = view["blocks"][1]["element"]["options"]
    assert [option["text"]["text"] for option in options] == ["Ben Okafor (2)", "deleted member (1)"]


async def test_all_open_deals_change_their_owner_and_one_undo_takes_that_back(rig: Rig) -> None:
    for name in ("Tarnbeck", "Wexmoor"):
        await deal(rig, name)
    await deal(rig, "Pemberlake", ANA)

    home = await after(rig, submission(await form(rig), BEN, ANA), MIA)
    handed = await owners(rig)
    back = await clicked(rig, "undo", home["blocks"][1]["elements"][0]["value"], MIA)

    assert home["blocks"][0]["text"]["text"] == f"Open deals that belong to <@{ANA}> from now on: 2."
    assert handed == {"Tarnbeck": ANA, "Wexmoor": ANA, "Pemberlake": ANA}
    assert back["blocks"][0]["text"]["text"] == "Taken back."
    assert await owners(rig) == {"Tarnbeck": BEN, "Wexmoor": BEN, "Pemberlake": ANA}


async def test_closed_deals_stay_with_who_closed_them(rig: Rig) -> None:
    number = await deal(rig, "Tarnbeck")
    async with rig.desk.storage.begin(SALES) as tx:
        won = Update(DEALS, "1772443799.000100", None, BEN, "person", NOW, Facts(stage="won"))
        await tx.updates.put(won, number)
        await rebuild(number, tx)
    await deal(rig, "Wexmoor")

    await after(rig, submission(await form(rig), BEN, ANA), MIA)

    assert await owners(rig) == {"Tarnbeck": BEN, "Wexmoor": ANA}


async def test_what_an_admin_may_not_see_is_neither_counted_nor_handed_over(rig: Rig) -> None:
    await deal(rig, "Tarnbeck")
    await deal(rig, "Ravenhall", channel=CLOSET)

    view = await form(rig)
    await after(rig, submission(view, BEN, ANA), MIA)

    assert view["blocks"][1]["element"]["options"][0]["text"]["text"] == "Ben Okafor (1)"
    assert await owners(rig) == {"Tarnbeck": ANA, "Ravenhall": BEN}


async def test_submitted_twice_it_is_one_change(rig: Rig) -> None:
    await deal(rig, "Tarnbeck")
    filled = submission(await form(rig), BEN, ANA)

    await after(rig, filled, MIA)
    await rig.send(filled)

    async with rig.desk.storage.begin(SALES) as tx:
        assert len(await tx.updates.of_deal(1)) == 2
        last = await tx.changes.latest_by(MIA)
    assert last is not None
    assert last.id == 1


async def test_the_same_person_is_refused_at_the_field(rig: Rig) -> None:
    await deal(rig, "Tarnbeck")

    response = await rig.send(submission(await form(rig), BEN, BEN))

    assert "Choose somebody else" in json.loads(response.body)["errors"]["heir"]


async def test_who_is_no_admin_is_refused_whatever_they_forge(rig: Rig) -> None:
    await deal(rig, "Tarnbeck")
    view = await form(rig)
    await opened(rig, ANA)

    home = await clicked(rig, "hand_over", "open", ANA)
    await rig.send(submission(view, BEN, ANA, user=ANA))

    assert "Only an admin can do that" in home["blocks"][0]["text"]["text"]
    assert await owners(rig) == {"Tarnbeck": BEN}


async def test_without_owners_it_says_so(rig: Rig) -> None:
    await opened(rig, MIA)

    home = await clicked(rig, "hand_over", "open", MIA)

    assert "No open deal has an owner" in home["blocks"][0]["text"]["text"]


async def test_hundreds_of_deals_are_handed_over_at_once(rig: Rig) -> None:
    dated = Facts(stage="demo", next_step_date=date(2026, 3, 20))
    async with rig.desk.storage.begin(SALES) as tx:
        for number in range(1, 201):
            await tx.deals.add(Deal(f"Deal {number}", owner=BEN))
            told = Update(DEALS, f"1772443{number:03}.000100", None, BEN, "person", NOW, dated)
            await tx.updates.put(told, number)
    view = await form(rig)

    home = await after(rig, submission(view, BEN, ANA), MIA)

    assert set((await owners(rig)).values()) == {ANA}
    assert home["blocks"][0]["text"]["text"].endswith("from now on: 200.")
