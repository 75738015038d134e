"""`/coach prep`: what to know and what to ask before a meeting."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, TARNBECK, payload
from stub_slack import StubSlack

from coaching.deal import Deal


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def prepare(rig: Rig, *deals: Deal, text: str = "prep Tarnbeck") -> list[str]:
    async with rig.desk.storage.begin(SALES) as tx:
        for deal in deals:
            await tx.deals.add(deal)
    answer = await rig.answer_to({**payload("slash_deal"), "command": "/coach", "text": text})
    return str(answer["text"]).splitlines()


async def test_a_deal_of_which_much_is_known_leaves_little_to_ask(rig: Rig) -> None:
    told = await prepare(rig, replace(TARNBECK, signals={"motive_known": NOW}, next_step_date=date(2026, 3, 20)))

    assert told[:2] == ["*Before you talk to Tarnbeck*", "*What is known*"]
    assert "• *Next step:* review the proposal, Fri 20 Mar" in told
    assert "• *Why they would buy:* said in an update (today)" in told
    assert "*What is not*" not in told
    assert len([line for line in told if line[:2] in ("1.", "2.", "3.")]) == 3
    assert not any(line.startswith("*Not yet:*") for line in told)


async def test_what_is_not_known_is_asked_and_the_first_of_it_is_waited_for(rig: Rig) -> None:
    told = await prepare(rig, Deal("Tarnbeck"))

    assert "• Nothing that would help yet." in told
    assert told[told.index("*What is not*") + 1] == "• Why they would buy"
    assert told[told.index("*Three questions to ask*") + 1].startswith("1. What made you look at this now")
    assert told[-1].startswith("*Not yet:* slides and prices")


async def test_without_a_name_the_way_to_ask_is_told(rig: Rig) -> None:
    assert "`/coach prep Acme`" in (await prepare(rig, text="prep"))[0]
