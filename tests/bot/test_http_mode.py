"""Over HTTP only Slack is let in, what it tells is kept before the answer, and the pages of state tell the truth."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
import stub_payloads as shape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from signed_calls import SECRET, Caller, free_port
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import ANA, APP_TOKEN, BOT_TOKEN, DEALS, StubSlack
from taught_reader import idle_bench

from bot.app import build_app
from bot.front import Front
from bot.http_server import ServerError
from bot.keeping import counted_keep
from bot.metrics import Metrics
from bot.settings import Settings
from bot.slack_door import SlackDoor
from bot.start import Installation, open_session
from coaching.catalogue import Catalogue
from coaching.message import Person, Tenant
from coaching.play import Playbook
from handlers.desk import Desk
from storage import Storage

pytest_plugins = ("storage_databases",)

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
US = Installation(Tenant(shape.TEAM), "Sales", "https://sales.slack.com/", shape.BOT, shape.BOT_USER)


@dataclass
class OpenBot:
    """A bot that listens: its front, its caller, its storage, and what its command `/echo` holds up."""

    front: Front
    caller: Caller
    storage: Storage
    works: bool = True
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    echoed: list[str] = field(default_factory=list)

    async def kept(self) -> list[str]:
        """The words of the messages in the inbox."""
        claims = await self.storage.inbox.claim("test", 100)
        return [claim.row.body["event"]["text"] for claim in claims]


@asynccontextmanager
async def open_bot(slack: StubSlack, storage: Storage, **changed: str) -> AsyncIterator[OpenBot]:
    """The bot's front with everything behind it, as the settings want it."""
    port = free_port()
    given = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET, "DEALCOACH_MODE": "http"}
    wanted = Settings.model_validate(given | {"DEALCOACH_HTTP_PORT": str(port)} | changed)
    async with open_session() as session, Caller(port) as caller:
        client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[])
        metrics = Metrics.new()
        desk = Desk(storage, Playbook([]), {}, Catalogue({}), lambda: NOW, _person, _nobody, bench=idle_bench(storage))
        app = build_app(US, client, desk, counted_keep(storage, metrics))
        front = Front(wanted, app, client, storage, metrics, lambda: opened.works)
        opened = OpenBot(front, caller, storage)
        opened.gate.set()

        @app.command("/echo")
        async def echo(ack: Any, body: Mapping[str, Any]) -> None:
            """Say it back at once, and note it when the gate opens."""
            await ack(text=body["text"])
            await opened.gate.wait()
            opened.echoed.append(body["text"])

        await front.open()
        running = asyncio.create_task(front.run())
        yield opened
        running.cancel()
        await front.drain()


async def _person(user_id: str) -> Person:
    return Person(user_id, "ana")


async def _nobody(user: str, channel: str) -> bool:
    """Nobody is in any private channel."""
    return False


@pytest_asyncio.fixture
async def bot(slack: StubSlack, storage: Storage) -> AsyncIterator[OpenBot]:
    async with open_bot(slack, storage) as opened:
        yield opened


def message(text: str = "Acme is waiting") -> dict[str, Any]:
    return shape.posted(DEALS, {"type": "message", "user": ANA, "text": text, "ts": shape.new_ts()})


async def test_slack_proves_the_address_by_a_challenge(bot: OpenBot) -> None:
    challenged = await bot.caller.json({"type": "url_verification", "token": "t", "challenge": "3eZbrw1aB"})

    assert challenged == (200, '{"challenge": "3eZbrw1aB"}')


async def test_an_event_is_answered_with_200_once_it_is_kept(bot: OpenBot) -> None:
    status, _ = await bot.caller.event(message())

    assert status == 200
    assert await bot.kept() == ["Acme is waiting"]


async def test_an_event_that_slack_repeats_is_kept_once_and_answered_each_time(bot: OpenBot) -> None:
    body = shape.event_callback(message())

    answers = [await bot.caller.json(body)]
    answers += [await bot.caller.json(body, X_Slack_Retry_Num=number) for number in ("1", "2", "3")]

    assert [status for status, _ in answers] == [200] * 4
    assert await bot.kept() == ["Acme is waiting"]


async def test_an_event_whose_first_delivery_was_lost_is_taken_from_its_third(bot: OpenBot) -> None:
    status, _ = await bot.caller.event(message(), X_Slack_Retry_Num="2", X_Slack_Retry_Reason="http_timeout")

    assert status == 200
    assert await bot.kept() == ["Acme is waiting"]


async def test_an_event_that_cannot_be_kept_is_answered_with_500(slack: StubSlack, tmp_path: Any) -> None:
    without_tables = Storage(f"sqlite:///{tmp_path / 'empty.db'}")
    async with open_bot(slack, without_tables) as bot:
        body = shape.event_callback(message())
        before, _ = await bot.caller.json(body)
        await without_tables.upgrade()
        after, _ = await bot.caller.json(body, X_Slack_Retry_Num="1")

        assert (before, after) == (500, 200)
        assert await bot.kept() == ["Acme is waiting"]
    await without_tables.close()


@pytest.mark.parametrize("kind", ["reaction_added", "tokens_revoked", "some_future_event"])
async def test_events_that_nobody_listens_to_are_answered_with_200_and_counted(bot: OpenBot, kind: str) -> None:
    status, _ = await bot.caller.event({"type": kind, "event_ts": shape.new_ts()})
    _, figures = await bot.caller.look("/metrics")

    assert status == 200
    assert "dealcoach_events_unmatched_total 1.0" in figures


