"""The buttons of a digest: nudges are answered as anywhere, deals open their forms, for the person themself."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Deal
from coaching.decision import DecisionRecord
from coaching.message import Person
from handlers.blocks.digest import digest_message
from handlers.digests.composing import gather_digest

DM = "D0ANA"
LOST = replace(TARNBECK, name="Halden", stage="lost", closed_at=NOW - timedelta(days=1))


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def add(rig: Rig, deal: Deal, *, nudged: bool = False) -> int:
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(deal)
        await tx.channels.put("C0DEALS", private=False)
        if nudged:
            at = NOW - timedelta(days=1)
            record = DecisionRecord("C0DEALS", "1.0", "1.0", at, ANA, deal_id, NUDGE)
            told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, at
            await tx.nudges.add(await tx.decisions.add(record), deal_id, ANA, "C0DEALS", "1.0", "1.0", *told)
        return deal_id


async def digest(rig: Rig) -> dict[str, Any]:
    """The digest as it stands in Ana's direct messages."""
    found = await gather_digest(Person(ANA, "Ana", "UTC"), NOW.tzinfo, NOW, SALES, rig.desk)  # type: ignore[arg-type]
    said = digest_message(found, NOW.tzinfo, rig.desk.catalogue, rig.desk.play_to_try(found))  # type: ignore[arg-type]
    return {"ts": "1773300000.000100", "text": said.text, "blocks": list(said.blocks)}


def click(message: dict[str, Any], action: str, user: str = ANA, option: int | None = None) -> dict[str, Any]:
    """A click on the first element of this name in the digest, as Slack sends it from a direct message."""
    body = payload("click_on_more")
    held = [(b, e) for b in message["blocks"] for e in (*b.get("elements", ()), b.get("accessory", {}))]
    block, element = next((b, e) for b, e in held if e.get("action_id") == action)
    chosen = {} if option is None else {"selected_option": element["options"][option]}
    body["user"]["id"], body["channel"], body["message"] = user, {"id": DM, "name": "directmessage"}, message
    body["actions"] = [{**element, **chosen, "block_id": block.get("block_id", "b"), "action_ts": "1.1"}]
    return body


async def test_done_settles_the_nudge_is_confirmed_with_undo_and_takes_its_buttons_away(rig: Rig) -> None:
    await add(rig, replace(TARNBECK, next_step_date=NOW.date()), nudged=True)
    message = await digest(rig)

    await rig.send(click(message, "nudge_done"))
    await rig.slack.until(lambda: len(rig.slack.answers) == 2)
    async with rig.desk.storage.begin(SALES) as tx:
        nudge = await tx.nudges.get(1)
        waiting = await tx.outbox.pending()

    told, left = rig.slack.answers
    assert nudge is not None
    assert nudge.state == "settled"
    assert [row.kind for row in waiting] == ["update"]
    assert told["text"].startswith("Marked as done")
    assert told["replace_original"] is False
    assert left["replace_original"] is True
    assert "digest_nudge_1" not in str(left["blocks"])
    assert "Taken care of." in str(left["blocks"])
    assert len(left["blocks"]) == len(message["blocks"])


async def test_snooze_lets_the_deal_rest_and_until_a_day_answers_where_one_clicked(rig: Rig) -> None:
    await add(rig, replace(TARNBECK, next_step_date=NOW.date()), nudged=True)
    message = await digest(rig)

    await rig.send(click(message, "nudge_snooze", option=3))
    await rig.slack.until(lambda: len(rig.slack.answers) == 2)
    await rig.send(click(message, "nudge_snooze", option=4))
    await rig.slack.until(lambda: rig.slack.views)

    assert rig.slack.answers[0]["text"].startswith("I stay quiet on *Tarnbeck* until ")
    assert "Taken care of." in str(rig.slack.answers[1]["blocks"])
    assert rig.slack.views[0]["private_metadata"] == f"1 {DM}"


async def test_more_opens_and_leaves_the_digest_as_it_is(rig: Rig) -> None:
    await add(rig, replace(TARNBECK, next_step_date=NOW.date()), nudged=True)

    await rig.send(click(await digest(rig), "nudge_more"))
    await rig.slack.until(lambda: rig.slack.views)

    assert rig.slack.answers == []


async def test_under_a_thread_reply_done_replaces_nothing(rig: Rig) -> None:
    await add(rig, replace(TARNBECK, next_step_date=NOW.date()), nudged=True)
    body = click(await digest(rig), "nudge_done")
    body["actions"][0]["block_id"] = "nudge_more_1_0"

    await rig.answer_to(body)

    assert len(rig.slack.answers) == 1


async def test_next_step_opens_the_form_of_the_deal_for_the_person_themself(rig: Rig) -> None:
    await add(rig, TARNBECK)
    message = await digest(rig)

    refused = await rig.answer_to(click(message, "digest_deal", BEN))
    await rig.send(click(message, "digest_deal"))
    await rig.slack.until(lambda: rig.slack.views)

    assert refused["text"].startswith("Only the person whose digest it is")
    [view] = rig.slack.views
    assert view["callback_id"] == "deal_form"
    assert "Tarnbeck" in str(view["blocks"])


async def test_a_loss_without_review_opens_its_review(rig: Rig) -> None:
    await add(rig, LOST)

    await rig.send(click(await digest(rig), "digest_deal"))
    await rig.slack.until(lambda: rig.slack.views)

    assert rig.slack.views[0]["callback_id"] == "loss_review"


async def test_a_deal_that_is_gone_or_out_of_sight_is_told(rig: Rig) -> None:
    number = await add(rig, TARNBECK)
    message = await digest(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.remove(number)

    told = await rig.answer_to(click(message, "digest_deal"))

    assert told["text"].startswith("I can't show you that deal")
    assert rig.slack.views == []
