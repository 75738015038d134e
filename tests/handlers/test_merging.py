"""`/deal merge`: two deals that are one are put together, either name finds them then, and Undo parts them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, PLAY, SALES, payload
from standing_nudges import standing_on
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.deal import Deal, Update
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Facts, Stage
from coaching.hush import Hush
from coaching.message import Posted
from coaching.reading.result import Reading
from handlers.messages.deal_memory import link_update, rebuild

DEALS, BOARD = "C0DEALS", "C0BOARD"
READ, REAL = "Glenmarsh Traders", "Acme Robotics"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
            await tx.channels.put(BOARD, private=True)
        yield opened


async def hear(rig: Rig, name: str, day: int, *, channel: str = DEALS, thread: int | None = None, **facts: Any) -> int:
    """An update that names a company, `day` days ago or ahead, linked as the bot links it; its deal's number, or 0."""
    at = NOW + timedelta(days=day)
    ts = f"{at.timestamp():.6f}"
    posted = Posted(channel, ts, ts, None, ANA, "person", f"{name}: call went well", at, at)
    reading = Reading(posted.text, english=True, is_deal_update=True, facts=Facts(company=name, **facts))
    async with rig.desk.storage.begin(SALES) as tx:
        return (await link_update(posted, reading, tx)).deal_id or 0


async def two_deals(rig: Rig, read: Stage = "demo", real: Stage = "proposal") -> tuple[int, int]:
    """A deal under a misread name, then one under the right name."""
    return await hear(rig, READ, -5, stage=read, amount=9000), await hear(rig, REAL, -3, stage=real)


async def say(rig: Rig, text: str, user: str = ANA, slash: str = "/deal") -> dict[str, Any]:
    body = {**payload("slash_deal"), "command": slash, "text": text, "user_id": user, "channel_id": DEALS}
    return await rig.answer_to(body)


