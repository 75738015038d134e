"""`/coach prep`: what to know and what to ask before a meeting."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, payload
from stub_slack import StubSlack

from coaching.deal import Update, rebuild_deal
from coaching.facts import Contact, Facts
from coaching.told import Passage


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def prepare(rig: Rig, facts: Facts | None = None, text: str = "prep Tarnbeck") -> list[str]:
    """What is answered about a deal of one update."""
    if facts is not None:
        told = {"problem": Passage(0, 9, by_buyer=False)} if facts.motive else {}
        update = Update("C0DEALS", "1772443800.000100", None, "U0ANA", "person", NOW, facts, told=told)
        async with rig.desk.storage.begin(SALES) as tx:
            await tx.channels.put("C0DEALS", private=False)
            await tx.updates.put(update, await tx.deals.add(rebuild_deal("Tarnbeck", [update])))
    answer = await rig.answer_to({**payload("slash_deal"), "command": "/coach", "text": text})
    return str(answer["text"]).splitlines()


async def test_a_deal_of_which_much_is_known_leaves_little_to_ask(rig: Rig) -> None:
    known = Facts(
        amount=45_000,
        currency="USD",
        next_step="review the proposal",
        next_step_date=date(2026, 3, 20),
        contacts=(Contact("Mara Quist", "CFO", "decision_maker", met=True),),
        competitors=("Northwind",),
        close_date=date(2026, 3, 31),
        motive="the audit in May",
    )

    told = await prepare(rig, known)

    assert told[:2] == ["*Before you talk to Tarnbeck*", "*What is known*"]
    assert "• *Next step:* review the proposal, Fri 20 Mar" in told
    assert "• *Why they would buy:* the audit in May" in told
    assert "*What is not*" not in told
    assert len([line for line in told if line[:2] in ("1.", "2.", "3.")]) == 3
    assert not any(line.startswith("*Not yet:*") for line in told)


async def test_what_is_not_known_is_asked_and_the_first_of_it_is_waited_for(rig: Rig) -> None:
    told = await prepare(rig, Facts())

    assert "• Nothing that would help yet." in told
    assert told[told.index("*What is not*") + 1] == "• What hurts on their side"
    assert told[told.index("*Three questions to ask*") + 1].startswith("1. What is the hardest part")
    assert told[-1].startswith("*Not yet:* slides and prices")


async def test_without_a_name_the_way_to_ask_is_told(rig: Rig) -> None:
    assert "`/coach prep Acme`" in (await prepare(rig, text="prep"))[0]
