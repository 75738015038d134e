"""The checks before the socket opens: each failure is one sentence that says what to do."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, NoReturn

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.content import Content, ContentError, load_content
from bot.reader import TABLES_ALONE
from bot.settings import Settings
from bot.slack_errors import refusal_of
from coaching.business_days import BusinessDays
from coaching.holdout import Holdout
from coaching.message import Tenant
from coaching.situation import Limits
from handlers.messages.intake import OwnIds
from storage import Storage, StorageError

log = structlog.get_logger(__name__)

CALL_SECONDS = 30
"""How long any call of the Web API may take."""

_APPS = "https://api.slack.com/apps > your app"
_BOT_TOKEN_ADVICE = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN",
    "not_authed": "Slack does not know SLACK_BOT_TOKEN",
    "token_revoked": "SLACK_BOT_TOKEN was revoked",
    "token_expired": "SLACK_BOT_TOKEN has expired",
    "account_inactive": "SLACK_BOT_TOKEN belongs to an app that was removed from the workspace",
}
_APP_TOKEN_ADVICE = {
    "missing_scope": "SLACK_APP_TOKEN lacks the scope connections:write",
    "not_allowed_token_type": "SLACK_APP_TOKEN is no app-level token",
}


class StartError(Exception):
    """Why the bot cannot start, in one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Installation:
    """The one workspace that the bot serves, and who the bot is in it, as `auth.test` says."""

    tenant: Tenant
    workspace: str
    url: str
    bot_id: str
    bot_user: str

    @property
    def own(self) -> OwnIds:
        """By what we know our own messages; the app's id is in every event's body."""
        return OwnIds(bot_id=self.bot_id, user_id=self.bot_user, team=self.tenant.team)


def open_session() -> aiohttp.ClientSession:
    """The one session for all calls of the Web API; the SDK ignores its own time limit when it is given a session."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS))


def slack_client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The client of the Web API; without the SDK's retries, which can post a message twice."""
    token = settings.bot_token.get_secret_value()
    return AsyncWebClient(token, base_url=settings.api_url, session=session, retry_handlers=[])


def load_coaching(settings: Settings) -> Content:
    """All that the coach knows; a play that is wrong is left out with a warning. Raises `StartError`."""
    limits = Limits(timedelta(hours=settings.deal_rest_hours), settings.person_per_day, settings.channel_per_day)
    try:
        folders = [settings.plays_dir] if settings.plays_dir else []
        content = load_content(
            folders, limits, reader_folder=settings.reader_dir, calendar=BusinessDays(settings.holidays)
        )
    except ContentError as error:
        raise StartError(str(error)) from error
    if content.reader.network is None:
        log.warning("the reader has no network", why=TABLES_ALONE)
    for problem in content.problems:
        log.warning("a play is left out", problem=str(problem))
    held = replace(content.coach, holdout=Holdout(settings.holdout_percent))
    return replace(content, coach=held)


async def open_storage(settings: Settings) -> Storage:
    """The database, reached and migrated; raises `StartError`."""
    try:
        storage = Storage(settings.database_url, settings.workspace_per_second)
        await storage.upgrade()
        await storage.check()
    except StorageError as error:
        raise StartError(str(error)) from error
    return storage


async def check_bot_token(client: AsyncWebClient) -> Installation:
    """Ask Slack who we are; raises `StartError`."""
    answer = await _asked(client, client.auth_test, _refused_bot_token)
    return Installation(
        tenant=Tenant(str(answer["team_id"]), str(answer.get("enterprise_id") or "")),
        workspace=str(answer.get("team") or ""),
        url=str(answer.get("url") or ""),
        bot_id=str(answer.get("bot_id") or ""),
        bot_user=str(answer["user_id"]),
    )


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """Ask Slack whether a socket may be opened: the SDK would try a wrong token for ever. Raises `StartError`."""
    await _asked(client, lambda: client.apps_connections_open(app_token=app_token), _refused_app_token)


async def _asked(
    client: AsyncWebClient, call: Callable[[], Awaitable[Any]], refused: Callable[[str], str]
) -> Mapping[str, Any]:
    try:
        return dict((await call()).data)
    except SlackApiError as error:
        refusal = refusal_of(error)
        if not refusal.certain:
            _unreachable(client, refusal.code, error)
        if refusal.retry_after is not None:
            raise StartError(f"Slack asks for a pause: start again in {refusal.retry_after:.0f} seconds.") from error
        raise StartError(refused(refusal.code)) from error
    except (aiohttp.ClientError, OSError, AttributeError, TypeError, ValueError) as error:
        _unreachable(client, str(error) or type(error).__name__, error)


def _unreachable(client: AsyncWebClient, what: str, error: Exception) -> NoReturn:
    raise StartError(
        f"Slack does not answer at {client.base_url} ({what}): check the network and SLACK_API_URL."
    ) from error


def _refused_bot_token(code: str) -> str:
    why = _BOT_TOKEN_ADVICE.get(code, f"Slack refuses SLACK_BOT_TOKEN ({code})")
    return f"{why}: copy the Bot User OAuth Token from {_APPS} > OAuth & Permissions, after installing the app there."


def _refused_app_token(code: str) -> str:
    why = _APP_TOKEN_ADVICE.get(code, f"Slack refuses SLACK_APP_TOKEN ({code})")
    return (
        f"{why}: make a token with the scope connections:write at {_APPS} > Basic Information > App-Level Tokens,"
        f" and see that Socket Mode is on."
    )
