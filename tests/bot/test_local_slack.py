"""The whole bot as a process of its own, in local-slack: a Slack that somebody else wrote."""

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest
import pytest_asyncio
from running_bot import RunningBot

from bot.local_slack import CACHE, LocalSlack, LocalSlackError, fetch_local_slack
from bot.play import ADMIN, WORKSPACE

ANA, DEALS = "U0ANA", "C0DEALS"
SILENT_BUYER = "Sent the proposal to Acme ($45k) two weeks ago. No reply to my last three emails, they've gone dark."
NO_DECIDER = "Good demo with Acme today, the users love it. But we still don't know who signs off on the budget."
CHATTER = "Anyone up for lunch at half past twelve? The new noodle place has opened."

Payload = dict[str, Any]
T = TypeVar("T")


class Workspace:
    """What a person does and sees in local-slack, by its control API."""

    def __init__(self, slack: LocalSlack, session: aiohttp.ClientSession) -> None:
        self.settings = slack.environment
        self._control, self._session = f"{slack.address}/_control", session

    async def do(self, what: str, **body: Any) -> Payload:
        """Call the control API as Ana in #deals."""
        sent = {"channel": DEALS, "user": ANA} | body
        async with self._session.post(f"{self._control}/{what}", json=sent) as answer:
            done: Payload = await answer.json()
        assert done["ok"], done
        return done

    async def post(self, text: str) -> str:
        """Write a message; its timestamp."""
        return str((await self.do("message", text=text))["message"]["ts"])

    async def said(self) -> list[Payload]:
        """What the bot has said in #deals and what stands of it."""
        async with self._session.get(f"{self._control}/messages/{DEALS}") as answer:
            messages: list[Payload] = (await answer.json())["messages"]
        return [message for message in messages if message.get("app_id") or message.get("bot_id")]

    async def log(self) -> str:
        """All that went to and fro."""
        async with self._session.get(f"{self._control}/log") as answer:
            return await answer.text()

    async def until_said(self, condition: Callable[[list[Payload]], object]) -> list[Payload]:
        """Wait until what the bot has said fits."""
        return await _until(self.said, condition)


async def _until(ask: Callable[[], Awaitable[T]], fits: Callable[[T], object]) -> T:
    """Ask ten times a second until the answer fits: another process has no way to tell."""
    async with asyncio.timeout(60):
        while not fits(answer := await ask()):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    return answer


@pytest.fixture(scope="session")
def program(repository: Path) -> Path:
    try:
        return fetch_local_slack(repository / CACHE)
    except LocalSlackError as error:
        pytest.skip(str(error))


@pytest.fixture
def local_slack(program: Path) -> Iterator[LocalSlack]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with LocalSlack(program, WORKSPACE, port) as slack:
        yield slack


@pytest_asyncio.fixture
async def workspace(local_slack: LocalSlack) -> AsyncIterator[Workspace]:
    async with aiohttp.ClientSession() as session:
        yield Workspace(local_slack, session)


@pytest.fixture
def bot(workspace: Workspace, tmp_path: Path) -> RunningBot:
    database = {"DEALCOACH_DATABASE_URL": f"sqlite:///{tmp_path / 'deals.db'}"}
    return RunningBot(workspace.settings | database, tmp_path)


async def test_the_life_of_a_nudge(workspace: Workspace, bot: RunningBot, tmp_path: Path) -> None:
    """A message gets it, chatter does not, clicks are followed, an edit changes it, a deletion takes it back."""
    async with bot:
        await bot.until_connected()
        await workspace.post(CHATTER)
        ts = await workspace.post(SILENT_BUYER)
        [nudge] = await workspace.until_said(bool)
        row = next(block["elements"] for block in nudge["blocks"] if block["type"] == "actions")
        more = next(control for control in row if control["action_id"] == "nudge_more")

        await workspace.do("interact", messageTs=nudge["ts"], action=more)
        menu = next(control for control in row if control["action_id"] == "nudge_mute")
        wrong_deal = {**menu, "selected_option": menu["options"][-1]}
        await workspace.do("interact", messageTs=nudge["ts"], action=wrong_deal)
        await _until(workspace.log, lambda log: '"link_form"' in log)
        await workspace.do("edit-message", ts=ts, text=NO_DECIDER)
        [changed] = await workspace.until_said(lambda said: [m["text"] for m in said] != [nudge["text"]])
        await workspace.do("delete-message", ts=ts)
        left = await workspace.until_said(lambda said: not said)

    assert nudge["thread_ts"] == ts
    assert changed["ts"] == nudge["ts"]
    assert left == []
    with sqlite3.connect(tmp_path / "deals.db") as database:
        assert list(database.execute("SELECT user_id, verdict FROM feedback")) == [(ANA, "more")]


