"""A rig for the tests of handlers: Bolt with every listener, a desk with a real database, and a small Slack."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handlers_world import CATALOGUE, NOW, PLAYBOOK, SIGNALS, ana
from migrated_file import migrated_file
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import BOT_TOKEN, MIA, StubSlack
from taught_reader import TaughtReader

from bot.content import load_guide, load_lessons
from bot.listeners_under_way import ListenersUnderWay
from coaching.coach import Coach
from coaching.play import Playbook
from handlers import register
from handlers.bench import Bench
from handlers.desk import Desk, at_desk
from handlers.messages.events import keep_first
from handlers.messages.intake import OwnIds
from storage import Storage


@dataclass(repr=False)  # hypothesis shows it whenever an example fails
class Rig:
    """A Bolt app with every listener in place, its desk, and what was kept before Bolt answered.

    `members` says who is in which private channel; `reader` reads what a test teaches it.
    """

    app: AsyncApp
    desk: Desk
    slack: StubSlack
    kept: list[Mapping[str, Any]] = field(default_factory=list)
    members: dict[str, set[str]] = field(default_factory=dict)
    reader: TaughtReader = field(default_factory=TaughtReader)

    async def send(self, body: Mapping[str, Any]) -> BoltResponse:
        """Send `body` as Slack would over a socket; answers go to the stub."""
        if "response_url" in body:
            body = {**body, "response_url": self.slack.api_url.replace("/api/", "/response/1")}
        request = AsyncBoltRequest(body=dict(body), mode="socket_mode")
        return await self.app.async_dispatch(request)

    async def answer_to(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send `body` and give back what the person is told."""
        seen = len(self.slack.answers)
        await self.send(body)
        await self.slack.until(lambda: len(self.slack.answers) > seen)
        return self.slack.answers[-1]


@asynccontextmanager
async def open_rig(
    folder: Path, slack: StubSlack, *, with_tables: bool = True, playbook: Playbook = PLAYBOOK, text_days: int = 180
) -> AsyncIterator[Rig]:
    """A rig on a fresh database, with a clock that stands still; everybody lives in Madrid."""
    file = folder / "deals.db"
    storage = Storage(await migrated_file(file) if with_tables else f"sqlite:///{file}")
    kept: list[Mapping[str, Any]] = []
    members: dict[str, set[str]] = {}

    async def keep(*event: Any) -> None:
        kept.append(event[-1])

    def clock() -> datetime:
        return NOW.astimezone(UTC)

    async def is_member(user: str, channel: str) -> bool:
        return user in members.get(channel, ())

    reader, coach = TaughtReader(), Coach(playbook, CATALOGUE)
    desk = Desk(
        storage=storage,
        playbook=playbook,
        signals=SIGNALS,
        catalogue=CATALOGUE,
        clock=clock,
        person=ana,
        is_member=is_member,
        admins=(MIA,),
        guide=load_guide(playbook),
        lessons=load_lessons(),
        bench=Bench(
            storage, reader, coach, ana, OwnIds("A0COACH", "B0COACH", "U0COACH", "T0SALES"), is_member=is_member
        ),
        workspace_url="https://sales.slack.com/",
        text_days=text_days,
    )
    app = AsyncApp(
        client=AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, retry_handlers=[]),
        authorize=installed_anywhere,
        before_authorize=keep_first(keep),
        request_verification_enabled=False,
    )
    listeners = ListenersUnderWay(app)
    app.use(at_desk(desk))
    register(app)
    yield Rig(app, desk, slack, kept, members, reader)
    await listeners.until_none()
    await storage.close()


async def installed_anywhere(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Every workspace has installed the bot."""
    return AuthorizeResult(
        enterprise_id=enterprise_id, team_id=team_id, bot_token=BOT_TOKEN, bot_id="B0COACH", bot_user_id="U0COACH"
    )
