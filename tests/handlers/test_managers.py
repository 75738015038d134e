"""Managers are named by admins, deals are shared by their owners, and both are taken back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, payload
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.deal import Update, rebuild_deal
from coaching.facts import Facts
from handlers.managers.due import MANAGERS_DIGEST


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    """A deal of Ana's that everybody knows of."""
    async with open_rig(tmp_path, slack) as opened:
        told = Update("C0DEALS", "1772443800.000100", None, ANA, "person", NOW - timedelta(days=1), Facts(stage="demo"))
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put("C0DEALS", private=False)
            await tx.updates.put(told, await tx.deals.add(rebuild_deal("Tarnbeck", [told])))
        yield opened


def typed(command: str, text: str, user: str) -> dict[str, Any]:
    return {**payload("slash_deal"), "command": command, "text": text, "user_id": user}


def clicked(user: str, **action: Any) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"]["id"] = user
    body["actions"] = [{"block_id": "b", "type": "button", "action_ts": "1.1", **action}]
    return body


def undo_in(answer: dict[str, Any], user: str) -> dict[str, Any]:
    return clicked(user, action_id="undo", value=answer["blocks"][1]["elements"][0]["value"])


async def managers(rig: Rig) -> tuple[set[str], frozenset[str]]:
    """Who is a manager, and for whom a managers' digest is planned."""
    async with rig.desk.storage.begin(SALES) as tx:
        return {each.user_id for each in await tx.managers.all()}, await tx.due.keys(MANAGERS_DIGEST)


async def shared(rig: Rig) -> dict[int, str]:
    async with rig.desk.storage.begin(SALES) as tx:
        return {number: by for number, each in (await tx.shared_deals.all()).items() for by in each}


async def test_an_admin_makes_somebody_a_manager_and_takes_it_back(rig: Rig) -> None:
    answer = await rig.answer_to(typed("/coach", f"manager add <@{BEN}|ben>", MIA))
    named = await managers(rig)
    again = await rig.answer_to(typed("/coach", f"manager add {BEN}", MIA))
    listed = await rig.answer_to(typed("/coach", "manager", MIA))
    await rig.answer_to(undo_in(answer, MIA))

    assert answer["text"].startswith(f"<@{BEN}> is a manager now")
    assert named == ({BEN}, frozenset({BEN}))
    assert again["text"] == f"<@{BEN}> is a manager already."
    assert listed["text"].startswith(f"Managers: <@{BEN}>")
    assert await managers(rig) == (set(), frozenset())


async def test_who_is_removed_gets_no_digest_and_undo_brings_it_back(rig: Rig) -> None:
    await rig.answer_to(typed("/coach", f"manager add <@{BEN}>", MIA))
    answer = await rig.answer_to(typed("/coach", f"manager remove <@{BEN}>", MIA))
    removed = await managers(rig)
    again = await rig.answer_to(typed("/coach", f"manager remove <@{BEN}>", MIA))
    told = await rig.answer_to(typed("/coach", "undo", MIA))

    assert answer["text"].startswith(f"<@{BEN}> is no manager any more")
    assert removed == (set(), frozenset())
    assert again["text"] == f"<@{BEN}> is no manager."
    assert told["text"].startswith("Taken back: who is a manager")
    assert await managers(rig) == ({BEN}, frozenset({BEN}))


async def test_who_is_no_admin_any_more_takes_no_manager_back(rig: Rig) -> None:
    await rig.answer_to(typed("/coach", f"manager add <@{BEN}>", MIA))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.changes.add("manager", {"user": BEN, "on": True}, ANA, NOW)

    told = await rig.answer_to(typed("/coach", "undo", ANA))

    assert told["text"] == "Only an admin can say who is a manager. Nothing was changed."
    assert await managers(rig) == ({BEN}, frozenset({BEN}))


@pytest.mark.parametrize(("verb", "left"), [("add", {ANA, BEN}), ("remove", {ANA})])
async def test_a_name_that_slack_did_not_resolve_leads_to_a_menu_of_people(rig: Rig, verb: str, left: set[str]) -> None:
    for user in (ANA, *([BEN] if verb == "remove" else [])):
        await rig.answer_to(typed("/coach", f"manager add <@{user}>", MIA))

    asked = await rig.answer_to(typed("/coach", f"manager {verb} @ben", MIA))
    menu = asked["blocks"][1]
    chosen = {"type": menu["elements"][0]["type"], "action_id": menu["elements"][0]["action_id"]}
    answer = await rig.answer_to(clicked(MIA, **chosen, block_id=menu["block_id"], selected_user=BEN))

    assert chosen["type"] == "users_select"
    assert answer["text"].startswith(f"<@{BEN}>")
    assert (await managers(rig))[0] == left


@pytest.mark.parametrize("text", [f"manager add <@{ANA}>", f"manager remove <@{ANA}>", "manager list", "manager add"])
async def test_nobody_but_an_admin_says_or_sees_who_is_a_manager(rig: Rig, text: str) -> None:
    answer = await rig.answer_to(typed("/coach", text, ANA))
    click = await rig.answer_to(
        clicked(ANA, action_id="choose_manager", block_id="manager add", selected_user=ANA, type="users_select")
    )

    assert answer["text"] == click["text"] == "Only an admin can say who is a manager. Nothing was changed."
    assert await managers(rig) == (set(), frozenset())


