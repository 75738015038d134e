"""`/coach plays` and `/coach settings`: the plays to everybody, numbers and settings to admins."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NOW, NUDGE, PLAY, SALES, breaches, names, payload, people_text
from hypothesis import given
from hypothesis import strategies as st
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.decision import DecisionRecord
from coaching.hush import Hush
from coaching.play import Playbook
from handlers.blocks.home_admin import Governs
from handlers.blocks.playbook import PlayLine, plays_message, settings_message
from handlers.commands.grammar import parse_command
from handlers.commands.requests import ListPlays, ShowSettings, Unknown
from storage.records import PlayTally

DEALS, TS = "C0DEALS", "1772443800.000100"
OTHER = PLAY.model_copy(update={"id": "keep_door_open", "title": "Keep the door open"})
RETIRED = PLAY.model_copy(update={"id": "old", "title": "An old one", "status": "retired"})
WHEN = "• *Propose the next step*: The next move is left to the buyer."
KEEP = "• *Keep the door open*: The next move is left to the buyer."


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    """Three plays, one of them retired and one said once, settled and called unhelpful."""
    async with open_rig(tmp_path, slack, playbook=Playbook([PLAY, OTHER, RETIRED])) as fresh:
        async with fresh.desk.storage.begin(SALES) as tx:
            about = await tx.decisions.add(DecisionRecord(DEALS, TS, TS, NOW, ANA, None, NUDGE))
            said = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
            number = await tx.nudges.add(about, None, ANA, DEALS, TS, TS, *said)
            await tx.nudges.settle(number, None, NOW)
            await tx.feedback.put(number, ANA, "bad", NOW)
        yield fresh


async def coach(rig: Rig, text: str, user: str = ANA) -> dict[str, Any]:
    typed = {**payload("slash_deal"), "command": "/coach", "text": text, "user_id": user, "channel_id": DEALS}
    return await rig.answer_to(typed)


@pytest.mark.parametrize(("text", "asked"), [("plays", ListPlays()), ("SETTINGS", ShowSettings())])
def test_both_are_commands_of_coach_alone(text: str, asked: object) -> None:
    assert parse_command("coach", text) == asked
    assert isinstance(parse_command("deal", text), Unknown)
    assert isinstance(parse_command("coach", f"{text} Acme"), Unknown)


def test_a_typo_is_understood() -> None:
    asked = parse_command("coach", "setings")

    assert isinstance(asked, Unknown)
    assert asked.nearest == "settings"


async def test_everybody_sees_the_active_plays_and_no_numbers(rig: Rig) -> None:
    answer = await coach(rig, "plays")

    told = answer["text"].splitlines()
    assert answer["response_type"] == "ephemeral"
    assert told[0] == "*The plays that I know* (2), and when each speaks up"
    assert told[1:3] == [KEEP, WHEN]
    assert not [word for word in ("Said", "Not said", "90 days") if word in answer["text"]]
    assert list(breaches(answer["blocks"])) == []


async def test_what_is_muted_for_the_asker_or_in_the_channel_is_marked(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(Hush("person", ANA, ANA, NOW, play=PLAY.id))
        await tx.hushes.add(Hush("channel", DEALS, MIA, NOW, play=PLAY.id))
        await tx.hushes.add(Hush("channel", DEALS, MIA, NOW, play=OTHER.id))
        await tx.hushes.add(Hush("channel", "C0ELSE", MIA, NOW, play=PLAY.id))

    anas, bens = await coach(rig, "plays"), await coach(rig, "plays", BEN)

    assert anas["text"].splitlines()[1:3] == [f"{KEEP} _Muted in this channel._", f"{WHEN} _Muted for you._"]
    assert bens["text"].splitlines()[1:3] == [f"{KEEP} _Muted in this channel._", f"{WHEN} _Muted in this channel._"]


async def test_what_was_unmuted_is_marked_no_more(rig: Rig) -> None:
    await coach(rig, "mute propose the next step")
    muted = await coach(rig, "plays")
    await coach(rig, "unmute propose the next step")
    again = await coach(rig, "plays")

    assert f"{WHEN} _Muted for you._" in muted["text"]
    assert "Muted" not in again["text"]


async def test_admins_also_see_how_each_play_fares(rig: Rig) -> None:
    answer = await coach(rig, "plays", MIA)

    assert answer["text"].splitlines()[1:3] == [
        f"{KEEP} Not said yet.",
        f"{WHEN} Said 1, settled 1, disputed 1.",
    ]
    assert "of the last 90 days" in answer["text"]


async def test_admins_see_the_settings_as_in_their_home(rig: Rig) -> None:
    answer = await coach(rig, "settings", MIA)

    assert "3 nudges a day for a person, 20 for a channel" in answer["text"]
    assert "for 180 days" in answer["text"]
    assert list(breaches(answer["blocks"])) == []


async def test_nobody_else_sees_the_settings(rig: Rig) -> None:
    answer = await coach(rig, "settings")

    assert "That is for admins" in answer["text"]
    assert "nudges a day" not in answer["text"]


async def test_without_a_play_it_says_so(tmp_path: Path, slack: StubSlack) -> None:
    async with open_rig(tmp_path, slack, playbook=Playbook([RETIRED])) as rig:
        answer = await coach(rig, "plays")

    assert answer["text"] == CATALOGUE.say("playbook.plays_none")


@given(names(), people_text(), st.sampled_from([1, 8, 9, 32, 33, 500]), st.booleans())
def test_any_number_of_plays_fits_and_pings_nobody(title: str, when: str, count: int, counted: bool) -> None:
    play = PLAY.model_copy(update={"title": title, "when": when})
    line = PlayLine(play, "here", PlayTally(PLAY.id, 10**9, 10**9, 10**9))

    messages = [plays_message([line] * count, CATALOGUE, counted=counted), settings_message(Governs(), CATALOGUE)]

    for message in messages:
        assert message.text.strip()
        assert list(breaches(message.blocks)) == []
