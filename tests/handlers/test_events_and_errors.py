"""Events are handed on or pass by; what goes wrong becomes a sentence."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, installed_anywhere, open_rig
from handlers_world import payload
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from stub_slack import StubSlack

from handlers import register
from handlers.desk import at_desk
from handlers.errors import RefusedError


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


@pytest.mark.parametrize(
    "name",
    [
        "message",
        "thread_reply",
        "file_share",
        "message_changed",
        "message_deleted",
        "hubspot_blocks",
        "text_null",
        "channel_join",
    ],
)
async def test_every_kind_of_message_is_acknowledged_and_handed_on_whole(rig: Rig, name: str) -> None:
    body = payload(name)

    response = await rig.send(body)
    await rig.slack.until(lambda: rig.taken)

    assert response.status == 200
    assert rig.taken == [body]


@pytest.mark.parametrize("kind", ["app_home_opened", "member_joined_channel", "tokens_revoked", "some_future_event"])
async def test_any_other_event_is_acknowledged_and_not_handed_on(rig: Rig, kind: str) -> None:
    response = await rig.send({**payload("message"), "event": {"type": kind, "user": "U0ANA", "channel": "C0DEALS"}})

    assert response.status == 200
    assert rig.taken == []


async def test_an_unexpected_failure_tells_the_person_a_number_that_the_log_knows(
    tmp_path: Path, slack: StubSlack, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_rig(tmp_path, slack, with_tables=False) as broken:
        answer = await broken.answer_to(payload("slash_deal"))

    number = re.search(r"number: ([0-9a-f]{8})", answer["text"])
    assert answer["response_type"] == "ephemeral"
    assert number is not None
    assert f"Incident {number.group(1)}" in caplog.text
    assert "StorageError" in caplog.text


async def test_a_listener_that_fails_right_after_its_ack_is_acknowledged_at_once(rig: Rig) -> None:
    """Bolt alone forgets such an ack, and answers Slack after 3 s, when it has shown the person a failure."""

    async def refuse(ack: AsyncAck) -> None:
        await ack()
        raise RefusedError("commands.nudge_gone")

    rig.app.view("always_refused")(refuse)
    body = payload("view_submission")
    body["view"]["callback_id"] = "always_refused"

    async with asyncio.timeout(2.5):
        response = await rig.send(body)

    assert response.status == 200


async def test_a_failed_event_is_only_logged_since_nobody_waits_for_an_answer(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse(body: Mapping[str, Any]) -> None:
        raise OSError("disk full")

    app = AsyncApp(client=rig.app.client, authorize=installed_anywhere, request_verification_enabled=False)
    app.use(at_desk(replace(rig.desk, take=refuse)))
    register(app)

    await app.async_dispatch(AsyncBoltRequest(body=payload("message"), mode="socket_mode"))
    await rig.slack.until(lambda: "disk full" in caplog.text)

    assert rig.slack.answers == []


async def test_a_failure_before_the_desk_is_laid_out_is_logged_and_not_acknowledged(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        raise OSError("the database of installations is away")

    app = AsyncApp(client=rig.app.client, authorize=authorize, request_verification_enabled=False)
    app.use(at_desk(rig.desk))
    register(app)

    response = await app.async_dispatch(AsyncBoltRequest(body=payload("message"), mode="socket_mode"))

    assert response.status == 500
    assert "the database of installations is away" in caplog.text
