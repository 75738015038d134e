"""The App Home: what needs its reader, their deals, and their open nudges with Done and Snooze."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, PLAY, SALES, TARNBECK, breaches
from home_visits import after, clicked, elements, opened, words
from sqlalchemy import event
from stub_payloads import event_callback, home_action, home_opened
from stub_slack import ANA, BEN, MIA, Fault, StubSlack

from coaching.deal import Deal, Update
from coaching.decision import DecisionRecord
from coaching.facts import Facts
from coaching.hush import Hush
from handlers.messages.deal_memory import rebuild

DEALS, CLOSET = "C0DEALS", "C0CLOSET"
AHEAD = replace(TARNBECK, next_step_date=date(2026, 3, 20), stage_since=NOW)


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as fresh:
        async with fresh.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
            await tx.channels.put(CLOSET, private=True)
        yield fresh


async def deal(rig: Rig, known: Deal = AHEAD) -> int:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.deals.add(known)


async def nudge(rig: Rig, deal_id: int | None = None, author: str = ANA, channel: str = DEALS, minute: int = 0) -> int:
    ts, at = f"17724438{minute:02}.000100", NOW - timedelta(hours=5) + timedelta(minutes=minute)
    async with rig.desk.storage.begin(SALES) as tx:
        decision_id = await tx.decisions.add(DecisionRecord(channel, ts, ts, at, author, deal_id, NUDGE))
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, at
        return await tx.nudges.add(decision_id, deal_id, author, channel, ts, ts, *told)


async def state(rig: Rig, nudge_id: int) -> str:
    async with rig.desk.storage.begin(SALES) as tx:
        found = await tx.nudges.get(nudge_id)
    assert found is not None
    return found.state


async def test_who_has_no_deals_yet_is_shown_three_steps(rig: Rig) -> None:
    home = await opened(rig)

    lines = home["blocks"][1]["text"]["text"].splitlines()
    assert [line[:2] for line in lines] == ["1.", "2.", "3."]


async def test_the_home_says_what_needs_its_reader_and_lists_their_own_deals(rig: Rig) -> None:
    await deal(rig, replace(AHEAD, name="Wexmoor", next_step_date=date(2026, 3, 10)))
    await deal(rig)
    await deal(rig, replace(AHEAD, name="Of Ben", owner=BEN, next_step_date=None))

    home = await opened(rig)

    assert home["type"] == "home"
    assert "*Wexmoor*: the next step was due Tue 10 Mar" in words(home)
    assert "*My deals* · 2" in words(home)
    assert "*Tarnbeck* · Proposal · $45,000 · next Fri 20 Mar" in words(home)
    assert "Of Ben" not in words(home)


async def test_the_messages_tab_is_no_home(rig: Rig) -> None:
    await rig.send(event_callback(home_opened(ANA, tab="messages")))
    await opened(rig)

    assert len(rig.slack.called("views.publish")) == 1


async def test_five_needs_at_most_each_deal_once(rig: Rig) -> None:
    for number in range(8):
        late = replace(AHEAD, name=f"Late {number}", next_step_date=date(2026, 3, number + 1))
        await nudge(rig, await deal(rig, late), minute=number)

    home = await opened(rig)

    assert home["blocks"][1]["text"]["text"].splitlines() == [
        f"*Late {number}*: the next step was due {date(2026, 3, number + 1):%a} {number + 1} Mar" for number in range(5)
    ]
    assert "3 more could use a look" in words(home)


async def test_five_hundred_deals_are_paged_within_slacks_limits_and_few_questions(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for number in range(500):
            await tx.deals.add(replace(AHEAD, name=f"Deal {number:03}"))
    asked: list[str] = []
    event.listen(rig.desk.storage._engine.sync_engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))

    first = await opened(rig)
    questions = [statement for statement in asked if statement.startswith("SELECT")]
    second = await clicked(rig, "home_page_on", "1")
    last = await clicked(rig, "home_page_on", "49")
    beyond = await clicked(rig, "home_page_on", "99999")

    assert ("Deal 000" in words(first), "Deal 010" in words(second), "Deal 499" in words(last)) == (True, True, True)
    pages = [[turn["value"] for turn in elements(view) if "home_page" in turn["action_id"]] for view in (second, last)]
    assert pages == [["0", "2"], ["48"]]
    assert words(beyond) == words(last)
    assert list(breaches(first["blocks"], most=100)) == []
    assert len(questions) <= 10


@pytest.mark.parametrize("value", ["", "x", "-1", "1" * 40, "²"])
async def test_a_forged_page_is_the_first_one(rig: Rig, value: str) -> None:
    await deal(rig)
    await opened(rig)

    assert "Tarnbeck" in words(await clicked(rig, "home_page_on", value))


async def test_what_was_said_in_a_private_channel_is_for_its_members(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        hidden = await tx.deals.add(Deal("Ravenhall"))
        told = Update(CLOSET, "1772443700.000100", None, BEN, "person", NOW, Facts(stage="demo", owner=ANA))
        await tx.updates.put(told, hidden)
        await rebuild(hidden, tx)
    await nudge(rig, hidden, channel=CLOSET)

    outside = words(await opened(rig))
    rig.members[CLOSET] = {ANA}
    inside = words(await opened(rig))

    assert ("Ravenhall" in outside, NUDGE.words in outside) == (False, False)
    assert ("Ravenhall" in inside, NUDGE.words in inside) == (True, True)


async def test_the_card_of_a_deal_is_shown_on_top_of_the_home_to_who_may_see_it(rig: Rig) -> None:
    number = await deal(rig)
    home = await opened(rig)
    [menu] = [element for element in elements(home) if element["action_id"] == "choose_deal"]

    shown = await clicked(rig, "choose_deal", menu["options"][0]["value"])
    forged = await clicked(rig, "choose_deal", f"show {number + 1}")

    assert menu["options"][0]["value"] == f"show {number}"
    assert "*Amount:* $45,000" in words(shown)
    assert "*What we know*" in words(shown)
    assert "share_answer" not in {element["action_id"] for element in elements(shown)}
    assert "*Amount:*" not in words(forged)


async def test_done_settles_an_open_nudge_and_the_home_offers_undo(rig: Rig) -> None:
    nudge_id = await nudge(rig, await deal(rig))
    before = await opened(rig)
    done = next(element for element in elements(before) if element["action_id"] == "nudge_done")

    after = await clicked(rig, "nudge_done", done["value"])
    settled = await state(rig, nudge_id)
    back = await clicked(rig, "undo", after["blocks"][1]["elements"][0]["value"])

    assert NUDGE.words in words(before)
    assert "a question of mine is open" in words(before)
    assert after["blocks"][0]["text"]["text"] == "Marked as done: Propose the next step."
    assert NUDGE.words not in words(after)
    assert (settled, await state(rig, nudge_id)) == ("settled", "standing")
    assert back["blocks"][0]["text"]["text"] == "Taken back."
    assert NUDGE.words in words(back)


async def test_done_twice_changes_nothing_more(rig: Rig) -> None:
    nudge_id = await nudge(rig, await deal(rig))
    await opened(rig)

    await clicked(rig, "nudge_done", str(nudge_id))
    await clicked(rig, "nudge_done", str(nudge_id))

    async with rig.desk.storage.begin(SALES) as tx:
        assert len(await tx.outbox.pending()) == 1


async def test_a_snoozed_deal_rests_in_the_home_as_well(rig: Rig) -> None:
    nudge_id = await nudge(rig, await deal(rig, replace(AHEAD, next_step_date=date(2026, 3, 10))))
    await opened(rig)

    home = await clicked(rig, "nudge_snooze", f"reply {nudge_id}")

    assert home["blocks"][0]["text"]["text"].startswith("I stay quiet on *Tarnbeck* until")
    assert "Nothing needs you right now" in words(home)
    assert "1 more rests: its deal is snoozed" in words(home)
    assert "*Tarnbeck* · Proposal" in words(home)


async def test_snooze_until_a_day_is_answered_in_the_home(rig: Rig) -> None:
    nudge_id = await nudge(rig, await deal(rig))
    await opened(rig)
    what = {"action_id": "nudge_snooze", "block_id": "b", "type": "static_select"}
    await rig.send(home_action(ANA, rig.slack.homes[ANA], {**what, "selected_option": {"value": f"date {nudge_id}"}}))
    await rig.slack.until(lambda: rig.slack.views)
    values = {"day": {"day": {"type": "datepicker", "selected_date": "2026-03-16"}}}
    submitted = {"type": "view_submission", "team": {"id": "T0SALES"}, "user": {"id": ANA, "team_id": "T0SALES"}}

    home = await after(rig, {**submitted, "view": {**rig.slack.views[0], "state": {"values": values}}}, ANA)

    assert home["blocks"][0]["text"]["text"] == "I stay quiet on *Tarnbeck* until Mon 16 Mar."
    assert rig.slack.answers == []


async def test_a_snooze_that_is_over_rests_no_longer(rig: Rig) -> None:
    await nudge(rig, await deal(rig))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(Hush("deal", "1", ANA, NOW - timedelta(days=3), until=NOW))
        await tx.hushes.add(Hush("deal", "1", ANA, NOW, wake="stage", stage="demo"))

    assert NUDGE.words in words(await opened(rig))


async def test_mute_in_the_home_is_answered_there(rig: Rig) -> None:
    nudge_id = await nudge(rig, await deal(rig))
    await opened(rig)

    home = await clicked(rig, "nudge_mute", f"me {nudge_id}")

    assert f"I no longer raise “{PLAY.title}”" in home["blocks"][0]["text"]["text"]


@pytest.mark.parametrize(("action", "value"), [("nudge_done", "{}"), ("nudge_snooze", "3d {}"), ("undo", "done {}")])
async def test_a_forged_click_is_refused_in_the_home_of_whoever_clicked(rig: Rig, action: str, value: str) -> None:
    nudge_id = await nudge(rig, await deal(rig))
    await deal(rig, replace(AHEAD, name="Of Ben", owner=BEN))
    await opened(rig, BEN)

    home = await clicked(rig, action, value.format(nudge_id), BEN)

    assert "Only who wrote the update, or an admin" in home["blocks"][0]["text"]["text"]
    assert "Tarnbeck" not in words(home)
    assert await state(rig, nudge_id) == "standing"


async def test_an_admin_may(rig: Rig) -> None:
    nudge_id = await nudge(rig, await deal(rig))
    await opened(rig, MIA)

    await clicked(rig, "nudge_done", str(nudge_id), MIA)

    assert await state(rig, nudge_id) == "settled"


async def test_a_home_that_was_published_meanwhile_is_built_once_more(rig: Rig) -> None:
    stale = await opened(rig)
    await deal(rig)
    await opened(rig)

    await rig.send(event_callback(home_opened(ANA, stale)))
    await rig.slack.until(lambda: len(rig.slack.called("views.publish")) == 4)

    assert "Tarnbeck" in words(rig.slack.homes[ANA])


async def test_the_same_event_twice_shows_the_same(rig: Rig) -> None:
    await deal(rig)
    opening = event_callback(home_opened(ANA))

    await asyncio.gather(rig.send(opening), rig.send(opening))
    await rig.slack.until(lambda: len(rig.slack.called("views.publish")) == 2)

    first, second = (call["view"] for call in rig.slack.called("views.publish"))
    assert first == second


async def test_a_slack_that_refuses_is_logged_and_asked_again_at_the_next_opening(rig: Rig) -> None:
    rig.slack.fail("views.publish", Fault(status=500))
    await rig.send(event_callback(home_opened(ANA)))
    await rig.slack.until(lambda: rig.slack.called("views.publish"))

    assert "home" in (await opened(rig))["type"]
