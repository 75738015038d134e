"""DM me this: the words for the buyer go to whoever asks for them, as they left them, and once."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, SALES, payload
from stub_slack import ANA, BEN, Fault, StubSlack

from coaching.decision import DecisionRecord
from storage.records import OutboxRow

DEALS, TS = "C0DEALS", "1772443800.000100"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def nudge(rig: Rig) -> int:
    async with rig.desk.storage.begin(SALES) as tx:
        decision_id = await tx.decisions.add(DecisionRecord(DEALS, TS, TS, NOW, ANA, None, NUDGE))
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
        return await tx.nudges.add(decision_id, None, ANA, DEALS, TS, TS, *told)


async def modal(rig: Rig, nudge_id: int, user: str = ANA) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"]["id"] = user
    body["actions"][0]["value"] = str(nudge_id)
    await rig.send(body)
    await rig.slack.until(lambda: rig.slack.views)
    return rig.slack.views[-1]


def click(view: dict[str, Any], typed: str | None, user: str = ANA) -> dict[str, Any]:
    """A click on the button in the modal, as Slack sends it: there is no address to answer at."""
    button = next(block["elements"][0] for block in view["blocks"] if block["type"] == "actions")
    return {
        "type": "block_actions",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": "1.2.3",
        "view": {**view, "state": {"values": {"draft": {"draft": {"type": "plain_text_input", "value": typed}}}}},
        "actions": [{**button, "block_id": "b", "action_ts": "1.1"}],
    }


def note_in(view: dict[str, Any]) -> str:
    return str(view["blocks"][-1]["elements"][0]["text"])


async def noted(rig: Rig, body: dict[str, Any]) -> str:
    """What the modal says after the click."""
    seen = len(rig.slack.views)
    await rig.send(body)
    await rig.slack.until(lambda: len(rig.slack.views) > seen)
    return note_in(rig.slack.views[-1])


async def waiting(rig: Rig) -> tuple[OutboxRow, ...]:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.outbox.pending()


async def test_the_words_as_they_were_left_go_to_the_clicker_alone(rig: Rig) -> None:
    view = await modal(rig, await nudge(rig), BEN)

    said = await noted(rig, click(view, "Hi Mara,\n\nshall we <!channel> on Friday?", BEN))

    [sent] = await waiting(rig)
    assert said == "On its way to you by direct message."
    assert (sent.channel, sent.thread_ts) == (BEN, None)
    assert "Hi Mara,\n\nshall we @channel" in sent.body["text"].replace("\u2060", "")
    assert "<!channel>" not in str(sent.body["blocks"])
    assert [block for block in rig.slack.views[-1]["blocks"] if block["type"] == "input"] == [
        block for block in view["blocks"] if block["type"] == "input"
    ]


async def test_a_double_click_sends_once_and_other_words_are_sent_again(rig: Rig) -> None:
    view = await modal(rig, await nudge(rig))

    for typed in ("Hi Mara", "Hi Mara", "Hello Mara"):
        await noted(rig, click(view, typed))

    assert [row.body["blocks"][1]["text"]["text"] for row in await waiting(rig)] == ["Hi Mara", "Hello Mara"]
    assert len([block for block in rig.slack.views[-1]["blocks"] if block.get("block_id") == "draft_note"]) == 1


async def test_a_modal_that_was_closed_meanwhile_is_no_failure(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    view = await modal(rig, await nudge(rig))
    rig.slack.fail("views.update", Fault("not_found"))

    await rig.send(click(view, "Hi Mara"))
    await rig.slack.until(lambda: rig.slack.called("views.update"))

    assert len(await waiting(rig)) == 1
    assert "Incident" not in caplog.text


@pytest.mark.parametrize("typed", ["", "  ", None])
async def test_an_empty_field_sends_nothing(rig: Rig, typed: str | None) -> None:
    view = await modal(rig, await nudge(rig))

    said = await noted(rig, click(view, typed))

    assert said == "There is nothing in the field to send."
    assert await waiting(rig) == ()
