"""What is changed by hand settles what a nudge asked for as a message does: it shrinks, and Undo opens it again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, PLAY, SALES
from stub_slack import StubSlack
from test_changing_deals import DEALS, command, filled, nudge, opened_view, say, tell

from coaching.conditions import Condition
from coaching.facts import Facts
from coaching.play import Playbook
from handlers.blocks.nudge import settled_message
from storage.records import StoredNudge

STEP, WON, LOST, DEBRIEFED = (
    Condition.model_validate(told)
    for told in ("next_step_ahead", {"stage": ("won",)}, {"stage": ("lost",)}, {"said": "loss_debriefed"})
)


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack, asks: Condition) -> AsyncIterator[Rig]:
    """A deal of which little is known, and a play that is settled by what it `asks` for alone."""
    play = PLAY.model_copy(update={"settled_when": (asks,)})
    async with open_rig(tmp_path, slack, playbook=Playbook([play])) as opened:
        await tell(opened, "Tarnbeck", DEALS, Facts(stage="proposal"))
        yield opened


async def found(rig: Rig, nudge_id: int) -> StoredNudge:
    async with rig.desk.storage.begin(SALES) as tx:
        stored = await tx.nudges.get(nudge_id)
    assert stored is not None
    return stored


async def last_said(rig: Rig) -> tuple[str, Any]:
    """What is to become of a nudge's own message."""
    async with rig.desk.storage.begin(SALES) as tx:
        rows = [row for row in await tx.outbox.pending() if row.nudge_id is not None]
    return (rows[-1].kind, rows[-1].body["text"]) if rows else ("", "")


async def submit(rig: Rig, typed: str, **fields: str) -> None:
    seen = len(rig.slack.answers)
    await rig.send(filled(await opened_view(rig, typed), **fields))
    await rig.slack.until(lambda: len(rig.slack.answers) > seen)


async def by_next(rig: Rig) -> None:
    await say(rig, "next Tarnbeck friday call Mara")


async def by_won(rig: Rig) -> None:
    await say(rig, "won Tarnbeck")


async def by_form(rig: Rig) -> None:
    await submit(rig, "update Tarnbeck", next_step="call Mara", next_step_date="2026-03-20")


async def by_stage_in_form(rig: Rig) -> None:
    await submit(rig, "update Tarnbeck", stage="won")


async def by_review(rig: Rig) -> None:
    await submit(rig, "lost Tarnbeck", why="No budget until autumn", told="buyer")


async def by_guessed_review(rig: Rig) -> None:
    await submit(rig, "lost Tarnbeck", why="No budget, I think", told="guess")


WAYS = [(STEP, by_next), (WON, by_won), (STEP, by_form), (WON, by_stage_in_form), (LOST, by_review)]


@pytest.mark.parametrize(("asks", "change"), [*WAYS, (DEBRIEFED, by_review)])
async def test_a_change_by_hand_settles_what_was_asked_for_and_undo_opens_it(rig: Rig, change: Any) -> None:
    nudge_id = await nudge(rig)

    await change(rig)

    settled = await found(rig, nudge_id)
    line = settled_message(PLAY.title, nudge_id, 1, rig.desk.catalogue).text
    assert (settled.state, settled.seen_at, await last_said(rig)) == ("settled", NOW, ("update", line))

    await say_undo(rig)

    again = await found(rig, nudge_id)
    assert (again.state, again.seen_at) == ("standing", None)


@pytest.mark.parametrize(
    ("asks", "change"), [(WON, by_next), (STEP, by_won), (WON, by_review), (DEBRIEFED, by_guessed_review)]
)
async def test_a_change_that_does_something_else_settles_nothing(rig: Rig, change: Any) -> None:
    nudge_id = await nudge(rig)

    await change(rig)

    stands = await found(rig, nudge_id)
    assert (stands.state, stands.seen_at, await last_said(rig)) == ("standing", None, ("", ""))


async def say_undo(rig: Rig) -> None:
    """`/coach undo`, by the same person."""
    await rig.answer_to({**command("undo"), "command": "/coach"})
