"""Events are kept before they are acknowledged; what goes wrong becomes a sentence."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, installed_anywhere, open_rig
from handlers_world import payload
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from stub_slack import StubSlack

from handlers import register
from handlers.desk import at_desk
from handlers.errors import RefusedError
from handlers.messages.events import keep_first, moment_of, thread_of
from storage.slack_ts import moment_of as slack_moment


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
async def test_every_kind_of_message_is_kept_whole_and_acknowledged(rig: Rig, name: str) -> None:
    body = payload(name)

    response = await rig.send(body)

    assert response.status == 200
    assert rig.kept == [body]


@pytest.mark.parametrize("kind", ["app_home_opened", "member_joined_channel", "tokens_revoked", "some_future_event"])
async def test_any_other_event_is_kept_and_acknowledged_too(rig: Rig, kind: str) -> None:
    body = {**payload("message"), "event": {"type": kind, "user": "U0ANA", "channel": "C0DEALS"}}

    response = await rig.send(body)

    assert response.status == 200
    assert rig.kept == [body]


@pytest.mark.parametrize("name", ["slash_deal", "click_on_a_thumb", "view_submission"])
async def test_what_slack_never_repeats_is_not_kept(rig: Rig, name: str) -> None:
    await rig.send(payload(name))

    assert rig.kept == []


async def test_slacks_word_that_it_held_events_back_is_acknowledged(rig: Rig) -> None:
    body = {"token": "t", "type": "app_rate_limited", "team_id": "T0SALES", "minute_rate_limited": 1772445600}

    response = await rig.send(body)

    assert response.status == 200


@pytest.mark.parametrize("name", ["message", "some_future_event"])
async def test_an_event_that_cannot_be_kept_is_not_acknowledged(
    rig: Rig, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    async def refuse(*event: Any) -> None:
        raise OSError("disk full")

    app = AsyncApp(
        client=rig.app.client,
        authorize=installed_anywhere,
        before_authorize=keep_first(refuse),
        request_verification_enabled=False,
    )
    app.use(at_desk(rig.desk))
    register(app)
    body = payload("message")
    body["event"]["type"] = name

    response = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))

    assert response.status == 500
    assert "disk full" in caplog.text
    assert rig.slack.answers == []


@pytest.mark.parametrize(
    ("name", "thread", "moment"),
    [
        ("message", "C0DEALS/{ts}", "{ts}"),
        ("thread_reply", "C0DEALS/{thread_ts}", "{ts}"),
        ("message_changed", "C0DEALS/{message[ts]}", "{event_ts}"),
        ("message_deleted", "C0DEALS/{deleted_ts}", "{event_ts}"),
        ("message_deleted_in_a_thread", "C0DEALS/{previous_message[thread_ts]}", "{event_ts}"),
    ],
)
def test_an_event_is_in_line_with_those_of_its_thread_by_the_time_when_it_happened(
    name: str, thread: str, moment: str
) -> None:
    body = payload(name)
    event = {"thread_ts": "", **body["event"], "channel": body["event"]["channel"]}

    assert thread_of(body) == thread.replace("C0DEALS", event["channel"]).format(**event)
    assert moment_of(body) == moment.format(**event)


@given(
    event=st.one_of(
        st.none(),
        st.text(max_size=5),
        st.dictionaries(
            st.sampled_from(["type", "channel", "ts", "event_ts", "thread_ts", "message", "deleted_ts"]),
            st.one_of(st.none(), st.integers(), st.text(max_size=8), st.just("message"), st.just({"ts": "1.5"})),
        ),
    ),
    time=st.one_of(st.none(), st.integers(), st.text(max_size=12)),
)
def test_whatever_an_event_looks_like_it_has_a_line_and_a_moment_that_storage_takes(event: Any, time: Any) -> None:
    body = {"type": "event_callback", "team_id": "T1", "event": event, "event_time": time}

    assert isinstance(thread_of(body), str)
    assert slack_moment(moment_of(body)) >= 0


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
