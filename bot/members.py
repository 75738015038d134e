"""Who is in a private channel: asked of Slack when somebody wants to see what was said there."""

import asyncio

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import FAILURES, refusal_of

log = structlog.get_logger(__name__)

FRESH = 60.0
"""Seconds for which what Slack said of a channel's members is believed: who leaves a channel stops seeing it soon."""
_PAGE = 1000


class Members:
    """The members of channels, as Slack says."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, tuple[frozenset[str], float]] = {}

    async def is_member(self, user: str, channel: str) -> bool:
        """Whether this person is in the channel now; False when Slack does not say: then nothing is shown."""
        now = asyncio.get_running_loop().time()
        known = self._known.get(channel)
        if known is None or known[1] <= now:
            try:
                known = self._known[channel] = await self._ask(channel), now + FRESH
            except FAILURES as error:
                log.warning("slack did not say who is in a channel", channel=channel, error=refusal_of(error).code)
                return False
        return user in known[0]

    async def _ask(self, channel: str) -> frozenset[str]:
        members: set[str] = set()
        cursor = ""
        while True:
            answer = await self._client.conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
            members |= set(answer["members"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(members)
