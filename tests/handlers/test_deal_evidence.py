"""Ladder and checklist on the card: quoted while the text stands, linked, and shown to those who could read it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NOW, SALES, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Deal, Update
from coaching.facts import Facts
from coaching.message import Deleted, Posted
from coaching.reading.result import Reading
from coaching.record import Record
from coaching.told import Passage
from handlers.blocks.deal_card import deal_card
from handlers.blocks.evidence import Sources
from handlers.messages.deal_memory import forget_update, link_update

PUBLIC, PRIVATE = "C0DEALS", "C0BOARD"
TEXT = "Tarnbeck: met Mara. She said <!channel> they lose two days a month."
SAID = TEXT[len("Tarnbeck: met Mara. ") :]
TOLD = {
    "problem": Passage(TEXT.index(SAID), len(TEXT), by_buyer=True),
    "time": Passage(0, len(TEXT), by_buyer=False),
}
FACTS = Facts("Tarnbeck", amount=45_000)


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(PUBLIC, private=False)
            await tx.channels.put(PRIVATE, private=True)
        yield opened


async def post(rig: Rig, channel: str, told: dict[str, Passage], minute: int = 1) -> Posted:
    """Ben posts the update in the channel, two days ago."""
    at, ts = NOW - timedelta(days=2, minutes=-minute), f"17722710{minute:02}.000100"
    posted = Posted(channel, ts, ts, None, BEN, "person", TEXT, at, at, edited=False, private=channel == PRIVATE)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.messages.put(posted)
        await link_update(posted, Reading(TEXT, english=True, is_deal_update=True, facts=FACTS, told=told), tx)
    return posted


async def card(rig: Rig) -> list[str]:
    answer = await rig.answer_to({**payload("slash_deal"), "text": "show Tarnbeck"})
    return str(answer["text"]).splitlines()


async def test_the_card_quotes_the_buyer_and_links_to_the_message(rig: Rig) -> None:
    posted = await post(rig, PUBLIC, TOLD)

    lines = await card(rig)

    day = f"<https://sales.slack.com/archives/{PUBLIC}/p{posted.ts.replace('.', '')}|Tue 10 Mar>"
    assert f"• Time for us · {day}" in lines
    assert f"• Telling us their problem · {day}" in lines
    assert "• Not yet, as far as I know: Bringing in who decides" in lines
    quote = "She said @\u2060channel they lose two days a month."
    assert any(line.startswith("• *Their problem:* the buyer said “She said") and line.endswith(day) for line in lines)
    assert not any("<!channel>" in line for line in lines)
    assert any(quote.replace("\u2060", "") in line.replace("\u2060", "") for line in lines)
    assert f"• *Money:* as the rep tells it · {day}" in lines
    assert "• *Unknown:* why they would buy, who decides, timing, next step" in lines


async def test_once_the_text_has_expired_the_rep_believes_it(rig: Rig) -> None:
    posted = await post(rig, PUBLIC, TOLD)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.messages.forget_text(posted.channel, posted.ts)

    lines = await card(rig)

    assert any(line.startswith("• *Their problem:* as the rep tells it") for line in lines)
    assert any(line.startswith("• Telling us their problem") for line in lines)
    assert not any("lose two days" in line for line in lines)


async def test_once_the_message_is_deleted_it_is_unknown(rig: Rig) -> None:
    gone = await post(rig, PUBLIC, TOLD)
    await post(rig, PUBLIC, {}, minute=2)
    deleted = Deleted(gone.channel, gone.ts, "1.0", NOW)
    async with rig.desk.storage.begin(SALES) as tx:
        await forget_update(deleted, tx)
        await tx.messages.forget(gone.channel, gone.ts, NOW)

    lines = await card(rig)

    assert "• Nothing yet that I am sure of. It begins with: Time for us" in lines
    assert any(line.startswith("• *Unknown:* their problem") for line in lines)


async def test_what_was_said_in_a_private_channel_is_shown_to_its_members_only(rig: Rig) -> None:
    await post(rig, PUBLIC, {})
    await post(rig, PRIVATE, TOLD, minute=2)

    outside = await card(rig)
    rig.members[PRIVATE] = {ANA}
    inside = await card(rig)

    assert not any("lose two days" in line or PRIVATE in line for line in outside)
    assert "• Nothing yet that I am sure of. It begins with: Time for us" in outside
    assert any("lose two days" in line for line in inside)


async def test_a_shared_card_leaves_out_what_a_private_channel_told(rig: Rig) -> None:
    rig.members[PRIVATE] = {ANA}
    await post(rig, PUBLIC, {})
    await post(rig, PRIVATE, TOLD, minute=2)
    body = payload("click_on_more")
    body["user"]["id"], body["channel"]["id"] = ANA, PUBLIC
    share = {"action_id": "share_answer", "block_id": "b", "type": "button", "value": "show 1", "action_ts": "1.1"}
    body["actions"] = [share]

    await rig.send(body)
    await rig.slack.until(lambda: any(answer.get("response_type") == "in_channel" for answer in rig.slack.answers))

    shared = next(answer for answer in rig.slack.answers if answer.get("response_type") == "in_channel")
    assert "*What we know*" in shared["text"]
    assert "lose two days" not in str(shared)


async def test_the_brief_tells_what_the_buyer_said_and_asks_what_nobody_knows(rig: Rig) -> None:
    await post(rig, PUBLIC, TOLD)

    answer = await rig.answer_to({**payload("slash_deal"), "command": "/coach", "text": "prep Tarnbeck"})
    lines = str(answer["text"]).splitlines()

    assert any(line.startswith("• *Their problem:* the buyer said “She said") for line in lines)
    assert "• By when they want it, or decide" in lines
    assert "• What hurts on their side" not in lines


def test_what_was_filled_in_by_hand_has_no_link() -> None:
    form = Update("", "1.0", None, ANA, "form", NOW, Facts(motive="audit"), sets=("motive",))

    told = deal_card(Deal("Tarnbeck"), NOW, CATALOGUE, sources=Sources(Record((form,)), lambda c, ts: "https://x.y/z"))

    assert "• *Why they would buy:* as the rep tells it · today, by hand" in told.text.splitlines()


def test_a_won_deal_is_asked_for_nothing_more() -> None:
    won = Deal("Tarnbeck", stage="won")

    lines = deal_card(won, NOW, CATALOGUE, sources=Sources()).text.splitlines()

    assert "• Nothing that I am sure of" in lines
    assert "• *Unknown:* their problem, why they would buy, who decides, money, timing" in lines
