"""Several deals fit a name: one is chosen from a menu, by somebody who may see it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Deal, Update, rebuild_deal
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


def choice(value: str, user: str = ANA, block_id: str = "b") -> dict[str, Any]:
    """The click that chooses the option with this value, in a menu of this id."""
    body = payload("click_on_more")
    body["user"]["id"] = user
    what = {"action_id": "choose_deal", "type": "static_select", "selected_option": {"value": value}}
    body["actions"] = [{"block_id": block_id, "action_ts": "1772443900.123456", **what}]
    return body


async def choose(rig: Rig, value: str, user: str = ANA) -> dict[str, Any]:
    return await rig.answer_to(choice(value, user))


def second_of(answer: dict[str, Any], user: str = ANA) -> dict[str, Any]:
    """The click that chooses the second deal of the menu in an answer."""
    menu = answer["blocks"][1]
    return choice(menu["elements"][0]["options"][1]["value"], user, menu.get("block_id", "b"))


async def stored(rig: Rig, number: int) -> Deal:
    async with rig.desk.storage.begin(SALES) as tx:
        deal = await tx.deals.get(number)
    assert deal is not None
    return deal


async def tell_of_both(rig: Rig) -> None:
    """Each of the two deals has an update, so that a change can be counted in."""
    async with rig.desk.storage.begin(SALES) as tx:
        for number, name in enumerate(("Glenmarsh Foods", "Glenmarsh Logistics"), start=1):
            told = Update("", f"{number}.000100", None, ANA, "form", NOW - timedelta(days=1), Facts(stage="proposal"))
            await tx.updates.put(told, number)
            await tx.deals.save(number, rebuild_deal(name, [told]))


async def keep_secret(rig: Rig) -> int:
    """A deal that was only spoken of in a private channel; its number."""
    told = Update(PRIVATE, "1.000100", None, BEN, "person", NOW - timedelta(days=1), Facts("Secret", stage="demo"))
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(rebuild_deal("Secret", [told]))
        await tx.updates.put(told, deal_id)
    return deal_id


@pytest.mark.parametrize(
    ("command", "verb"),
    [
        ("/deal", "show"),
        ("/coach", "prep"),
        ("/coach", "why"),
        ("/deal", "update"),
        ("/deal", "won"),
        ("/deal", "lost"),
        ("/deal", "share"),
        ("/deal", "unshare"),
        ("/coach", "snooze"),
    ],
)
async def test_each_command_about_a_deal_offers_those_that_fit_the_name(rig: Rig, command: str, verb: str) -> None:
    answer = await ask(rig, f"{verb} glenmarsh", command)

    options = answer["blocks"][1]["elements"][0]["options"]
    assert "Choose one below" in answer["text"]
    assert [(option["text"]["text"], option["value"]) for option in options] == [
        ("Glenmarsh Foods · Proposal", f"{verb} 1"),
        ("Glenmarsh Logistics · Proposal", f"{verb} 2"),
    ]


async def test_the_one_that_is_chosen_is_won_and_the_other_is_not(rig: Rig) -> None:
    await tell_of_both(rig)

    won = await rig.answer_to(second_of(await ask(rig, "won glenmarsh", "/deal")))

    assert "Glenmarsh Logistics" in won["text"]
    assert [(await stored(rig, number)).state for number in (1, 2)] == ["open", "won"]


async def test_the_menu_keeps_the_next_step_that_was_typed(rig: Rig) -> None:
    await tell_of_both(rig)

    await rig.answer_to(second_of(await ask(rig, "next glenmarsh 20 March send the revised offer", "/deal")))

    chosen = await stored(rig, 2)
    assert (chosen.next_step, chosen.next_step_date) == ("send the revised offer", date(2026, 3, 20))


async def test_a_next_step_too_long_for_a_menu_to_keep_asks_for_the_whole_name(rig: Rig) -> None:
    answer = await ask(rig, f"next glenmarsh 20 March send {'a very ' * 40} long offer", "/deal")

    assert len(answer["blocks"]) == 1
    assert "Try again with the whole name." in answer["text"]


@pytest.mark.parametrize(("typed", "said"), [("reply", "the buyer"), ("20 March", "Fri 20 Mar"), ("", "next update")])
async def test_the_menu_keeps_until_when_a_deal_was_to_rest(rig: Rig, typed: str, said: str) -> None:
    answer = await rig.answer_to(second_of(await ask(rig, f"snooze glenmarsh {typed}".strip(), "/coach")))

    assert "Glenmarsh Logistics" in answer["text"]
    assert said in answer["text"]


async def test_the_one_that_is_chosen_is_shared_with_the_managers(rig: Rig) -> None:
    shared = await rig.answer_to(second_of(await ask(rig, "share glenmarsh", "/deal")))
    again = await ask(rig, "share Glenmarsh Logistics", "/deal")

    assert "*Glenmarsh Logistics*" in shared["text"]
    assert "is shared with the managers already" in again["text"]


@pytest.mark.parametrize(("verb", "view"), [("update", "deal_form"), ("lost", "loss_review")])
async def test_choosing_opens_the_form_of_the_one_that_is_chosen(rig: Rig, verb: str, view: str) -> None:
    await tell_of_both(rig)

    await rig.send(second_of(await ask(rig, f"{verb} glenmarsh", "/deal")))
    await rig.slack.until(lambda: rig.slack.views)

    assert rig.slack.views[-1]["callback_id"] == view
    assert "Glenmarsh Logistics" in str(rig.slack.views[-1])


async def test_either_name_of_a_merge_may_be_chosen_from_a_menu(rig: Rig) -> None:
    await tell_of_both(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.add(replace(TARNBECK, name="Tarnbeck"))

    into = await rig.answer_to(second_of(await ask(rig, "merge Tarnbeck into glenmarsh", "/deal")))
    same = await rig.answer_to(second_of(await ask(rig, "merge glenmarsh into glenmarsh", "/deal")))
    itself = await rig.answer_to(second_of(same))

    assert "Merge *Tarnbeck* into *Glenmarsh Logistics*?" in into["text"]
    assert "Choose one below" in same["text"]
    assert "Glenmarsh Logistics" in itself["text"]
    assert "button" not in str(itself["blocks"])


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


@pytest.mark.parametrize(
    "value", ["", "show", "show x", "delete 1", "show 999", "show " + "9" * 30, "snooze 1", "into 1"]
)
async def test_a_forged_choice_does_no_harm(rig: Rig, value: str) -> None:
    assert "I can't show you that deal" in (await choose(rig, value))["text"]