async def test_the_bot_itself_is_made_no_manager(rig: Rig) -> None:
    answer = await rig.answer_to(clicked(MIA, action_id="choose_manager", block_id="manager add", selected_user=""))
    wrong = await rig.answer_to(typed("/coach", "manager promote <@U0BEN>", MIA))

    assert "Who becomes a manager?" in answer["text"]
    assert "nothing that I can do yet" in wrong["text"]


async def test_the_owner_shares_a_deal_once_and_takes_it_back(rig: Rig) -> None:
    answer = await rig.answer_to(typed("/deal", "share tarn", ANA))
    again = await rig.answer_to(typed("/deal", "share Tarnbeck", ANA))
    both = await shared(rig)
    await rig.answer_to(undo_in(answer, ANA))
    undone = await shared(rig)
    not_shared = await rig.answer_to(typed("/deal", "unshare Tarnbeck", ANA))

    assert "read of it in their weekly digest, and that it is yours" in answer["text"]
    assert again["text"] == "*Tarnbeck* is shared with the managers already."
    assert (both, undone) == ({1: ANA}, {})
    assert not_shared["text"] == "*Tarnbeck* is not shared with the managers."


async def test_undo_of_an_unshare_shares_again_and_is_named(rig: Rig) -> None:
    await rig.answer_to(typed("/deal", "share Tarnbeck", ANA))
    await rig.answer_to(typed("/deal", "unshare Tarnbeck", ANA))
    gone = await shared(rig)
    told = await rig.answer_to(typed("/coach", "undo", ANA))

    assert (gone, await shared(rig)) == ({}, {1: ANA})
    assert told["text"] == "Taken back: whether *Tarnbeck* is shared with the managers, as you said last."


@pytest.mark.parametrize("verbs", [["share"], ["share", "unshare"]])
async def test_undo_by_an_earlier_owner_leaves_what_the_owner_of_now_has_shared(rig: Rig, verbs: list[str]) -> None:
    for verb in verbs:
        await rig.answer_to(typed("/deal", f"{verb} Tarnbeck", ANA))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.shared_deals.put(1, BEN, NOW)

    await rig.answer_to(typed("/coach", "undo", ANA))

    assert await shared(rig) == {1: BEN}


@pytest.mark.parametrize("user", [BEN, MIA])
@pytest.mark.parametrize("verb", ["share", "unshare"])
async def test_nobody_else_shares_a_deal_not_even_an_admin(rig: Rig, user: str, verb: str) -> None:
    typed_it = await rig.answer_to(typed("/deal", f"{verb} Tarnbeck", user))
    clicked_it = await rig.answer_to(clicked(user, action_id="share_deal", value=f"{verb} 1"))

    assert typed_it["text"] == clicked_it["text"]
    assert typed_it["text"].startswith("Only the owner of a deal can share it")
    assert await shared(rig) == {}


async def test_the_card_offers_it_to_the_owner_where_there_is_a_manager(rig: Rig) -> None:
    before = await rig.answer_to(typed("/deal", "show Tarnbeck", ANA))
    await rig.answer_to(typed("/coach", f"manager add <@{BEN}>", MIA))
    others = await rig.answer_to(typed("/deal", "show Tarnbeck", BEN))
    card = await rig.answer_to(typed("/deal", "show Tarnbeck", ANA))
    [offer] = [button for button in buttons(card) if button["action_id"] == "share_deal"]
    await rig.answer_to(clicked(ANA, action_id="share_deal", value=offer["value"]))
    after = await rig.answer_to(typed("/deal", "show Tarnbeck", ANA))

    assert not [button for told in (before, others) for button in buttons(told) if button["action_id"] == "share_deal"]
    assert await shared(rig) == {1: ANA}
    assert [b["text"]["text"] for b in buttons(after) if b["action_id"] == "share_deal"] == ["Keep from managers"]


async def test_a_deal_that_is_gone_or_hidden_is_told_as_such(rig: Rig) -> None:
    answer = await rig.answer_to(clicked(ANA, action_id="share_deal", value="share 99"))
    nameless = await rig.answer_to(typed("/deal", "share", ANA))

    assert answer["text"].startswith("I can't find that deal any more")
    assert "Which deal?" in nameless["text"]


def buttons(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for block in answer["blocks"] if block["type"] == "actions" for each in block["elements"]]


async def test_the_settings_tell_admins_who_is_a_manager(rig: Rig) -> None:
    before = await rig.answer_to(typed("/coach", "settings", MIA))
    await rig.answer_to(typed("/coach", f"manager add <@{BEN}>", MIA))
    after = await rig.answer_to(typed("/coach", "settings", MIA))

    assert "Managers:" not in before["text"]
    assert f"Managers: <@{BEN}>" in after["text"]
