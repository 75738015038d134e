"""Link to a deal, Not a deal update: what a person says of a message counts more than what was read, and is undone."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, PLAY, SALES, payload
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.deal import Deal, Update
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Facts
from coaching.message import Posted
from coaching.reading.result import Reading
from handlers.messages.deal_memory import link_update, rebuild
from storage.records import Ruling

DEALS, CLOSET = "C0DEALS", "C0CLOSET"
TS = "1772443900.000100"
READ = Reading(
    "Tarnbeck: demo done, $45k, review on Friday",
    english=True,
    is_deal_update=True,
    facts=Facts(company="Tarnbeck", amount=45000, stage="demo", next_step_date=date(2026, 3, 20)),
)


def posted(ts: str = TS, author: str = ANA, *, edited: bool = False, private: bool = False) -> Posted:
    return Posted(
        channel=CLOSET if private else DEALS,
        ts=ts,
        cause_ts=ts,
        thread_ts=None,
        author=author,
        source="person",
        text=READ.text,
        at=NOW,
        posted_at=NOW,
        edited=edited,
        private=private,
    )


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    """A message that was read as an update of a new deal, and another deal beside it."""
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
            await tx.messages.put(posted())
            await link_update(posted(), READ, tx)
            other = await tx.deals.add(Deal("Wexmoor"))
            told = Update(DEALS, "1772443800.000100", None, BEN, "person", NOW, Facts(stage="proposal"))
            await tx.updates.put(told, other)
            await rebuild(other, tx)
        yield opened


def chosen(shortcut: str, user: str = ANA, ts: str = TS) -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": shortcut,
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.slack.com/app/1",
        "team": {"id": "T0SALES", "domain": "sales"},
        "user": {"id": user, "team_id": "T0SALES"},
        "channel": {"id": DEALS, "name": "deals"},
        "message": {"type": "message", "user": ANA, "ts": ts, "text": READ.text},
        "message_ts": ts,
    }


async def view_of(rig: Rig, user: str = ANA) -> dict[str, Any]:
    await rig.send(chosen("link_to_deal", user))
    await rig.slack.until(lambda: rig.slack.views)
    return rig.slack.views[-1]


def linked(view: dict[str, Any], deal: int, user: str = ANA) -> dict[str, Any]:
    values = {"deal": {"deal": {"type": "static_select", "selected_option": {"value": str(deal)}}}}
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "view": {**view, "id": "V1", "state": {"values": values}},
    }


def undo_in(answer: dict[str, Any]) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"]["id"] = ANA
    value = answer["blocks"][1]["elements"][0]["value"]
    body["actions"] = [{"action_id": "undo", "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}]
    return body


async def deals(rig: Rig) -> dict[str, int | None]:
    """What the standing deals are worth, by name."""
    async with rig.desk.storage.begin(SALES) as tx:
        return {stored.deal.name: stored.deal.amount for stored in await tx.deals.standing()}


async def ruling(rig: Rig) -> Ruling | None:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.rulings.get(DEALS, TS)


async def nudge(rig: Rig) -> int:
    said = Nudge(PLAY.id, "demo done", "What next?", "thread")
    async with rig.desk.storage.begin(SALES) as tx:
        about = await tx.decisions.add(DecisionRecord(DEALS, TS, TS, NOW, ANA, 1, said))
        return await tx.nudges.add(
            decision_id=about,
            deal_id=1,
            author=ANA,
            channel=DEALS,
            ts=TS,
            thread_ts=TS,
            play=said.play,
            evidence=said.evidence,
            words=said.words,
            to="thread",
            at=NOW,
        )


async def test_what_is_no_deal_update_leaves_no_facts_and_no_nudge(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(chosen("not_an_update"))

    async with rig.desk.storage.begin(SALES) as tx:
        said = await tx.nudges.get(nudge_id)
        waiting = [row.kind for row in await tx.outbox.pending()]
    assert await deals(rig) == {"Wexmoor": None}
    assert said is not None
    assert (said.state, waiting) == ("withdrawn", ["delete"])
    assert answer["text"].startswith("Taken as no deal update")


async def test_an_edit_does_not_bring_back_what_was_refused(rig: Rig) -> None:
    await rig.answer_to(chosen("not_an_update"))

    async with rig.desk.storage.begin(SALES) as tx:
        heard = await link_update(posted(edited=True), READ, tx)

    assert not heard.reading.is_deal_update
    assert await deals(rig) == {"Wexmoor": None}


async def test_undo_brings_back_the_deal_that_only_this_message_told_of(rig: Rig) -> None:
    answer = await rig.answer_to(chosen("not_an_update"))

    undone = await rig.answer_to(undo_in(answer))

    assert undone["text"] == "Taken back."
    assert await deals(rig) == {"Tarnbeck": 45000, "Wexmoor": None}
    assert await ruling(rig) is None


async def test_a_linked_message_tells_of_the_chosen_deal_and_stays_there_when_edited(rig: Rig) -> None:
    view = await view_of(rig)
    options = [option["text"]["text"] for option in view["blocks"][0]["element"]["options"]]

    answer = await rig.answer_to(linked(view, 2))
    async with rig.desk.storage.begin(SALES) as tx:
        await link_update(posted(edited=True), READ, tx)

    assert sorted(options) == ["Tarnbeck", "Wexmoor"]
    assert answer["text"] == "The message belongs to *Wexmoor* from now on."
    assert await deals(rig) == {"Wexmoor": 45000}


async def test_undo_of_a_link_puts_the_message_back(rig: Rig) -> None:
    answer = await rig.answer_to(linked(await view_of(rig), 2))

    await rig.answer_to(undo_in(answer))

    assert await deals(rig) == {"Tarnbeck": 45000, "Wexmoor": None}


async def test_the_same_choice_twice_counts_once(rig: Rig) -> None:
    view = await view_of(rig)

    await rig.answer_to(linked(view, 2))
    await rig.send(linked(view, 2))

    async with rig.desk.storage.begin(SALES) as tx:
        last = await tx.changes.latest_by(ANA)
    assert last is not None
    assert last.id == 1


async def test_chatter_that_was_never_an_update_can_be_linked(rig: Rig) -> None:
    ts = "1772443999.000100"
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.messages.put(posted(ts))

    view = await view_of(rig)
    view = {**view, "private_metadata": view["private_metadata"].replace(TS, ts)}
    await rig.answer_to(linked(view, 2))

    async with rig.desk.storage.begin(SALES) as tx:
        assert [update.ts for update in await tx.updates.of_deal(2)] == ["1772443800.000100", ts]


@pytest.mark.parametrize(("user", "told"), [(BEN, "Only who wrote the update"), (MIA, "Taken as no deal update")])
async def test_only_the_author_or_an_admin_may_say_so(rig: Rig, user: str, told: str) -> None:
    answer = await rig.answer_to(chosen("not_an_update", user))

    assert told in answer["text"]
    assert ("Tarnbeck" in await deals(rig)) == (user == BEN)


async def test_whoever_may_not_link_a_message_is_told_before_a_form_opens(rig: Rig) -> None:
    answer = await rig.answer_to(chosen("link_to_deal", BEN))

    assert answer["text"].startswith("Only who wrote the update")
    assert rig.slack.views == []


@pytest.mark.parametrize("answer_at", [True, False])
async def test_what_is_refused_in_a_modal_closes_it_and_is_told(rig: Rig, *, answer_at: bool) -> None:
    """Where the command or the click behind it is answered, or by direct message where there was none."""
    view = await view_of(rig)
    where = rig.slack.api_url.replace("/api/", "/response/2") if answer_at else ""
    view["private_metadata"] = json.dumps({**json.loads(view["private_metadata"]), "answer_at": where})

    response = await rig.send(linked(view, 1, BEN))
    await rig.slack.until(lambda: rig.slack.answers or rig.slack.called("chat.postMessage"))

    [sentence] = [*rig.slack.answers, *rig.slack.called("chat.postMessage")]
    assert response.status == 200
    assert sentence["text"].startswith("Only who wrote the update")
    assert sentence.get("channel") == (None if answer_at else BEN)


async def test_a_message_that_was_never_seen_is_told_as_such(rig: Rig) -> None:
    answer = await rig.answer_to(chosen("not_an_update", ts="1772440000.000100"))

    assert "I have not seen that message" in answer["text"]


async def test_nobody_links_to_a_deal_that_they_may_not_see(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put(CLOSET, private=True)
        hidden = await tx.deals.add(Deal("Ravenhall"))
        told = Update(CLOSET, "1772443700.000100", None, BEN, "person", NOW, Facts(stage="demo"))
        await tx.updates.put(told, hidden)
        await rebuild(hidden, tx)

    view = await view_of(rig)
    await rig.send(linked(view, hidden))

    names = [option["text"]["text"] for option in view["blocks"][0]["element"]["options"]]
    assert "Ravenhall" not in names
    assert await ruling(rig) is None


def wrong_deal(nudge_id: int, user: str = ANA) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"]["id"] = user
    option = {"value": f"deal {nudge_id}"}
    body["actions"] = [{"action_id": "nudge_mute", "block_id": "b", "type": "overflow", "selected_option": option}]
    return body


async def test_wrong_deal_under_a_nudge_asks_for_the_right_one_and_takes_the_nudge_back(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    await rig.send(wrong_deal(nudge_id))
    await rig.slack.until(lambda: rig.slack.views)
    answer = await rig.answer_to(linked(rig.slack.views[-1], 2))

    async with rig.desk.storage.begin(SALES) as tx:
        said = await tx.nudges.get(nudge_id)
    assert answer["text"] == "The message belongs to *Wexmoor* from now on."
    assert await deals(rig) == {"Wexmoor": 45000}
    assert said is not None
    assert said.state == "withdrawn"


async def test_wrong_deal_is_for_the_author_or_an_admin(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    refused = await rig.answer_to(wrong_deal(nudge_id, BEN))

    assert "Only who wrote the update, or an admin" in refused["text"]
    assert rig.slack.views == []
