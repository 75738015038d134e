"""New deal, the shortcut that is there everywhere: the form of `/deal new`, answered by direct message."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Deal, Update
from coaching.facts import Facts
from handlers.messages.deal_memory import rebuild
from handlers.sight import deal_seen_by, deals_seen_by


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


def shortcut(**more: Any) -> dict[str, Any]:
    return {
        "type": "shortcut",
        "callback_id": "new_deal",
        "trigger_id": "1.2.3",
        "team": {"id": "T0SALES", "domain": "sales"},
        "user": {"id": ANA, "username": "ana", "team_id": "T0SALES"},
        "enterprise": None,
        **more,
    }


async def form(rig: Rig) -> dict[str, Any]:
    await rig.send(shortcut())
    await rig.slack.until(lambda: rig.slack.views)
    return rig.slack.views[-1]


def submitted(view: dict[str, Any], company: str) -> dict[str, Any]:
    names = [block["block_id"] for block in view["blocks"]]
    values: dict[str, Any] = {name: {name: {"value": None}} for name in names}
    values |= {"company": {"company": {"value": company}}, "owner": {"owner": {"selected_user": ANA}}}
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": ANA, "team_id": "T0SALES"},
        "view": {**view, "id": "V1", "state": {"values": values}},
    }


async def test_the_form_of_a_new_deal_opens_with_oneself_as_the_owner(rig: Rig) -> None:
    view = await form(rig)

    fields = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert view["callback_id"] == "deal_form"
    assert fields["owner"]["initial_user"] == ANA
    assert "initial_value" not in fields["company"]


async def test_the_deal_is_opened_for_everybody_and_told_by_direct_message_with_undo(rig: Rig) -> None:
    view = await form(rig)

    await rig.send(submitted(view, "Tarnbeck"))
    await rig.slack.until(lambda: rig.slack.called("chat.postMessage"))
    [told] = rig.slack.called("chat.postMessage")
    seen = [deal.name for deal in (await deals_seen_by(BEN, SALES, rig.desk)).values()]
    body = payload("click_on_more")
    button = told["blocks"][1]["elements"][0]
    undone = await rig.answer_to(body | {"actions": [{**button, "block_id": "b", "action_ts": "1.1"}]})

    assert (told["channel"], told["text"]) == (ANA, "*Tarnbeck* is opened.")
    assert seen == ["Tarnbeck"]
    assert undone["text"] == "Taken back."
    assert await deals_seen_by(BEN, SALES, rig.desk) == {}


async def test_the_form_sent_twice_opens_one_deal(rig: Rig) -> None:
    view = await form(rig)

    await rig.send(submitted(view, "Tarnbeck"))
    await rig.slack.until(lambda: rig.slack.called("chat.postMessage"))
    again = await rig.send(submitted(view, "Tarnbeck"))

    assert "There is an open deal with this company already" in str(again.body)
    assert len(await deals_seen_by(ANA, SALES, rig.desk)) == 1


async def test_people_of_another_workspace_get_no_form(rig: Rig) -> None:
    await rig.send(shortcut(user={"id": "U0OTHER", "team_id": "T0PARTNER"}))
    await form(rig)

    assert len(rig.slack.views) == 1


async def test_a_deal_that_one_must_not_know_of_takes_in_what_one_states_as_if_it_were_new(rig: Rig) -> None:
    told = Update("C0CLOSET", "1772443700.000100", None, BEN, "person", NOW, Facts(stage="negotiation", amount=90_000))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0CLOSET", private=True)
        number = await tx.deals.add(Deal("Ravenhall"))
        await tx.updates.put(told, number)
        await rebuild(number, tx)

    await rig.send(submitted(await form(rig), "RAVENHALL"))
    await rig.slack.until(lambda: rig.slack.said("D0ANA"))
    seen = await deal_seen_by(ANA, number, SALES, rig.desk)
    async with rig.desk.storage.begin(SALES) as tx:
        whole = await tx.deals.get(number)

    [said] = rig.slack.said("D0ANA")
    assert "RAVENHALL" in said["text"]
    assert "90" not in str(said["blocks"])
    assert seen is not None
    assert (seen.name, seen.owner, seen.amount, seen.stage) == ("RAVENHALL", ANA, None, None)
    assert whole is not None
    assert (whole.owner, whole.amount) == (BEN, 90_000)
