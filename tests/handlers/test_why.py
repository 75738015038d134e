"""`/coach why`: each decision is explained, to those who may know of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NOW, NUDGE, PLAY, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.conditions import NAMED
from coaching.decision import Decision, DecisionRecord, Nudge, Silence, SilenceReason
from coaching.play import Playbook

DEALS, TS = "C0DEALS", "1772443800.000100"
LINK = "https://sales.slack.com/archives/C0DEALS/p1772443800000100"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
        yield opened


async def decide(
    rig: Rig, decision: Decision = NUDGE, author: str = ANA, channel: str = DEALS, ts: str = TS
) -> tuple[int, int]:
    """A decision on an update of Tarnbeck; the deal's number and, for a nudge, the nudge's."""
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.open_of("Tarnbeck") or await tx.deals.add(TARNBECK)
        decision_id = await tx.decisions.add(DecisionRecord(channel, ts, ts, NOW, author, deal_id, decision))
        if not isinstance(decision, Nudge):
            return deal_id, 0
        told = decision.play, decision.evidence, decision.words, decision.to, NOW
        return deal_id, await tx.nudges.add(decision_id, deal_id, author, channel, ts, ts, *told)


async def why(rig: Rig, about: str = "") -> str:
    answer = await rig.answer_to({**payload("slash_deal"), "command": "/coach", "text": f"why {about}"})
    assert answer["response_type"] == "ephemeral"
    return str(answer["text"])


@pytest.mark.parametrize("about", ["", "Tarnbeck", LINK])
async def test_a_nudge_is_explained_with_its_words_its_evidence_its_rule_and_what_settles_it(
    rig: Rig, about: str
) -> None:
    await decide(rig)

    told = await why(rig, about)

    assert told.splitlines() == [
        "*Why I spoke up* about Tarnbeck · today",
        "*What I said:* What could you suggest to Tarnbeck?",
        "*What I went by:* “waiting to hear back”",
        "*The play:* Propose the next step",
        "It still stands open.",
        "*When it speaks up:* The next move is left to the buyer.",
        "*What settles it:*",
        "• A next step with a date that lies ahead.",
    ]


async def test_what_became_of_a_nudge_is_told(rig: Rig) -> None:
    _, nudge_id = await decide(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.nudges.settle(nudge_id, "1772443900.000100", NOW)

    assert "A later update has settled it." in await why(rig, "Tarnbeck")


async def test_a_silence_is_explained_with_what_held_it_back_and_what_would_change_that(rig: Rig) -> None:
    await decide(rig, Silence("rest", "It waits, since something was said only lately.", PLAY.id))

    told = await why(rig)

    assert told.startswith(
        "*Why I said nothing* about Tarnbeck · today\nIt waits, since something was said only lately."
    )
    assert "*What would change that:*" in told
    assert "*When it speaks up:* The next move is left to the buyer." in told


async def test_of_several_decisions_the_last_is_explained(rig: Rig) -> None:
    await decide(rig, Silence("run_well", "That was well run."))
    await decide(rig, Silence("rest", "Something was said only lately."))

    assert "only lately" in await why(rig, "Tarnbeck")


@pytest.mark.parametrize("about", ["", LINK])
async def test_where_nothing_was_decided_there_is_nothing_to_tell(rig: Rig, about: str) -> None:
    assert "nothing to tell" in await why(rig, about)


async def test_without_a_name_only_ones_own_updates_count(rig: Rig) -> None:
    await decide(rig, author=BEN)

    assert "nothing to tell" in await why(rig)


@pytest.mark.parametrize("about", ["Tarnbeck", LINK.replace("C0DEALS", "C0BOARD")])
async def test_a_decision_in_a_private_channel_is_told_to_its_members_alone(rig: Rig, about: str) -> None:
    await decide(rig, author=BEN, channel="C0BOARD")
    to_an_outsider = await why(rig, about)
    rig.members["C0BOARD"] = {ANA}

    assert "nothing to tell" in to_an_outsider
    assert "*Why I spoke up*" in await why(rig, about)


async def test_behind_a_decision_in_a_private_channel_an_earlier_public_one_is_told(rig: Rig) -> None:
    await decide(rig, Silence("run_well", "That was well run."), author=BEN)
    await decide(rig, author=BEN, channel="C0BOARD")

    assert "That was well run." in await why(rig, "Tarnbeck")


@pytest.mark.parametrize(
    "decision",
    [
        replace(NUDGE, to="dm"),
        Silence("budget", "It waits for tomorrow.", PLAY.id),
        Silence("muted", "Muted.", PLAY.id),
    ],
    ids=["said", "held back", "muted"],
)
async def test_what_is_for_the_author_alone_is_told_to_nobody_else(
    tmp_path: Path, slack: StubSlack, decision: Decision
) -> None:
    private = Playbook([PLAY.model_copy(update={"to": "dm"})])
    async with open_rig(tmp_path, slack, playbook=private) as rig:
        async with rig.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
        await decide(rig, decision, author=BEN)
        to_another = await why(rig, "Tarnbeck")
        await decide(rig, decision, author=ANA, ts="1772443900.000100")

        assert "nothing to tell" in to_another
        assert "nothing to tell" not in await why(rig, "Tarnbeck")


def test_there_are_words_for_each_reason_and_each_condition() -> None:
    keys = [f"why.clears_{reason}" for reason in get_args(SilenceReason)] + [f"why.settles_{name}" for name in NAMED]

    assert [key for key in keys if key not in CATALOGUE.sentences] == []
