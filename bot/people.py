"""Who people are and in which time zone they live: asked of Slack once a day, kept in storage."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import refusal_of
from coaching.message import Person, Tenant
from storage import Storage

log = structlog.get_logger(__name__)

FRESH = timedelta(days=1)
"""How long what Slack said of a person is believed; people move, and rename themselves, rarely."""
RETRY = timedelta(minutes=5)
"""How long Slack is left alone about a person after it did not answer."""


class People:
    """The members of one workspace."""

    def __init__(self, client: AsyncWebClient, storage: Storage, tenant: Tenant, clock: Callable[[], datetime]) -> None:
        self._client, self._storage, self._tenant, self._clock = client, storage, tenant, clock
        self._known: dict[str, tuple[Person, datetime]] = {}

    async def person(self, user_id: str) -> Person:
        """The person, with time zone UTC where Slack names none; never fails for want of Slack.

        Waits for Slack and opens a transaction of its own, so call it outside any other.
        """
        known = self._known.get(user_id)
        if known is None or known[1] <= self._clock():
            known = self._known[user_id] = await self._learn(user_id)
        return known[0]

    async def _learn(self, user_id: str) -> tuple[Person, datetime]:
        """The person and until when this holds: as Slack says, else as storage remembers, else only the id."""
        now = self._clock()
        try:
            answer = await self._client.users_info(user=user_id)
        except (SlackApiError, aiohttp.ClientError, OSError) as error:
            refused = isinstance(error, SlackApiError) and refusal_of(error).code
            log.warning("slack did not say who a person is", user=user_id, error=refused or type(error).__name__)
            async with self._storage.begin(self._tenant) as tx:
                remembered = await tx.people.get(user_id)
            return remembered or Person(user_id, user_id), now + RETRY
        person = as_person(answer["user"])
        async with self._storage.begin(self._tenant) as tx:
            await tx.people.put(person, now)
        return person, now + FRESH


def as_person(user: dict[str, Any]) -> Person:
    """A member as users.info describes them; the display name where one is set, as people see it in Slack."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"), user["id"])
    return Person(str(user["id"]), next(str(name) for name in names if name), _zone(user.get("tz")))


def _zone(name: object) -> str:
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
