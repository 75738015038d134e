"""Who sees what: nothing from a private channel reaches a person who is not in it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, SALES, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Deal, Update, rebuild_deal
from coaching.decision import DecisionRecord
from coaching.facts import Contact, Facts
from handlers.sight import deal_told_in

PUBLIC, PRIVATE, UNHEARD = "C0DEALS", "C0BOARD", "C0UNHEARD"
IN_PUBLIC = Facts("Tarnbeck", stage="demo", contacts=(Contact("Olu Ade", "buyer"),))
IN_PRIVATE = Facts("Tarnbeck", amount=90_000, stage="won", contacts=(Contact("Mara Quist", "CFO"),))


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(PUBLIC, private=False)
            await tx.channels.put(PRIVATE, private=True)
        yield opened


async def hear(rig: Rig, *told: tuple[str, Facts]) -> int:
    """A deal of these updates, each said by Ben in a channel; its number."""
    updates = [
        Update(channel, f"177244380{at}.000100", None, BEN, "person", NOW - timedelta(days=9 - at), facts)
        for at, (channel, facts) in enumerate(told)
    ]
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(rebuild_deal("Tarnbeck", updates))
        for update in updates:
            await tx.updates.put(update, deal_id)
    return deal_id


async def nudge(rig: Rig, deal_id: int, channel: str) -> int:
    """A nudge to Ben on the deal, about a message in the channel."""
    record = DecisionRecord(channel, "1772443800.000100", "1772443800.000100", NOW, BEN, deal_id, NUDGE)
    async with rig.desk.storage.begin(SALES) as tx:
        decision_id = await tx.decisions.add(record)
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
        return await tx.nudges.add(decision_id, deal_id, BEN, channel, record.ts, record.ts, *told)


async def ask(rig: Rig, text: str, command: str = "/deal") -> str:
    answer = await rig.answer_to({**payload("slash_deal"), "command": command, "text": text})
    return str(answer["text"])


@pytest.mark.parametrize("channel", [PRIVATE, UNHEARD])
async def test_a_deal_of_a_private_channel_does_not_exist_for_who_is_not_in_it(rig: Rig, channel: str) -> None:
    await hear(rig, (channel, IN_PUBLIC))

    assert "I know no deals yet" in await ask(rig, "show Tarnbeck")
    assert "Tarnbeck" not in await ask(rig, "list")
    assert "I know no deals yet" in await ask(rig, "prep Tarnbeck", "/coach")


async def test_who_is_in_the_private_channel_sees_its_deals(rig: Rig) -> None:
    await hear(rig, (PRIVATE, IN_PUBLIC))
    rig.members[PRIVATE] = {ANA}

    assert "*Stage:* Demo" in await ask(rig, "show Tarnbeck")
    assert "*Tarnbeck*" in await ask(rig, "list")


async def test_of_a_deal_told_in_both_the_outsider_sees_what_was_said_in_public(rig: Rig) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC), (PRIVATE, IN_PRIVATE))

    card = await ask(rig, "show Tarnbeck")

    assert "*Stage:* Demo" in card
    assert "Olu Ade" in card
    assert not any(secret in card for secret in ("Won", "90,000", "Mara"))
    assert "*Tarnbeck*" in await ask(rig, "list")


async def test_of_a_deal_told_in_both_the_member_sees_all(rig: Rig) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC), (PRIVATE, IN_PRIVATE))
    rig.members[PRIVATE] = {ANA}

    card = await ask(rig, "show Tarnbeck")

    assert all(known in card for known in ("Won", "90,000", "Mara", "Olu Ade"))
    assert "*Tarnbeck*" not in await ask(rig, "list")


async def test_words_for_the_buyer_name_only_whom_the_clicker_may_know(rig: Rig) -> None:
    deal_id = await hear(rig, (PUBLIC, Facts("Tarnbeck")), (PRIVATE, IN_PRIVATE))
    body = payload("click_on_more")
    body["actions"][0]["value"] = str(await nudge(rig, deal_id, PUBLIC))

    await rig.send(body)
    await rig.slack.until(lambda: rig.slack.views)

    assert "Tarnbeck" in str(rig.slack.views)
    assert "Mara" not in str(rig.slack.views)


async def test_in_a_public_channel_nobody_is_named_who_is_known_from_a_private_one(rig: Rig) -> None:
    deal_id = await hear(rig, (PUBLIC, IN_PUBLIC), (PRIVATE, IN_PRIVATE))

    async with rig.desk.storage.begin(SALES) as tx:
        here, there = await deal_told_in(PUBLIC, deal_id, tx), await deal_told_in(PRIVATE, deal_id, tx)

    assert [contact.name for contact in _of(here).contacts] == ["Olu Ade"]
    assert [contact.name for contact in _of(there).contacts] == ["Olu Ade", "Mara Quist"]


async def test_a_channel_that_is_made_private_hides_what_was_said_there(rig: Rig) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put(PUBLIC, private=True)

    assert "I know no deals yet" in await ask(rig, "show Tarnbeck")


def _of(deal: Deal | None) -> Deal:
    assert deal is not None
    return deal