async def click(rig: Rig, value: str, action: str = "merge_deals", user: str = ANA) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"] = {"id": user, "team_id": "T0SALES"}
    body["actions"] = [{"action_id": action, "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}]
    return await rig.answer_to(body)


def button_in(answer: dict[str, Any]) -> str:
    return str(answer["blocks"][-1]["elements"][0]["value"])


async def stand(rig: Rig) -> dict[int, Deal]:
    async with rig.desk.storage.begin(SALES) as tx:
        return {stored.id: stored.deal for stored in await tx.deals.standing()}


async def test_the_question_shows_both_deals_and_what_they_are_together(rig: Rig) -> None:
    read, real = await two_deals(rig)

    answer = await say(rig, "merge glenmarsh into acme robotics")

    shown = answer["text"].splitlines()
    assert shown[0] == f"Merge *{READ}* into *{REAL}*?"
    assert shown[1].startswith(f"*{READ}* · Demo")
    assert shown[2].startswith(f"*{REAL}* · Proposal")
    assert shown[3].startswith(f"Together: *{REAL}* · Proposal · 9,000")
    assert button_in(answer) == f"{read} {real}"
    assert len(await stand(rig)) == 2


async def test_a_click_makes_one_deal_of_two_and_a_second_click_nothing_more(rig: Rig) -> None:
    _, real = await two_deals(rig)
    value = button_in(await say(rig, f'merge "{READ}" "{REAL}"'))

    merged = await click(rig, value)
    deals = await stand(rig)
    again = await click(rig, value)

    assert merged["text"] == f"*{READ}* is now part of *{REAL}*."
    assert [(number, deal.name, deal.updates, deal.amount) for number, deal in deals.items()] == [(real, REAL, 2, 9000)]
    assert "Nothing was changed." in again["text"]
    assert await stand(rig) == deals


async def test_later_updates_and_commands_find_the_deal_by_either_name(rig: Rig) -> None:
    _, real = await two_deals(rig)
    await click(rig, button_in(await say(rig, f"merge {READ} into {REAL}")))

    found = [
        await hear(rig, name, day) for day, name in enumerate((READ, REAL, "Glenmarsh", "GLENMARSH TRADERS LTD"), 1)
    ]
    shown = [(await say(rig, f"show {name}"))["text"] for name in ("glenmarsh", "Acme")]
    asked = await say(rig, f"ask what stage is {READ} at?", slash="/coach")

    assert found == [real] * 4
    assert all(REAL in text for text in shown)
    assert REAL in asked["text"]
    assert len(await stand(rig)) == 1


async def test_after_a_win_the_other_name_opens_the_companys_next_deal(rig: Rig) -> None:
    _, real = await two_deals(rig)
    await click(rig, button_in(await say(rig, f"merge {READ} into {REAL}")))
    await hear(rig, REAL, 1, stage="won")

    following = await hear(rig, READ, 90, stage="discovery")
    and_then = await hear(rig, REAL, 91)

    deals = await stand(rig)
    assert following not in (0, real)
    assert and_then == following
    assert {deal.name for deal in deals.values()} == {REAL}


@pytest.mark.parametrize(
    ("read", "real", "becomes"),
    [("won", "proposal", "open"), ("demo", "won", "won"), ("lost", "proposal", "open"), ("won", "lost", "lost")],
)
async def test_of_two_stages_the_one_told_last_counts(rig: Rig, read: Stage, real: Stage, becomes: str) -> None:
    source, target = await two_deals(rig, read, real)

    await click(rig, f"{source} {target}")

    assert [deal.state for deal in (await stand(rig)).values()] == [becomes]


async def test_undo_parts_them_as_they_were_and_what_was_heard_since_stays(rig: Rig) -> None:
    read, real = await two_deals(rig)
    before = await stand(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.aliases.put("Tarn", READ)
        hush = await tx.hushes.add(Hush("deal", str(read), ANA, NOW))
        first = (await tx.updates.of_deal(read))[0]
        nudge_id = await nudge_on(rig, tx, first, read)
    merged = await click(rig, f"{read} {real}")
    async with rig.desk.storage.begin(SALES) as tx:
        moved = [stored.id for stored in await tx.hushes.on_deals([real])]
        standing = [nudge.id for nudge in await standing_on(tx, real)]
        latest = await tx.decisions.latest_on_deal(real)
    await hear(rig, READ, 1, stage="negotiation")

    undone = await click(rig, button_in(merged), "undo")

    after = await stand(rig)
    assert (moved, standing, latest is not None) == ([hush], [nudge_id], True)
    assert undone["text"] == "Taken back."
    assert after[read] == before[read]
    assert (after[real].stage, after[real].updates) == ("negotiation", 2)
    async with rig.desk.storage.begin(SALES) as tx:
        assert [stored.id for stored in await tx.hushes.on_deals([read])] == [hush]
        assert [nudge.id for nudge in await standing_on(tx, read)] == [nudge_id]
        assert (await tx.aliases.of(READ), await tx.aliases.of(REAL)) == (("Tarn",), ())
    assert await hear(rig, READ, 2) == read
    assert await hear(rig, "Tarn", 3) == read


async def nudge_on(rig: Rig, tx: Any, update: Update, deal_id: int) -> int:
    said = Nudge(PLAY.id, "call went well", "What next?", "thread")
    record = DecisionRecord(update.channel, update.ts, update.ts, NOW, ANA, deal_id, said)
    decision = await tx.decisions.add(record)
    told = (update.channel, update.ts, update.ts, PLAY.id, said.evidence, said.words, "thread", NOW)
    return int(await tx.nudges.add(decision, deal_id, ANA, *told))


@pytest.mark.parametrize("order", [1, -1])
async def test_undoing_both_of_two_merges_in_any_order_gives_all_three_deals_back(rig: Rig, order: int) -> None:
    one, two = await two_deals(rig)
    three = await hear(rig, "Pinwheel Foods", -1)
    before = await stand(rig)
    first = button_in(await click(rig, f"{one} {two}"))
    second = button_in(await click(rig, f"{two} {three}"))
    assert await hear(rig, READ, 1) == three
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.updates.remove(DEALS, (await tx.updates.of_deal(three))[-1].ts)
        await rebuild(three, tx)

    for value in (first, second)[::order]:
        await click(rig, value, "undo")

    assert await stand(rig) == before
    async with rig.desk.storage.begin(SALES) as tx:
        assert [await tx.aliases.of(deal.name) for deal in before.values()] == [(), (), ()]


async def test_a_change_made_before_the_merge_can_still_be_taken_back(rig: Rig) -> None:
    read, real = await two_deals(rig)
    won = await say(rig, f"won {READ}")
    await click(rig, f"{read} {real}")

    await click(rig, button_in(won), "undo")

    assert [(deal.stage, deal.updates) for deal in (await stand(rig)).values()] == [("proposal", 2)]


async def test_undo_joins_a_deal_that_was_opened_under_the_old_name_since(rig: Rig) -> None:
    read, real = await two_deals(rig, real="proposal")
    merged = await click(rig, f"{read} {real}")
    async with rig.desk.storage.begin(SALES) as tx:
        opened = await tx.deals.add(Deal(READ))
        told = replace((await tx.updates.of_deal(real))[0], ts="1.000100")
        await tx.updates.put(told, opened)
        await rebuild(opened, tx)

    await click(rig, button_in(merged), "undo")

    deals = await stand(rig)
    assert set(deals) == {opened, real}
    assert deals[opened].updates == 2


async def test_coach_undo_takes_a_merge_back_and_nobody_elses(rig: Rig) -> None:
    read, real = await two_deals(rig)
    merged = await click(rig, f"{read} {real}")

    refused = await click(rig, button_in(merged), "undo", user=BEN)
    still = len(await stand(rig))
    await say(rig, "undo", slash="/coach")

    assert "Only who made that change" in refused["text"]
    assert (still, len(await stand(rig))) == (1, 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("merge", "Which two?"),
        (f"merge {READ}", "Which two?"),
        (f"merge {REAL} into acme robotics", "Both names mean"),
        ("merge Glenmarsh into Zzyzx", "no deal called “Zzyzx”"),
        ("merge Zzyzx into Acme", "no deal called “Zzyzx”"),
    ],
)
async def test_what_cannot_be_merged_is_said_kindly(rig: Rig, typed: str, told: str) -> None:
    await two_deals(rig)

    answer = await say(rig, typed)

    assert told in answer["text"]
    assert len(await stand(rig)) == 2


async def test_an_ambiguous_name_is_asked_back(rig: Rig) -> None:
    await two_deals(rig)
    await hear(rig, "Acme Foods", -1)

    answer = await say(rig, "merge glenmarsh into acme")

    assert "Several deals begin with “acme”" in answer["text"]


async def test_only_who_sees_all_of_both_deals_may_merge_them_also_at_the_click(rig: Rig) -> None:
    read, real = await two_deals(rig)
    await hear(rig, REAL, -1, channel=BOARD)
    rig.members[BOARD] = {BEN}

    asked = await say(rig, f"merge {READ} into {REAL}", user=ANA)
    clicked = await click(rig, f"{read} {real}", user=MIA)
    still = len(await stand(rig))
    by_ben = await click(rig, f"{read} {real}", user=BEN)

    assert "private channel that you are not in" in asked["text"]
    assert "private channel that you are not in" in clicked["text"]
    assert (still, len(await stand(rig))) == (2, 1)
    assert "is now part of" in by_ben["text"]


async def test_a_deal_that_is_not_there_for_somebody_is_gone_for_their_click(rig: Rig) -> None:
    read, _ = await two_deals(rig)
    hidden = await hear(rig, "Secret Foods", -1, channel=BOARD)

    answers = [
        await click(rig, value) for value in (f"{hidden} {read}", f"{read} {hidden}", f"{read} {read}", "x", "1")
    ]

    assert {answer["text"] for answer in answers} == {
        "I can't find both deals any more; they may have been merged already. Nothing was changed."
    }
    assert len(await stand(rig)) == 3
