"""`/coach digest`: shown at once, and when it should come, with Undo."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.hush import Hush
from coaching.preferences import Preferences
from handlers.commands.grammar import parse_command
from handlers.commands.requests import WeeklyDigest
from handlers.digests.weekly import DIGEST


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.deals.add(TARNBECK)
        yield opened


async def say(rig: Rig, text: str, user: str = ANA) -> str:
    body = {**payload("slash_deal"), "command": "/coach", "text": text, "user_id": user}
    return str((await rig.answer_to(body))["text"])


async def chosen(rig: Rig) -> Preferences:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.preferences.get(ANA)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("digest", WeeklyDigest()),
        ("DIGEST now", WeeklyDigest()),
        ("digest on", WeeklyDigest(on=True)),
        ("digest off", WeeklyDigest(on=False)),
        ("digest Friday", WeeklyDigest(on=True, day=4)),
        ("digest thu 15:30", WeeklyDigest(on=True, day=3, at=time(15, 30))),
        ("digest mondays at 7", WeeklyDigest(on=True, day=0, at=time(7))),
        ("digest tues 23:59", WeeklyDigest(on=True, day=1, at=time(23, 59))),
    ],
)
def test_what_can_be_asked(text: str, asked: WeeklyDigest) -> None:
    assert parse_command("coach", text) == asked


@pytest.mark.parametrize("typed", ["maybe", "mon 25:00", "Fri 24:00", "mon 9:75", "monkey", "9:00", "<!channel> 9:00"])
async def test_what_is_no_day_and_hour_is_answered_with_what_to_write_and_changes_nothing(rig: Rig, typed: str) -> None:
    told = await say(rig, f"digest {typed}")

    assert told.startswith("I can't read “")
    assert typed in told or "<" in typed
    assert "`/coach digest fri 15:00`" in told
    assert "<!channel>" not in told
    assert await chosen(rig) == Preferences()


async def test_it_is_shown_at_once_to_whoever_asks(rig: Rig) -> None:
    assert (await say(rig, "digest")).startswith("*Your week, Ana*")
    assert "Tarnbeck" in await say(rig, "digest now")
    assert "Nothing to report" in await say(rig, "digest", BEN)


async def test_another_day_and_hour_count_from_now_on_and_can_be_taken_back(rig: Rig) -> None:
    told = await say(rig, "digest fri 15:00")
    changed = await chosen(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        waits = await tx.due.keys(DIGEST)
    await say(rig, "undo")

    assert "Friday at 15:00" in told
    assert (changed.digest_day, changed.digest_at) == (4, time(15))
    assert waits == {ANA}
    assert await chosen(rig) == Preferences()


async def test_a_day_of_the_weekend_is_refused_in_a_sentence_and_changes_nothing(rig: Rig) -> None:
    told = await say(rig, "digest sat 10:00")

    assert "from Monday to Friday" in told
    assert await chosen(rig) == Preferences()


async def test_who_had_chosen_a_sunday_is_told_that_it_comes_on_friday(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put(ANA, Preferences(digest_day=6), NOW)

    assert "Friday at 09:00" in await say(rig, "digest on")


async def test_off_and_on_keep_everything_else_that_was_chosen(rig: Rig) -> None:
    before = Preferences(nudges_to="dm", digest_day=2, digest_at=time(16))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put(ANA, before, NOW)
        await tx.hushes.add(Hush("person", ANA, ANA, NOW, play="propose_next_step"))

    off = await say(rig, "digest off")
    without = await chosen(rig)
    on = await say(rig, "digest on")
    async with rig.desk.storage.begin(SALES) as tx:
        muted = [stored.hush.play for stored in await tx.hushes.standing(ANA, "", None)]

    assert "no weekly digest any more" in off
    assert without == replace(before, digest_day=None)
    assert "Monday at 16:00" in on
    assert muted == ["propose_next_step"]
