"""The Bolt app takes nothing from the environment, and knows the installation without asking Slack each time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import stub_payloads as shape
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import ANA, BOT_TOKEN, DEALS, StubSlack
from taught_reader import idle_bench

from bot.app import build_app
from bot.start import Installation, open_session
from coaching.catalogue import Catalogue
from coaching.message import Person, Tenant
from coaching.play import Playbook
from handlers.desk import Desk
from storage import Storage

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
INSTALLATION = Installation(Tenant(shape.TEAM), "Sales", "https://sales.slack.com/", shape.BOT, shape.BOT_USER)


class Kept(list[dict[str, Any]]):
    """Where events are kept."""

    async def keep(self, *event: Any) -> None:
        self.append(event[-1])


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest_asyncio.fixture
async def app(slack: StubSlack, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncApp]:
    """The app, built in an environment that would lead Bolt astray."""
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "xoxb-from-the-environment")
    monkeypatch.chdir(tmp_path)
    async with open_session() as session:
        client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[])
        storage = Storage(f"sqlite:///{tmp_path / 'deals.db'}")
        desk = Desk(storage, Playbook([]), {}, Catalogue({}), lambda: NOW, _person, _nobody, bench=idle_bench(storage))
        yield build_app(INSTALLATION, client, desk, kept.keep)
        await storage.close()


async def _person(user_id: str) -> Person:
    return Person(user_id, "ana")


async def _nobody(user: str, channel: str) -> bool:
    """Nobody is in any private channel."""
    return False


def _message(text: str | None) -> AsyncBoltRequest:
    message = {"type": "message", "user": ANA, "text": text, "ts": "1772445600.000100"}
    return AsyncBoltRequest(mode="socket_mode", body=shape.event_callback(shape.posted(DEALS, message)))


def test_a_client_id_in_the_environment_does_not_switch_to_oauth(app: AsyncApp, tmp_path: Path) -> None:
    assert app.oauth_flow is None
    assert app.installation_store is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["Acme is waiting", None])
async def test_a_message_is_kept_and_acknowledged_without_a_call_of_slack(
    slack: StubSlack, app: AsyncApp, kept: Kept, text: str | None
) -> None:
    answer = await app.async_dispatch(_message(text))

    assert answer.status == 200
    assert kept[0]["event"]["text"] == text
    assert slack.calls == []


async def test_a_handlers_client_speaks_with_the_installations_token_over_the_one_session(
    slack: StubSlack, app: AsyncApp
) -> None:
    clients: list[AsyncWebClient] = []

    @app.command("/whoami")
    async def _whoami(ack: Any, client: AsyncWebClient) -> None:
        await client.chat_postEphemeral(channel=DEALS, user=ANA, text="you")
        clients.append(client)
        await ack()

    body = shape.slash_command(ANA, DEALS, "/whoami", "", "http://127.0.0.1:9/")
    answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))

    assert answer.status == 200
    assert slack.answers[0]["text"] == "you"
    assert clients[0].session is app.client.session
