"""With a language model set, every event takes the one path as before; without one, its client is not even loaded."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import stub_payloads as shape
from coached import shipped_content
from command_line import dealcoach
from llm_rig import CHATTER, FOUND, UPDATE, open_rig, play
from running_bot import RunningBot
from stub_model import Fault, StubModel, claim
from stub_slack import StubSlack

from coaching.message import Person, Tenant
from coaching.outcome import Outcome
from handlers.bench import Bench
from handlers.messages.intake import OwnIds
from handlers.messages.work import work
from storage import Storage

EVIDENCE = "Emailed it this morning"
ANSWER = claim(**FOUND, plays=[play("ask_why_silent", EVIDENCE)])


@pytest_asyncio.fixture
async def model() -> AsyncIterator[StubModel]:
    """A running model that finds a play in the update which the local reader does not."""
    async with StubModel(says=ANSWER) as running:
        yield running


async def ana(user_id: str) -> Person:
    """Everybody is Ana, in Madrid."""
    return Person(user_id, "Ana", "Europe/Madrid")


async def worked(model: StubModel, folder: Path, text: str = UPDATE) -> tuple[list[Outcome], list[str]]:
    """What came of one message, and the deals that are known then."""
    storage, content = Storage(f"sqlite:///{folder / 'deals.db'}"), shipped_content()
    await storage.upgrade()
    posted = {"type": "message", "user": "U1", "text": text, "ts": "1772445600.000100", "team": shape.TEAM}
    async with open_rig(model) as rig:
        bench = Bench(storage, rig.reader, content.coach, ana, OwnIds(team=shape.TEAM))
        outcomes = await work(shape.event_callback(shape.posted("C1", posted)), bench)
    async with storage.begin(Tenant(shape.TEAM)) as tx:
        deals = [stored.deal.name for stored in await tx.deals.standing()]
    await storage.close()
    return outcomes, deals


async def test_the_models_reading_is_remembered_and_answered_in_the_plays_own_words(
    model: StubModel, tmp_path: Path
) -> None:
    [outcome], deals = await worked(model, tmp_path)

    play_said = shipped_content().coach.playbook.get("ask_why_silent")
    assert (outcome.action, outcome.play, outcome.evidence) == ("nudge", "ask_why_silent", EVIDENCE)
    assert play_said is not None
    names = {"company": "Tarnbeck Mills", "contact": ""}
    assert outcome.words in {play_said.words(names, str(variant)) for variant in range(100)}
    assert deals == ["Tarnbeck Mills"]


async def test_while_the_model_fails_the_local_reading_takes_the_same_path(model: StubModel, tmp_path: Path) -> None:
    model.fault = Fault(503)

    [outcome], deals = await worked(model, tmp_path)

    assert (outcome.action, outcome.play) == ("nudge", "book_follow_up")
    assert deals == ["Tarnbeck Mills"]


async def test_chatter_takes_the_path_without_the_model(model: StubModel, tmp_path: Path) -> None:
    [outcome], deals = await worked(model, tmp_path, CHATTER)

    assert (outcome.action, outcome.reason, deals) == ("silent", "not_a_deal", [])
    assert not model.questions


async def test_the_whole_bot_asks_the_model_and_says_at_start_where_text_goes(
    model: StubModel, slack: StubSlack, tmp_path: Path
) -> None:
    settings = {**slack.environment, **model.environment, "DEALCOACH_DATABASE_URL": f"sqlite:///{tmp_path / 'd.db'}"}
    async with RunningBot(settings, tmp_path) as bot:
        await slack.post(UPDATE)
        await slack.until(slack.said)
        said = bot.said

    [nudge] = slack.said()
    assert EVIDENCE in str(nudge["blocks"])
    assert "the text of deal updates is sent to a language model" in said
    assert "sk-stub" not in said
    assert UPDATE not in said


def line(**told: Any) -> str:
    return json.dumps({"id": "1", "text": UPDATE, "date": "2026-03-02", **told})


async def test_messages_on_the_command_line_are_read_by_the_model_too(model: StubModel, tmp_path: Path) -> None:
    shown = await asyncio.to_thread(dealcoach, "coach", given=line(), folder=tmp_path, **model.environment)

    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["nudge"] == {"play": "ask_why_silent", "evidence": EVIDENCE}
    assert "is sent to a language model" in shown.stderr


async def test_a_replay_asks_the_model_too(model: StubModel, tmp_path: Path) -> None:
    event = {"type": "message", "channel": "C1", "user": "U1", "ts": "1772445600.000100", "text": UPDATE}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    recording = tmp_path / "events.jsonl"
    await asyncio.to_thread(recording.write_text, json.dumps(body), "utf-8")

    shown = await asyncio.to_thread(dealcoach, "replay", str(recording), folder=tmp_path, **model.environment)

    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["play"] == "ask_why_silent"
    assert "is sent to a language model" in shown.stderr


async def test_with_no_requests_a_day_nothing_is_sent_and_nothing_is_said_of_sending(
    model: StubModel, tmp_path: Path
) -> None:
    settings = {**model.environment, "DEALCOACH_LLM_PER_DAY": "0"}
    shown = await asyncio.to_thread(dealcoach, "coach", given=line(), folder=tmp_path, **settings)

    assert json.loads(shown.stdout)["nudge"]["play"] == "book_follow_up"
    assert (shown.stderr, model.questions) == ("", [])


def ended_without_client(*arguments: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """The command line where the package `openai` is not installed."""
    program = "import sys; sys.modules['openai'] = None; from bot.cli import app; app()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={"PATH": "", **settings},
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", [("coach",), ("replay", "coaching_content/demo_export")])
def test_a_missing_package_is_told_with_the_way_to_get_it(command: tuple[str, ...]) -> None:
    settings = {"DEALCOACH_LLM_URL": "http://127.0.0.1:9/v1", "DEALCOACH_LLM_MODEL": "stub-1"}

    shown = ended_without_client(*command, given=line(), **settings)

    assert shown.returncode == 1
    assert "pip install -e '.[llm]'" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_without_a_model_nothing_needs_the_package() -> None:
    shown = ended_without_client("coach", given=line())

    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["is_deal_update"] is True


def test_without_a_model_its_client_is_not_loaded() -> None:
    program = "import bot.run, bot.doctor, bot.coach_command, bot.replay_command, sys; print('openai' in sys.modules)"

    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert shown.stdout == "False\n"


def test_a_model_without_a_name_is_told_on_the_command_line(tmp_path: Path) -> None:
    shown = dealcoach("coach", given=line(), folder=tmp_path, DEALCOACH_LLM_URL="http://127.0.0.1:9/v1")

    assert shown.returncode == 1
    assert "DEALCOACH_LLM_MODEL is missing: name the model" in shown.stderr
