"""What can be done with a timed nudge is as with every other, but for what concerns a message: there is none."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from coached import shipped_content
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NASTY, SALES, TARNBECK, breaches, payload
from standing_nudges import standing_on
from stub_slack import ANA, StubSlack

from coaching.decision import Audience, DecisionRecord, Nudge
from handlers.blocks.nudge import timed_message
from handlers.messages.speaking import About, Speech, say

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)
SEEN = "last update on 3 March"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack, playbook=shipped_content().coach.playbook) as opened:
        yield opened


async def nudge(rig: Rig) -> int:
    """A timed nudge on a deal, said by direct message."""
    said = Nudge("no_update", SEEN, "What has changed at Tarnbeck?", "dm")
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(TARNBECK)
        number = await tx.decisions.add(DecisionRecord("", "5.0", "", AT, ANA, deal_id, said))
        await say(About(ANA, "", "5.0", "5.0"), said, number, (deal_id, TARNBECK), Speech(rig.desk.voice, tx, AT, ""))
        [standing] = await standing_on(tx, deal_id)
    return standing.id


def click(name: str, value: str) -> dict[str, Any]:
    body = payload(name)
    body["actions"][0]["value"] = value
    return body


def command(text: str) -> dict[str, Any]:
    return {**payload("slash_deal"), "command": "/coach", "text": text, "user_id": ANA}


async def test_more_shows_what_was_seen_without_quotes_and_words_for_the_buyer(rig: Rig) -> None:
    number = await nudge(rig)

    await rig.send(click("click_on_more", str(number)))

    await rig.slack.until(lambda: len(rig.slack.views) > 0)
    view = rig.slack.views[-1]["view"] if "view" in rig.slack.views[-1] else rig.slack.views[-1]
    assert f"{SEEN} · Bring the deal up to date" in str(view)
    assert "“last" not in str(view)


async def test_done_settles_it_and_undo_lets_it_stand_again(rig: Rig) -> None:
    number = await nudge(rig)
    body = payload("click_on_more")
    body["actions"][0] |= {"action_id": "nudge_done", "value": str(number)}

    said = await rig.answer_to(body)

    async with rig.desk.storage.begin(SALES) as tx:
        settled = await tx.nudges.get(number)
    assert settled is not None
    assert (settled.state, "Bring the deal up to date" in str(said)) == ("settled", True)


async def test_wrong_deal_is_refused_with_a_sentence_wherever_it_is_still_clicked(rig: Rig) -> None:
    number = await nudge(rig)
    body = payload("click_on_more")
    body["actions"][0] |= {
        "action_id": "nudge_mute",
        "type": "overflow",
        "selected_option": {"value": f"deal {number}"},
    }

    said = await rig.answer_to(body)

    assert "no message to put on another deal" in str(said)


async def test_it_can_be_muted_by_its_menu_and_by_command(rig: Rig) -> None:
    number = await nudge(rig)
    body = payload("click_on_more")
    body["actions"][0] |= {"action_id": "nudge_mute", "type": "overflow", "selected_option": {"value": f"me {number}"}}

    clicked = await rig.answer_to(body)
    typed = [await rig.answer_to(command(f"mute {play}")) for play in ("no_update", "propose_next_step")]

    async with rig.desk.storage.begin(SALES) as tx:
        muted = {stored.hush.play for stored in await tx.hushes.standing(ANA, "", None)}
    assert muted == {"no_update", "propose_next_step"}
    assert clicked["text"] == typed[0]["text"] == "I no longer bring up “Bring the deal up to date” on your deals."
    assert typed[1]["text"].endswith("on your updates.")


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("to", ["thread", "dm"])
def test_slack_takes_it_whatever_people_and_deals_are_called(words: str, to: Audience) -> None:
    said = Nudge("no_update", words, words or "?", to)

    message = timed_message(said, f"Play {words}", 2**62, 2**62, words or "Acme", CATALOGUE)

    assert list(breaches(message.blocks)) == []
    assert "deal " not in str([block.get("elements") for block in message.blocks if block["type"] == "actions"])
