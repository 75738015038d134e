"""The bot as a process of its own: over HTTP, beside another one, and when it is told to stop at a bad moment."""

import asyncio
import signal
from pathlib import Path

import pytest
import stub_payloads as shape
from running_bot import RunningBot
from signed_calls import SECRET, Caller, free_port
from stub_faults import HELD_AFTER
from stub_slack import ANA, DEALS, StubSlack
from test_end_to_end import SILENT_BUYER


def bot(slack: StubSlack, folder: Path, **changed: str) -> RunningBot:
    """A bot that works for the stub, with a database in the folder."""
    settings = slack.environment | {"DEALCOACH_DATABASE_URL": f"sqlite:///{folder / 'deals.db'}"} | changed
    return RunningBot(settings, folder)


def over_http(port: int) -> dict[str, str]:
    return {"DEALCOACH_MODE": "http", "SLACK_SIGNING_SECRET": SECRET, "DEALCOACH_HTTP_PORT": str(port)}


def update() -> dict[str, object]:
    return shape.posted(DEALS, {"type": "message", "user": ANA, "text": SILENT_BUYER, "ts": shape.new_ts()})


async def until_ready(running: RunningBot, caller: Caller) -> None:
    async with asyncio.timeout(60):
        while True:
            assert running.runs, running.said
            try:
                if (await caller.look("/readyz"))[0] == 200:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.05)


async def test_over_http_a_deal_update_gets_its_nudge_and_a_command_its_answer(
    slack: StubSlack, tmp_path: Path
) -> None:
    port = free_port()
    slack.echoes = False  # there is no socket over which the bot could hear of its own messages
    async with bot(slack, tmp_path, **over_http(port)) as running, Caller(port) as caller:
        await until_ready(running, caller)

        status, _ = await caller.event(update())
        await slack.until(slack.said)
        asked = shape.slash_command(ANA, DEALS, "/deal", "show acme", f"{slack.api_url}../response/1")
        answered, _ = await caller.form(asked)
        await slack.until(lambda: slack.answers)
        code = await running.end(signal.SIGTERM)

    assert (status, answered, code) == (200, 200, 0)
    assert len(slack.said()) == 1
    assert "Acme" in str(slack.answers[0])
    assert not slack.called("apps.connections.open")


async def test_over_http_what_was_acknowledged_survives_kill_9_and_is_answered_once(
    slack: StubSlack, tmp_path: Path
) -> None:
    port, body = free_port(), shape.event_callback(update())
    slack.echoes = False
    async with bot(slack, tmp_path, **over_http(port)) as running, Caller(port) as caller:
        await until_ready(running, caller)
        await caller.json(body)
        await running.end(signal.SIGKILL)

    async with bot(slack, tmp_path, **over_http(port)) as running, Caller(port) as caller:
        await until_ready(running, caller)
        again, _ = await caller.json(body, X_Slack_Retry_Num="1")
        await slack.until(slack.said)
        await running.end(signal.SIGTERM)

    assert again == 200
    assert len(slack.called("chat.postMessage")) == 1


async def test_a_second_bot_on_the_same_file_is_refused_in_a_sentence(slack: StubSlack, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with bot(slack, tmp_path) as first:
        await first.until_connected()

        url = f"sqlite:///{tmp_path / 'deals.db'}"
        async with bot(slack, elsewhere, DEALCOACH_DATABASE_URL=url) as second:
            code = await second.end()
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)

    assert code == 1
    assert "another" in second.said.casefold()
    assert "Traceback" not in second.said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SLACK_SIGNING_SECRET": "  "}, "SLACK_SIGNING_SECRET is missing: copy it from"),
        ({"DEALCOACH_HTTP_HOST": "203.0.113.1"}, "Nothing can listen on 203.0.113.1"),
    ],
)
async def test_what_keeps_the_bot_from_listening_is_said_in_a_sentence(
    slack: StubSlack, tmp_path: Path, changed: dict[str, str], sentence: str
) -> None:
    async with bot(slack, tmp_path, **over_http(free_port()) | changed) as running:
        code = await running.end()

    assert code == 1
    assert sentence in running.said
    assert "Traceback" not in running.said


async def test_when_slack_does_not_answer_the_bot_still_ends_in_its_grace_period_and_says_nothing_twice(
    slack: StubSlack, tmp_path: Path
) -> None:
    slack.fail("chat.postMessage", HELD_AFTER)
    async with bot(slack, tmp_path, DEALCOACH_GRACE_SECONDS="2") as running:
        await slack.post(SILENT_BUYER)
        await slack.until(lambda: slack.called("chat.postMessage"))

        code = await running.end(signal.SIGTERM, within=15)
    async with bot(slack, tmp_path) as running:
        await running.until_connected()
        await slack.post("Anyone up for lunch?")
        await running.end(signal.SIGTERM)

    assert code == 0
    assert len(slack.said()) == 1


async def test_what_slack_sends_while_the_bot_restarts_is_taken_by_the_next_one(
    slack: StubSlack, tmp_path: Path
) -> None:
    async with bot(slack, tmp_path) as running:
        await running.until_connected()
        delivering = asyncio.create_task(
            slack.deliver_until_acknowledged(update(), waits=(0.5, 1.0, 2.0, 4.0, 8.0, 16.0))
        )
        code = await running.end(signal.SIGTERM)
    async with bot(slack, tmp_path):
        await delivering
        await slack.until(slack.said)

    assert code == 0
    assert len(slack.called("chat.postMessage")) == 1
