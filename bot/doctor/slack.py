"""What the doctor finds at Slack: whether it knows our tokens, which scopes they have, how it reaches us, its clock."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.database import clock_finding
from bot.doctor.finding import Finding
from bot.settings import Settings
from bot.slack_errors import FAILURES, refusal_of
from bot.start import StartError, check_app_token, check_bot_token

MANIFEST = Path(__file__).parents[2] / "manifest.json"
"""What we ask of Slack, the scopes among it."""
_HTTP_SECONDS = 10


async def examine_slack(
    client: AsyncWebClient, session: ClientSession, settings: Settings, unusable: Collection[str]
) -> list[Finding]:
    """What there is to say of Slack; `unusable` names settings that cannot be used, and what needs them is left out."""
    if "SLACK_BOT_TOKEN" in unusable:
        found = [_left_out("token", "SLACK_BOT_TOKEN")]
    else:
        found = await _of_bot_token(client)
    if settings.mode == "http":
        found.append(await _of_http(session, f"http://{settings.http_host}:{settings.http_port}/readyz"))
    elif "SLACK_APP_TOKEN" in unusable:
        found.append(_left_out("socket", "SLACK_APP_TOKEN"))
    else:
        found.append(await _of_socket(client, settings.app_token.get_secret_value()))
    return [*found, await _of_clock(session, settings.api_url)]


def _left_out(subject: str, setting: str) -> Finding:
    return Finding(subject, f"not looked at: {setting} comes first", fine=False)


async def _of_bot_token(client: AsyncWebClient) -> list[Finding]:
    try:
        us = await check_bot_token(client)
    except StartError as error:
        return [Finding("token", str(error), fine=False)]
    known = Finding("token", f"Slack knows it, for the workspace {us.workspace or us.tenant.team} ({us.url})")
    return [known, await _of_scopes(client)]


async def _of_scopes(client: AsyncWebClient) -> Finding:
    """The scopes that the token has, against those of our manifest."""
    if not MANIFEST.exists():
        return Finding("scopes", f"not compared: {MANIFEST} is not there to compare with")
    wanted = set(json.loads(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"])
    try:
        answer: Any = await client.auth_test()
    except FAILURES as error:
        return Finding("scopes", f"Slack did not tell them ({refusal_of(error).code}): try again", fine=False)
    has = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes") or "").split(",")} - {""}
    if lacking := sorted(wanted - has):
        advice = "add them at https://api.slack.com/apps > your app > OAuth & Permissions, and install the app again"
        return Finding("scopes", f"the token lacks {', '.join(lacking)}: {advice}", fine=False)
    more = f"; not needed: {', '.join(sorted(has - wanted))}" if has - wanted else ""
    return Finding("scopes", f"all {len(wanted)} that are needed{more}")


async def _of_socket(client: AsyncWebClient, app_token: str) -> Finding:
    try:
        await check_app_token(client, app_token)
    except StartError as error:
        return Finding("socket", str(error), fine=False)
    return Finding("socket", "Slack would open one")


async def _of_http(session: ClientSession, address: str) -> Finding:
    """Whether the bot answers on this machine; whether Slack gets through from outside, only its events can tell."""
    try:
        async with session.get(address, timeout=ClientTimeout(total=_HTTP_SECONDS)) as answer:
            said = (await answer.text()).strip().partition("\n")[0]
    except (ClientError, OSError, ValueError) as error:
        advice = "start the bot (`dealcoach run`), or correct DEALCOACH_HTTP_HOST and DEALCOACH_HTTP_PORT"
        return Finding("http", f"nothing answers at {address} ({type(error).__name__}): {advice}", fine=False)
    if answer.status != 200:
        return Finding("http", f"the bot at {address} is not ready ({said}): see what it logs", fine=False)
    return Finding("http", f"the bot is ready at {address}")


async def _of_clock(session: ClientSession, api_url: str) -> Finding:
    """Slack's clock, which heads each of its answers, whatever they say."""
    try:
        async with session.get(f"{api_url}api.test") as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (ClientError, OSError, KeyError, ValueError) as error:
        told = f"Slack did not tell its time ({type(error).__name__}): check the network and SLACK_API_URL"
        return Finding("slack clock", told, fine=False)
    return clock_finding("slack clock", "Slack's", (theirs - datetime.now(UTC)).total_seconds())