async def test_a_command_is_answered_in_the_same_breath(bot: OpenBot) -> None:
    body = shape.slash_command(ANA, DEALS, "/echo", "hello", "http://127.0.0.1:9/")

    status, answer = await bot.caller.form(body)

    assert (status, answer) == (200, "hello")


async def test_told_to_stop_it_lets_a_listener_end_that_has_answered_already(bot: OpenBot) -> None:
    bot.gate.clear()
    await bot.caller.form(shape.slash_command(ANA, DEALS, "/echo", "hello", "http://127.0.0.1:9/"))

    draining = asyncio.create_task(bot.front.drain())
    done, _ = await asyncio.wait({draining}, timeout=0.2)
    bot.gate.set()
    await draining

    assert not done
    assert bot.echoed == ["hello"]


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": "v0=übel"},
        {"X_Slack_Request_Timestamp": "0"},
        {"X_Slack_Request_Timestamp": "soon"},
        {"X_Slack_Request_Timestamp": ""},
    ],
)
async def test_a_call_that_slack_did_not_sign_is_refused(bot: OpenBot, headers: dict[str, str]) -> None:
    status, _ = await bot.caller.json(shape.event_callback(message()), **headers)

    assert status == 401
    assert await bot.kept() == []


async def test_a_signature_of_another_app_is_refused(bot: OpenBot) -> None:
    async with Caller(bot.caller.port, secret="f" * 32) as stranger:
        status, _ = await stranger.event(message())

    assert status == 401


async def test_a_signature_is_good_for_five_minutes_and_no_longer(bot: OpenBot) -> None:
    fresh, _ = await bot.caller.raw(b'{"type": "url_verification", "challenge": "x"}', "application/json", age=290)
    stale, _ = await bot.caller.raw(b'{"type": "url_verification", "challenge": "x"}', "application/json", age=310)

    assert (fresh, stale) == (200, 401)


@pytest.mark.parametrize("secret", ["", "   "])
def test_a_door_without_a_secret_cannot_be_built(secret: str) -> None:
    with pytest.raises(ValueError, match="signing_secret must not be empty"):
        SlackDoor(None, secret)  # type: ignore[arg-type]


async def test_a_body_beyond_a_megabyte_is_refused_unread(bot: OpenBot) -> None:
    status, _ = await bot.caller.json({"text": "x" * 1_100_000})

    assert status == 413


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [b"{", b"[]", b"null", b'"x"', b"payload=%7B", b"payload={}", b'{"event": 1}', b"payload=null"]
        ),
        st.sampled_from([b'{"type":"event_callback"}', b'{"type":"event_callback","event":[]}', b"\xff\xfe", b""]),
    ),
    kind=st.sampled_from(["application/json", "application/x-www-form-urlencoded", "text/plain"]),
    signed=st.booleans(),
)
async def test_whatever_comes_the_bot_answers_and_goes_on(bot: OpenBot, body: bytes, kind: str, signed: bool) -> None:
    headers = {} if signed else {"X_Slack_Signature": "v0=0"}

    status, _ = await bot.caller.raw(body, kind, headers)
    alive, _ = await bot.caller.event(message())

    assert status in ({200, 400, 401, 404, 500} if signed else {401})
    assert alive == 200


async def test_a_working_bot_says_that_it_is_alive_and_ready_and_counts(bot: OpenBot) -> None:
    body = shape.event_callback(message())
    await bot.caller.json(body)
    await bot.caller.json(body)

    _, figures = await bot.caller.look("/metrics")

    assert await bot.caller.look("/healthz") == (200, "ok\n")
    assert await bot.caller.look("/readyz") == (200, "ok\n")
    assert "dealcoach_events_received_total 2.0" in figures
    assert "dealcoach_events_duplicate_total 1.0" in figures
    assert 'dealcoach_queue_waiting{queue="inbox"} 1.0' in figures


async def test_a_bot_whose_worker_has_stopped_is_alive_and_not_ready(bot: OpenBot) -> None:
    bot.works = False

    assert (await bot.caller.look("/healthz"))[0] == 200
    assert await bot.caller.look("/readyz") == (503, "the worker does not run\n")


async def test_a_bot_without_its_database_is_alive_and_not_ready(slack: StubSlack, tmp_path: Any) -> None:
    nowhere = Storage(f"sqlite:///{tmp_path / 'no' / 'folder' / 'deals.db'}")

    async with open_bot(slack, nowhere) as bot:
        assert (await bot.caller.look("/healthz"))[0] == 200
        assert await bot.caller.look("/readyz") == (503, "the database does not answer\n")


async def test_a_bot_on_a_socket_is_ready_once_it_is_connected(slack: StubSlack, storage: Storage) -> None:
    slack.fail_sockets("no hello")

    async with open_bot(slack, storage, DEALCOACH_MODE="socket", SLACK_APP_TOKEN=APP_TOKEN) as bot:
        assert await bot.caller.look("/readyz") == (503, "slack is not connected\n")
        assert (await bot.caller.event(message()))[0] == 404  # nobody is let in beside the socket


async def test_a_port_that_is_taken_is_told_in_a_sentence(slack: StubSlack, storage: Storage, bot: OpenBot) -> None:
    port = str(bot.caller.port)

    with pytest.raises(ServerError, match=f"Nothing can listen on 127.0.0.1:{port} .*DEALCOACH_HTTP_PORT"):
        async with open_bot(slack, storage, DEALCOACH_HTTP_PORT=port):
            pass