async def test_the_home_is_shown_to_whoever_opens_it(workspace: Workspace, bot: RunningBot) -> None:
    async with bot:
        await bot.until_connected()
        await workspace.post(SILENT_BUYER)
        await workspace.until_said(bool)
        await workspace.do("open-home")
        log = await _until(workspace.log, lambda log: "views.publish" in log)
        await bot.end(signal.SIGTERM)

    assert "Open nudges" in log


async def test_a_mention_that_asks_is_answered_in_its_thread(workspace: Workspace, bot: RunningBot) -> None:
    async with bot:
        await bot.until_connected()
        await workspace.post(SILENT_BUYER)
        await workspace.until_said(bool)

        ts = await workspace.post("<@U0DEALCOACH> how much is Acme worth?")
        said = await workspace.until_said(lambda said: len(said) > 1)

    assert "*Amount:* $45,000" in said[-1]["text"]
    assert said[-1]["thread_ts"] == ts


async def test_kill_9_and_restart_keep_the_deals(workspace: Workspace, bot: RunningBot) -> None:
    async with bot:
        await bot.until_connected()
        await workspace.post(SILENT_BUYER)
        await workspace.until_said(bool)
        await bot.end(signal.SIGKILL)

    async with bot:
        await bot.until_connected()
        await workspace.do("command", command="/deal", text="show acme")
        said = await workspace.until_said(lambda said: len(said) > 1)
        code = await bot.end(signal.SIGTERM)

    answer = str(said[-1])
    assert said[-1]["subtype"] == "ephemeral"
    assert "Acme" in answer
    assert "45" in answer
    assert code == 0


async def test_a_deal_is_changed_by_hand_and_taken_back(workspace: Workspace, bot: RunningBot, tmp_path: Path) -> None:
    """A step, a win and its Undo by command and click; the form and the loss review open as Slack's own modals."""
    async with bot:
        await bot.until_connected()
        await workspace.post(SILENT_BUYER)
        before = len(await workspace.until_said(bool))
        for command in ("next acme tomorrow call Dana", "won acme"):
            await workspace.do("command", command="/deal", text=command)
            before += 1
            *_, answer = await workspace.until_said(lambda said, wanted=before: len(said) == wanted)  # type: ignore[misc]
        undo = answer["blocks"][1]["elements"][0]
        await workspace.do("interact", messageTs=answer["ts"], action=undo)
        await workspace.until_said(lambda said: said[-1]["text"] == "Taken back.")
        await workspace.do("command", command="/deal", text="update acme")
        await workspace.do("command", command="/deal", text="lost acme")
        log = await _until(workspace.log, lambda log: '"loss_review"' in log)
        await bot.end(signal.SIGTERM)

    assert '"deal_form"' in log
    with sqlite3.connect(tmp_path / "deals.db") as database:
        assert list(database.execute("SELECT state, next_step FROM deals")) == [("open", "call Dana")]


async def test_play_runs_the_bot_in_a_slack_with_an_admin_until_ctrl_c(
    program: Path, tmp_path: Path, repository: Path
) -> None:
    (tmp_path / CACHE).parent.mkdir(parents=True)
    (tmp_path / CACHE).symlink_to(repository / CACHE)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(repository), "DEALCOACH_WATCH": "nothing"}
    play = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "play", cwd=tmp_path, env=environment, stdout=PIPE, stderr=PIPE
    )
    assert play.stdout is not None
    assert play.stderr is not None

    async with asyncio.timeout(60):
        first = (await play.stdout.readline()).decode()
        address = first.split()[1]
        async with aiohttp.ClientSession() as session:
            page = await session.get(address)
            await _until(lambda: _log(session, address), lambda log: "socket connected" in log)
            typed = {"command": "/coach", "text": "status", "user": ADMIN, "channel": DEALS}
            await session.post(f"{address}/_control/command", json=typed)
            await _until(lambda: _log(session, address, f"messages/{DEALS}"), lambda told: "What I watch" in told)
    play.send_signal(signal.SIGINT)
    try:
        code = await asyncio.wait_for(play.wait(), 90)
    except TimeoutError:
        play.kill()
        told = await asyncio.wait_for(play.stderr.read(1_000_000), 5)
        raise AssertionError(f"it did not end: {told.decode()}") from None
    complaints = (await play.stderr.read()).decode()

    assert (page.status, code) == (200, 0)
    assert "#deals" in first
    assert [word for word in ("Traceback", '"error"') if word in complaints] == []


async def _log(session: aiohttp.ClientSession, address: str, what: str = "log") -> str:
    async with session.get(f"{address}/_control/{what}") as answer:
        return await answer.text()
