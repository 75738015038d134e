"""What somebody changes by hand clears a timed nudge at once, and Undo brings it back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from coached import shipped_content
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, TODAY, payload
from standing_nudges import standing_on
from stub_slack import ANA, StubSlack

from coaching.deal import Deal, SetField, Update
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Contact, Facts
from coaching.message import Posted
from handlers.deals.changing import change_deal
from handlers.deals.ruling import rule
from handlers.deals.stated import Stated
from handlers.messages.deal_memory import rebuild
from handlers.messages.speaking import About, Speech, say

DEALS = "C0DEALS"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack, playbook=shipped_content().coach.playbook) as opened:
        yield opened


async def tell(rig: Rig, name: str, days_ago: int, facts: Facts | None = None) -> int:
    """An update that made a deal; its number."""
    at = NOW - timedelta(days=days_ago)
    ts = f"{at.timestamp():.0f}.000{len(name):03}"
    told = Update(DEALS, ts, None, ANA, "person", at, facts or Facts(stage="proposal"))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put(DEALS, private=False)
        await tx.messages.put(Posted(DEALS, ts, ts, None, ANA, "person", name, at, at))
        number = await tx.deals.open_of(name) or await tx.deals.add(Deal(name))
        await tx.updates.put(told, number)
        await rebuild(number, tx)
    return number


async def nudge(rig: Rig, deal_id: int, play: str = "no_update") -> int:
    """A timed nudge that stands on the deal."""
    said, at = Nudge(play, "last update on 3 March", "What has changed?", "thread"), NOW - timedelta(hours=1)
    ts = f"7.{deal_id:06}"
    async with rig.desk.storage.begin(SALES) as tx:
        number = await tx.decisions.add(DecisionRecord(DEALS, ts, "", at, ANA, deal_id, said))
        about = About(ANA, DEALS, ts, "5.0")
        await say(about, said, number, (deal_id, await tx.deals.get(deal_id)), Speech(rig.desk.voice, tx, at, ""))
        return (await standing_on(tx, deal_id))[-1].id


async def state(rig: Rig, nudge_id: int) -> str:
    async with rig.desk.storage.begin(SALES) as tx:
        stored = await tx.nudges.get(nudge_id)
    assert stored is not None
    return stored.state


async def say_command(rig: Rig, text: str) -> dict[str, Any]:
    return await rig.answer_to({**payload("slash_deal"), "text": text, "user_id": ANA, "channel_id": DEALS})


async def click(rig: Rig, value: str, action: str = "undo") -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"] = {"id": ANA, "team_id": "T0SALES"}
    body["actions"] = [{"action_id": action, "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}]
    return await rig.answer_to(body)


def button_in(answer: dict[str, Any]) -> str:
    value: str = answer["blocks"][1]["elements"][0]["value"]
    return value


async def test_a_next_step_by_command_settles_it_and_undo_lets_it_stand_again(rig: Rig) -> None:
    number = await nudge(rig, await tell(rig, "Acme", 20))

    answer = await say_command(rig, "next Acme 25 March call Mara")
    settled = await state(rig, number)
    await click(rig, button_in(answer))

    assert (settled, await state(rig, number)) == ("settled", "standing")


async def test_won_settles_it(rig: Rig) -> None:
    number = await nudge(rig, await tell(rig, "Acme", 20))

    await say_command(rig, "won Acme")

    assert await state(rig, number) == "settled"


async def test_a_change_that_leaves_the_cause_as_it_was_settles_nothing(rig: Rig) -> None:
    deal_id = await tell(rig, "Acme", 20, Facts(stage="negotiation"))
    number = await nudge(rig, deal_id, "no_decision_maker")

    await change_deal(deal_id, stated("amount", amount=40000), SALES, rig.desk)
    untouched = await state(rig, number)
    await change_deal(
        deal_id, stated("contacts", contacts=(Contact("Dana Moss", "CFO", "decision_maker"),)), SALES, rig.desk
    )

    assert (untouched, await state(rig, number)) == ("standing", "settled")


def stated(field: SetField, **facts: Any) -> Stated:
    return Stated(ANA, DEALS, TODAY, Facts(**facts), sets=(field,))


async def test_what_is_put_together_is_looked_at_together(rig: Rig) -> None:
    quiet, lively = await tell(rig, "Acme", 20), await tell(rig, "Glenmarsh", 1)
    number = await nudge(rig, quiet)

    await click(rig, f"{quiet} {lively}", "merge_deals")

    assert await state(rig, number) == "settled"


@pytest.mark.parametrize("others", [0, 1])
async def test_a_message_that_is_no_update_after_all_takes_along_what_only_it_told(rig: Rig, others: int) -> None:
    for _ in range(others):
        await tell(rig, "Acme", 21, Facts(stage="discovery"))
    deal_id = await tell(rig, "Acme", 20, Facts(stage="negotiation"))
    number = await nudge(rig, deal_id, "no_decision_maker")

    async with rig.desk.storage.begin(SALES) as tx:
        [*_, last] = await tx.updates.of_deal(deal_id)
        change = await rule(DEALS, last.ts, None, ANA, tx, rig.desk)

    assert change
    assert await state(rig, number) == "settled"


async def test_an_ordinary_nudge_is_left_to_its_own_play(rig: Rig) -> None:
    deal_id = await tell(rig, "Acme", 20)
    number = await nudge(rig, deal_id, "ask_why_silent")

    await change_deal(deal_id, stated("amount", amount=40000), SALES, rig.desk)

    assert await state(rig, number) == "standing"
