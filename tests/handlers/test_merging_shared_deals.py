"""What becomes of a share with the managers when deals are merged: its own owner's alone, and parted again by Undo."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import SALES, payload
from stub_slack import ANA, BEN, StubSlack
from team_of_reps import BOSS, LAST_WEEK, PUBLIC, Told, hear

from handlers.managers.gathering import gather_team_digest

FIRST, SECOND, THIRD = 1, 2, 3
NAMES = {FIRST: "Glenmarsh Traders", SECOND: "Acme Robotics", THIRD: "Pinwheel Foods"}


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def deals(rig: Rig, *reps: str, shared: Sequence[int] = ()) -> None:
    """A deal of each of these people, the oldest first: a merged deal is whose the oldest was."""
    told = [
        Told(NAMES[number], rep, shared=number in shared, at=LAST_WEEK + timedelta(hours=number))
        for number, rep in enumerate(reps, start=1)
    ]
    await hear(rig.desk.storage, told, SALES)


async def read(rig: Rig) -> dict[str, str]:
    """The deals of which a manager reads, each with who shares it."""
    digest = await gather_team_digest(BOSS, SALES, rig.desk)
    return {each.deal.name: each.by for each in digest.shared}


async def click(rig: Rig, value: str, action: str = "merge_deals", user: str = ANA) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"] = {"id": user, "team_id": "T0SALES"}
    body["actions"] = [{"action_id": action, "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}]
    return await rig.answer_to(body)


async def say(rig: Rig, text: str, user: str = ANA, slash: str = "/deal") -> str:
    body = {**payload("slash_deal"), "command": slash, "text": text, "user_id": user, "channel_id": PUBLIC}
    return undo_of(await rig.answer_to(body))


def undo_of(answer: dict[str, Any]) -> str:
    """What the Undo button below an answer stands for; empty where there is none."""
    return str(answer["blocks"][-1].get("elements", [{}])[0].get("value", ""))


async def merge(rig: Rig, source: int, target: int) -> str:
    return undo_of(await click(rig, f"{source} {target}"))


@pytest.mark.parametrize("target", [FIRST, SECOND])
@pytest.mark.parametrize(
    ("reps", "shared", "by"),
    [
        ((ANA, ANA), (), None),
        ((ANA, ANA), (FIRST,), ANA),
        ((ANA, ANA), (SECOND,), ANA),
        ((ANA, ANA), (FIRST, SECOND), ANA),
        ((ANA, BEN), (FIRST,), ANA),
        ((ANA, BEN), (SECOND,), None),
        ((ANA, BEN), (FIRST, SECOND), ANA),
    ],
)
async def test_a_merged_deal_is_shared_where_its_owner_shared_a_part_and_undo_restores_what_was(
    rig: Rig, reps: tuple[str, str], shared: tuple[int, ...], by: str | None, target: int
) -> None:
    await deals(rig, *reps, shared=shared)
    before = await read(rig)
    source = FIRST + SECOND - target

    undo = await merge(rig, source, target)
    merged = await read(rig)
    await click(rig, undo, "undo")

    assert merged == ({NAMES[target]: by} if by else {})
    assert before == await read(rig) == {NAMES[number]: reps[number - 1] for number in shared}


@pytest.mark.parametrize("shared", [(FIRST,), (SECOND,), (THIRD,)])
@pytest.mark.parametrize("order", list(permutations(range(2))))
async def test_of_two_merges_undone_in_any_order_each_deal_gets_its_own_share_back(
    rig: Rig, shared: tuple[int, ...], order: tuple[int, ...]
) -> None:
    await deals(rig, ANA, ANA, ANA, shared=shared)
    before = await read(rig)
    undos = [await merge(rig, FIRST, SECOND), await merge(rig, SECOND, THIRD)]
    merged = await read(rig)

    for which in order:
        await click(rig, undos[which], "undo")

    assert merged == {NAMES[THIRD]: ANA}
    assert await read(rig) == before


async def test_who_takes_a_share_back_that_went_along_keeps_both_deals_to_themselves(rig: Rig) -> None:
    await deals(rig, ANA, ANA)
    share = await say(rig, f"share {NAMES[FIRST]}")
    undo = await merge(rig, FIRST, SECOND)

    await click(rig, share, "undo")
    merged = await read(rig)
    await click(rig, undo, "undo")

    assert (merged, await read(rig)) == ({}, {})


@pytest.mark.parametrize("parted_first", [False, True])
async def test_a_merged_deal_that_is_kept_from_the_managers_stays_so_until_that_is_undone(
    rig: Rig, parted_first: bool
) -> None:
    await deals(rig, ANA, ANA, shared=(FIRST,))
    undo = await merge(rig, FIRST, SECOND)
    unshare = await say(rig, f"unshare {NAMES[SECOND]}")
    kept = await read(rig)

    await click(rig, undo if parted_first else unshare, "undo")
    between = await read(rig)
    await click(rig, unshare if parted_first else undo, "undo")

    assert (kept, between) == ({}, {} if parted_first else {NAMES[SECOND]: ANA})
    assert await read(rig) == {NAMES[FIRST]: ANA}


async def test_the_owner_of_a_merged_deal_sees_that_it_is_shared(rig: Rig) -> None:
    await deals(rig, ANA, ANA, shared=(FIRST,))
    await merge(rig, FIRST, SECOND)

    card = await rig.answer_to({**payload("slash_deal"), "text": f"show {NAMES[SECOND]}", "user_id": ANA})

    buttons = [each for block in card["blocks"] if block["type"] == "actions" for each in block["elements"]]
    [offer] = [each["text"]["text"] for each in buttons if each["action_id"] == "share_deal"]
    assert offer == "Keep from managers"


async def test_a_share_goes_with_the_deal_that_it_became_part_of(rig: Rig) -> None:
    await deals(rig, ANA, ANA, shared=(FIRST,))
    await merge(rig, FIRST, SECOND)

    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.remove(SECOND)
        left = await tx.shared_deals.all()

    assert left == {}
