"""Several deals fit a name: one is chosen from a menu, by somebody who may see it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Update, rebuild_deal
from coaching.facts import Facts
from coaching.message import Tenant

PRIVATE = "C0BOARD"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            for name in ("Glenmarsh Foods", "Glenmarsh Logistics"):
                await tx.deals.add(replace(TARNBECK, name=name))
        yield opened


async def ask(rig: Rig, text: str, command: str) -> dict[str, Any]:
    return await rig.answer_to({**payload("slash_deal"), "command": command, "text": text})


async def choose(rig: Rig, value: str, user: str = ANA) -> dict[str, Any]:
    """Choose the option with this value."""
    body = payload("click_on_more")
    body["user"]["id"] = user
    what = {"action_id": "choose_deal", "type": "static_select", "selected_option": {"value": value}}
    body["actions"] = [{"block_id": "b", "action_ts": "1772443900.123456", **what}]
    return await rig.answer_to(body)


async def keep_secret(rig: Rig) -> int:
    """A deal that was only spoken of in a private channel; its number."""
    told = Update(PRIVATE, "1.000100", None, BEN, "person", NOW - timedelta(days=1), Facts("Secret", stage="demo"))
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(rebuild_deal("Secret", [told]))
        await tx.updates.put(told, deal_id)
    return deal_id


@pytest.mark.parametrize(("command", "verb"), [("/deal", "show"), ("/coach", "prep"), ("/coach", "why")])
async def test_each_command_about_a_deal_offers_those_that_fit_the_name(rig: Rig, command: str, verb: str) -> None:
    answer = await ask(rig, f"{verb} glenmarsh", command)

    options = answer["blocks"][1]["elements"][0]["options"]
    assert "Choose one below" in answer["text"]
    assert [(option["text"]["text"], option["value"]) for option in options] == [
        ("Glenmarsh Foods · Proposal", f"{verb} 1"),
        ("Glenmarsh Logistics · Proposal", f"{verb} 2"),
    ]


async def test_snooze_asks_for_the_whole_name_without_a_menu(rig: Rig) -> None:
    answer = await ask(rig, "snooze glenmarsh", "/coach")

    assert len(answer["blocks"]) == 1
    assert "Try again with the whole name." in answer["text"]


@pytest.mark.parametrize(
    ("verb", "said"),
    [("show", "*Glenmarsh Logistics*"), ("prep", "*Before you talk to Glenmarsh Logistics*"), ("why", "")],
)
async def test_what_is_chosen_is_answered_as_if_it_had_been_named(rig: Rig, verb: str, said: str) -> None:
    command = "/deal" if verb == "show" else "/coach"

    chosen = await choose(rig, f"{verb} 2")
    named = await ask(rig, f"{verb} Glenmarsh Logistics", command)

    assert chosen["response_type"] == "ephemeral"
    assert chosen["text"].startswith(said)
    assert (chosen["text"], chosen["blocks"]) == (named["text"], named["blocks"])


async def test_a_deal_that_the_chooser_may_not_see_is_refused(rig: Rig) -> None:
    secret = await keep_secret(rig)
    rig.members[PRIVATE] = {BEN}

    refused = await choose(rig, f"show {secret}")
    shown = await choose(rig, f"show {secret}", user=BEN)

    assert "I can't show you that deal" in refused["text"]
    assert "Secret" not in str(refused)
    assert shown["text"].startswith("*Secret*")


async def test_a_deal_of_another_workspace_is_not_there(rig: Rig) -> None:
    async with rig.desk.storage.begin(Tenant("T0PARTNER")) as tx:
        elsewhere = await tx.deals.add(TARNBECK)

    assert "I can't show you that deal" in (await choose(rig, f"show {elsewhere}"))["text"]


@pytest.mark.parametrize("value", ["", "show", "show x", "delete 1", "show 999", "show " + "9" * 30])
async def test_a_forged_choice_does_no_harm(rig: Rig, value: str) -> None:
    assert "I can't show you that deal" in (await choose(rig, value))["text"]
