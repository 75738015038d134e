"""What is stored about me: shown, sent as a file, and deleted, by command and in the Home."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, SALES, TARNBECK, breaches, payload
from home_visits import clicked, opened, words
from stub_slack import ANA, BEN, Fault, StubSlack

from coaching.deal import Update
from coaching.decision import DecisionRecord
from coaching.facts import Facts
from coaching.message import NOBODY, Posted
from coaching.preferences import Preferences
from handlers.messages.deal_memory import rebuild

DEALS, TS = "C0DEALS", "1772443800.000100"
WORDS = "Tarnbeck: waiting to hear back"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    """An update by Ana, with a nudge that stands."""
    async with open_rig(tmp_path, slack) as fresh:
        async with fresh.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
            deal_id = await tx.deals.add(TARNBECK)
            await tx.messages.put(Posted(DEALS, TS, TS, None, ANA, "person", WORDS, NOW, NOW))
            await tx.messages.remember_text(DEALS, TS, WORDS)
            told = Update(DEALS, TS, None, ANA, "person", NOW, Facts(stage="proposal"), {"waiting": "waiting to hear"})
            await tx.updates.put(told, deal_id)
            await rebuild(deal_id, tx)
            about = await tx.decisions.add(DecisionRecord(DEALS, TS, TS, NOW, ANA, deal_id, NUDGE))
            said = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
            await tx.nudges.add(about, deal_id, ANA, DEALS, TS, TS, *said)
            await tx.preferences.put(ANA, Preferences(nudges_to="dm"), NOW)
        yield fresh


async def command(rig: Rig, text: str, user: str = ANA) -> dict[str, Any]:
    typed = {**payload("slash_deal"), "command": "/coach", "text": f"privacy {text}", "user_id": user}
    return await rig.answer_to(typed)


async def counts(rig: Rig, user: str = ANA) -> dict[str, int]:
    async with rig.desk.storage.begin(SALES) as tx:
        return {name: count for name, count in (await tx.personal_data.count(user)).items() if count}


@pytest.mark.parametrize("text", ["", "show", "SHOW"])
async def test_show_counts_what_there_is_for_the_asker_alone(rig: Rig, text: str) -> None:
    mine, bens = await command(rig, text), await command(rig, text, BEN)

    assert "Texts of your deal updates: 1" in mine["text"]
    assert "Your preferences" in mine["text"]
    assert "Nothing." in bens["text"]
    assert list(breaches(mine["blocks"])) == []


async def test_export_sends_all_of_it_as_a_file_into_the_direct_messages(rig: Rig) -> None:
    answer = await command(rig, "export")

    [(channel, name, content)] = rig.slack.files
    told = json.loads(content)
    assert (channel, name) == ("D0ANA", "dealcoach-about-me.json")
    assert told["texts"][0]["text"] == WORDS
    assert told["updates"][0]["facts"]["stage"] == "proposal"
    assert told["nudges"][0]["words"] == NUDGE.words
    assert told["preferences"][0]["chosen"]["nudges_to"] == "dm"
    assert "Sent to you as a file" in answer["text"]


async def test_a_slack_that_takes_no_file_is_told_as_trouble(rig: Rig) -> None:
    rig.slack.fail("files.completeUploadExternal", Fault(error="internal_error"))

    assert "Something went wrong" in (await command(rig, "export"))["text"]


async def test_delete_asks_first_and_its_button_asks_once_more(rig: Rig) -> None:
    answer = await command(rig, "delete")

    [button] = answer["blocks"][1]["elements"]
    assert "cannot be undone" in answer["text"]
    assert button["confirm"]["style"] == "danger"
    assert len(button["confirm"]["text"]["text"]) <= 300
    assert (await counts(rig))["texts"] == 1


async def test_deleted_in_the_home_it_is_gone_and_what_stays_is_told(rig: Rig) -> None:
    await opened(rig)

    home = await clicked(rig, "privacy_delete", "delete")
    again = await clicked(rig, "privacy_delete", "delete")

    async with rig.desk.storage.begin(SALES) as tx:
        [stored] = await tx.deals.standing("open")
        waiting = [row.kind for row in await tx.outbox.pending()]
    assert await counts(rig) == {}
    assert (stored.deal.name, stored.deal.stage, stored.deal.owner) == ("Tarnbeck", "proposal", NOBODY)
    assert waiting == ["delete"]
    for view in (home, again):
        assert "*Deleted.*" in words(view)
        assert "the deals and the facts in them" in words(view)


async def test_what_was_deleted_does_not_come_back_with_a_rebuild_or_a_repeated_event(rig: Rig) -> None:
    await opened(rig)
    await clicked(rig, "privacy_delete", "delete")

    async with rig.desk.storage.begin(SALES) as tx:
        _, deal = await rebuild(1, tx)

    assert deal is not None
    assert deal.owner == NOBODY
    assert await counts(rig) == {}


async def test_nobody_deletes_for_another_whatever_the_button_says(rig: Rig) -> None:
    await opened(rig, BEN)

    await clicked(rig, "privacy_delete", ANA, BEN)

    assert (await counts(rig))["texts"] == 1


async def test_show_and_export_answer_in_the_home_too(rig: Rig) -> None:
    await opened(rig)

    shown = await clicked(rig, "privacy_show", "show")
    exported = await clicked(rig, "privacy_export", "export")

    assert "Texts of your deal updates: 1" in words(shown)
    assert "Sent to you as a file" in words(exported)
    assert len(rig.slack.files) == 1
    assert list(breaches(shown["blocks"], most=100)) == []


async def test_the_card_of_a_deal_tells_a_deleted_member_as_its_owner(rig: Rig) -> None:
    await opened(rig)
    await clicked(rig, "privacy_delete", "delete")

    card = await rig.answer_to({**payload("slash_deal"), "text": "show Tarnbeck"})

    assert "*Owner:* deleted member" in card["text"]
