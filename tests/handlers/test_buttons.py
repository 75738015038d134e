"""Clicks on a nudge."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, SALES, TARNBECK, payload
from stub_slack import Fault, StubSlack

from coaching.decision import DecisionRecord
from coaching.message import Person, Tenant
from storage.records import Feedback


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def nudge(rig: Rig, play: str = NUDGE.play, tenant: Tenant = SALES) -> int:
    async with rig.desk.storage.begin(tenant) as tx:
        deal_id = await tx.deals.add(TARNBECK)
        await tx.people.put(Person("U0ANA", "Ana"), NOW)
        where = {"channel": "C0DEALS", "ts": "1772443800.000100"}
        record = DecisionRecord(**where, cause_ts=where["ts"], at=NOW, author="U0ANA", deal_id=deal_id, decision=NUDGE)
        decision_id = await tx.decisions.add(record)
        return await tx.nudges.add(
            decision_id,
            deal_id,
            "U0ANA",
            where["channel"],
            where["ts"],
            where["ts"],
            play,
            NUDGE.evidence,
            NUDGE.words,
            NUDGE.to,
            NOW,
        )


def click(name: str, value: str, **more: Any) -> dict[str, Any]:
    body = payload(name)
    body["actions"][0]["value"] = value
    return {**body, **more}


async def feedback(rig: Rig, nudge_id: int, tenant: Tenant = SALES) -> tuple[Feedback, ...]:
    async with rig.desk.storage.begin(tenant) as tx:
        return await tx.feedback.of_nudge(nudge_id)


@pytest.mark.parametrize("verdict", ["good", "bad"])
async def test_a_thumb_is_kept_with_whose_it_was(rig: Rig, verdict: str) -> None:
    nudge_id = await nudge(rig)

    response = await rig.send(click("click_on_a_thumb", f"{verdict} {nudge_id}"))
    async with asyncio.timeout(10):
        while not (kept := await feedback(rig, nudge_id)):  # noqa: ASYNC110  the database gives no sign
            await asyncio.sleep(0)

    assert response.status == 200
    assert [(f.user, f.verdict, f.at) for f in kept] == [("U0ANA", verdict, NOW)]


async def test_below_the_draft_stands_the_card_of_the_deal_for_who_may_see_it(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    await rig.send(click("click_on_more", str(nudge_id)))
    await rig.slack.until(lambda: rig.slack.views)

    below = str(rig.slack.views[-1]["blocks"][-5:])
    assert "*Tarnbeck*" in below
    assert "*Amount:* $45,000" in below


async def test_more_opens_the_modal_with_the_draft_filled_in_and_is_kept(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    await rig.send(click("click_on_more", str(nudge_id)))
    await rig.slack.until(lambda: rig.slack.views)

    view = rig.slack.views[0]
    draft = next(block for block in view["blocks"] if block["type"] == "input")
    assert draft["element"]["initial_value"] == "Hi Mara Quist, here is what I suggest as a next step for Tarnbeck. Ana"
    assert "The next move is with the buyer." in str(view["blocks"])
    assert "waiting to hear back" in str(view["blocks"])
    assert [given.verdict for given in await feedback(rig, nudge_id)] == ["more"]


async def test_a_nudge_that_was_taken_back_says_so_kindly(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.nudges.withdraw(nudge_id, NOW)

    answer = await rig.answer_to(click("click_on_more", str(nudge_id)))

    assert answer["response_type"] == "ephemeral"
    assert answer["replace_original"] is False
    assert "can't find that suggestion" in answer["text"]


@pytest.mark.parametrize("value", ["4711", "", "good", "one", "9" * 40, "-1", "1; drop table nudges"])
@pytest.mark.parametrize("name", ["click_on_more", "click_on_a_thumb"])
async def test_a_value_that_names_no_nudge_gets_the_same_sentence(rig: Rig, name: str, value: str) -> None:
    given = f"good {value}" if name == "click_on_a_thumb" else value

    answer = await rig.answer_to(click(name, given))

    assert "can't find that suggestion" in answer["text"]


async def test_a_nudge_of_another_workspace_cannot_be_clicked(rig: Rig) -> None:
    nudge_id = await nudge(rig, tenant=Tenant("T0PARTNER"))

    answer = await rig.answer_to(click("click_on_a_thumb", f"good {nudge_id}"))

    assert "can't find that suggestion" in answer["text"]
    assert await feedback(rig, nudge_id, Tenant("T0PARTNER")) == ()


async def test_somebody_from_a_connected_workspace_is_refused(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(
        click("click_on_a_thumb", f"good {nudge_id}", user={"id": "U0OTHER", "team_id": "T0PARTNER"})
    )

    assert "people of the workspace that installed me" in answer["text"]
    assert await feedback(rig, nudge_id) == ()


async def test_a_play_that_left_the_playbook_has_nothing_more_to_show(rig: Rig) -> None:
    nudge_id = await nudge(rig, play="retired_long_ago")

    answer = await rig.answer_to(click("click_on_more", str(nudge_id)))

    assert "no longer part of the playbook" in answer["text"]


async def test_a_click_that_slack_holds_for_too_late_asks_for_another(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    rig.slack.fail("views.open", Fault("expired_trigger_id"))

    answer = await rig.answer_to(click("click_on_more", str(nudge_id)))

    assert "click once more" in answer["text"]


async def test_the_modals_own_button_closes_it(rig: Rig) -> None:
    response = await rig.send(payload("view_submission"))

    assert (response.status, response.body) == (200, "")
