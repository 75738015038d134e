"""`/coach snooze`, `mute`, `unmute`, `pause`, `resume` and `undo`."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, PLAY, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.decision import DecisionRecord
from coaching.hush import Hush

DEALS = "C0DEALS"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.deals.add(TARNBECK)
        yield opened


async def say(rig: Rig, text: str, user: str = ANA) -> str:
    body = {**payload("slash_deal"), "command": "/coach", "text": text, "user_id": user, "channel_id": DEALS}
    return str((await rig.answer_to(body))["text"])


async def hushes(rig: Rig, person: str = ANA) -> list[Hush]:
    async with rig.desk.storage.begin(SALES) as tx:
        return [each.hush for each in await tx.hushes.standing(person, DEALS, 1)]


@pytest.mark.parametrize(
    ("text", "wake"),
    [
        ("snooze Tarnbeck reply", "reply"),
        ("snooze tarnbeck STAGE", "stage"),
        ("snooze Tarnbeck next-update", "update"),
        ("snooze Tarnbeck", "update"),
        ('snooze "Tarnbeck" reply', "reply"),
    ],
)
async def test_snooze_waits_for_what_is_named(rig: Rig, text: str, wake: str) -> None:
    told = await say(rig, text)

    assert [hush.wake for hush in await hushes(rig)] == [wake]
    assert "*Tarnbeck*" in told


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("snooze Tarnbeck 3d", datetime(2026, 3, 15, 9, 30, tzinfo=UTC)),
        ("snooze Tarnbeck 16 March", datetime(2026, 3, 16, 7, tzinfo=UTC)),
        ("snooze Tarnbeck until next tue", datetime(2026, 3, 17, 7, tzinfo=UTC)),
        ("snooze Tarnbeck for 2 weeks", datetime(2026, 3, 26, 7, tzinfo=UTC)),
        ('snooze "Tarnbeck" in 2 weeks', datetime(2026, 3, 26, 7, tzinfo=UTC)),
        ("snooze Tarnbeck tomorrow", datetime(2026, 3, 13, 7, tzinfo=UTC)),
    ],
)
async def test_snooze_takes_a_day_as_people_write_it_in_their_time_zone(rig: Rig, text: str, until: datetime) -> None:
    await say(rig, text)

    assert [hush.until for hush in await hushes(rig)] == [until]


@pytest.mark.parametrize(
    "text",
    ['snooze "Tarnbeck" whenever', "snooze Tarnbeck today", "snooze Tarnbeck 1 Jan 2020", "snooze Tarnbeck yesterday"],
)
async def test_what_is_no_day_ahead_is_met_with_what_can_be_said(rig: Rig, text: str) -> None:
    assert "Until when?" in await say(rig, text)
    assert await hushes(rig) == []


async def test_snooze_without_a_name_or_of_an_unknown_deal_says_so(rig: Rig) -> None:
    assert "`/coach snooze Acme`" in await say(rig, "snooze")
    assert "Did you mean *Tarnbeck*?" in await say(rig, "snooze Tarnbekc 3d")
    assert await hushes(rig) == []


@pytest.mark.parametrize("name", ["propose_next_step", "propose next step", "Propose the next step", "next step"])
async def test_mute_takes_a_play_by_its_id_or_its_title(rig: Rig, name: str) -> None:
    await say(rig, f"mute {name}")

    assert await hushes(rig) == [Hush("person", ANA, ANA, NOW, play=PLAY.id)]


async def test_mute_here_is_for_the_channel_of_the_command(rig: Rig) -> None:
    await say(rig, "mute propose_next_step here")

    assert await hushes(rig, BEN) == [Hush("channel", DEALS, ANA, NOW, play=PLAY.id)]


@pytest.mark.parametrize("text", ["mute the radio", "unmute zz"])
async def test_an_unknown_play_is_met_with_the_list(rig: Rig, text: str) -> None:
    told = await say(rig, text)

    assert "`propose_next_step`" in told
    assert await hushes(rig) == []


@pytest.mark.parametrize("text", ["mute", "unmute", "mute here"])
async def test_mute_without_a_play_asks_which(rig: Rig, text: str) -> None:
    told = await say(rig, text)

    assert told.startswith("Which play?")
    assert "`propose_next_step`" in told


async def test_unmute_ends_what_one_has_muted_and_nothing_else(rig: Rig) -> None:
    await say(rig, "mute propose_next_step")
    await say(rig, "mute propose_next_step here", user=BEN)
    await say(rig, "pause")

    told = await say(rig, "unmute propose_next_step")

    assert told == "I raise “Propose the next step” again."
    assert [(hush.by, hush.play) for hush in await hushes(rig)] == [(BEN, PLAY.id), (ANA, None)]
    assert "is not muted" in await say(rig, "unmute propose_next_step")


async def test_pause_and_resume(rig: Rig) -> None:
    paused = await say(rig, "pause")
    standing = await hushes(rig)
    resumed = await say(rig, "resume")

    assert standing == [Hush("person", ANA, ANA, NOW)]
    assert await hushes(rig) == []
    assert "`/coach resume`" in paused
    assert resumed == "I speak up again."
    assert await say(rig, "resume") == "I am not paused for you."


async def test_undo_takes_back_ones_own_last_wish_and_names_it(rig: Rig) -> None:
    await say(rig, "mute propose_next_step")
    await say(rig, "snooze Tarnbeck 3d")
    await say(rig, "pause", user=BEN)

    await say(rig, "pause")

    *undone, nothing = [await say(rig, "undo") for _ in range(4)]

    assert undone == [
        "Taken back: your pause. I speak up again.",
        "Taken back: the snooze of *Tarnbeck*.",
        "Taken back: the mute of “Propose the next step”.",
    ]
    assert nothing == "There is nothing of yours to take back."
    assert await hushes(rig, BEN) == [Hush("person", BEN, BEN, NOW)]


async def test_done_is_taken_back_as_well(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        decision = await tx.decisions.add(DecisionRecord(DEALS, "1.0", "1.0", NOW, ANA, 1, NUDGE))
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
        nudge = await tx.nudges.add(decision, 1, ANA, DEALS, "1.0", "1.0", *told)
    body = payload("click_on_more")
    body["actions"] = [{"action_id": "nudge_done", "type": "button", "value": str(nudge), "block_id": "b"}]
    await rig.answer_to(body)

    said = [await say(rig, "undo"), await say(rig, "undo")]

    async with rig.desk.storage.begin(SALES) as tx:
        found = await tx.nudges.get(nudge)
    assert said[0].startswith("Taken back: that it is done.")
    assert "nothing of yours to take back" in said[1]
    assert found is not None
    assert found.state == "standing"
