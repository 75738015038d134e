"""Who people are and in which time zone they live: asked of Slack once a day, kept in storage."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import FAILURES, Refusal, refusal_of
from coaching.away import Status
from coaching.message import Person, Tenant
from coaching.preferences import Preferences
from storage import Storage

log = structlog.get_logger(__name__)

FRESH = timedelta(days=1)
"""How long what Slack said of a person is believed; people move, and rename themselves, rarely."""
RETRY = timedelta(minutes=5)
"""How long Slack is left alone about a person after it did not answer; after a rate limit, as long as it asks for."""

Known = tuple[Person, datetime]
"""A person, and until when this holds."""


class People:
    """The members of one workspace. What Slack said is believed for a day, by this process and by the next."""

    def __init__(self, client: AsyncWebClient, storage: Storage, tenant: Tenant, clock: Callable[[], datetime]) -> None:
        self._client, self._storage, self._tenant, self._clock = client, storage, tenant, clock
        self._known: dict[str, Known] = {}
        self._learning: dict[str, asyncio.Task[Known]] = {}

    async def person(self, user_id: str) -> Person:
        """The person, in the zone that they have chosen, else Slack's, else UTC; never fails for want of Slack.

        Waits for Slack and opens a transaction of its own, so call it outside any other. Slack is asked once about a
        person, however many ask us at a time. Raises `StorageError` when the database fails.
        """
        known = self._known.get(user_id)
        if known is None or known[1] <= self._clock():
            known = await asyncio.shield(self._learn_once(user_id))
        return await self._in_chosen_zone(known[0])

    async def people(self, user_ids: Collection[str]) -> dict[str, Person]:
        """The same for many, with two questions to the database; Slack is asked about those whom we do not know."""
        now = self._clock()
        strange = [user for user in user_ids if user not in self._known or self._known[user][1] <= now]
        async with self._storage.begin(self._tenant) as tx:
            told, chosen = await tx.people.all_last_told(strange), await tx.preferences.of(user_ids)
        self._known |= {user: (person, at + FRESH) for user, (person, at) in told.items() if at + FRESH > now}
        for user in strange:
            if user not in told or told[user][1] + FRESH <= now:
                await asyncio.shield(self._learn_once(user))
        return {user: _moved(self._known[user][0], chosen[user]) for user in user_ids}

    async def is_away(self, user_id: str) -> bool:
        """Whether the person's status says so now, asked of Slack each time; not away when Slack does not say.

        What Slack says of the person beside that is kept, so that `person` knows where they are now.
        """
        now = self._clock()
        try:
            user = (await self._client.users_info(user=user_id))["user"]
        except FAILURES as error:
            log.warning("slack did not say whether a person is away", user=user_id, error=refusal_of(error).code)
            return False
        self._known[user_id] = await self._keep(as_person(user), now)
        return as_status(user).is_away(now)

    async def _in_chosen_zone(self, person: Person) -> Person:
        """The person in the time zone that they have chosen instead of Slack's, if they have; never kept here."""
        async with self._storage.begin(self._tenant) as tx:
            return _moved(person, await tx.preferences.get(person.id))

    def _learn_once(self, user_id: str) -> asyncio.Task[Known]:
        """The one task that learns about this person now; it goes on when whoever waits for it gives up."""
        learning = self._learning.get(user_id)
        if learning is None:
            learning = self._learning[user_id] = asyncio.create_task(self._learn(user_id))
            learning.add_done_callback(lambda ended: self._forget_learning(user_id, ended))
        return learning

    def _forget_learning(self, user_id: str, ended: asyncio.Task[Known]) -> None:
        """The next who asks begins anew; a failure has been told to those who waited, if any still did."""
        del self._learning[user_id]
        _ = ended.cancelled() or ended.exception()

    async def _learn(self, user_id: str) -> Known:
        """As storage remembers while that is fresh, else as Slack says, else as remembered, else only the id."""
        now = self._clock()
        async with self._storage.begin(self._tenant) as tx:
            told = await tx.people.last_told(user_id)
        if told is None or told[1] + FRESH <= now:
            known = await self._ask(user_id, told[0] if told else Person(user_id, user_id), now)
        else:
            known = told[0], told[1] + FRESH
        self._known[user_id] = known
        return known

    async def _ask(self, user_id: str, otherwise: Person, now: datetime) -> Known:
        """The person as Slack says, which is kept; `otherwise` when it does not say."""
        try:
            person = as_person((await self._client.users_info(user=user_id))["user"])
        except FAILURES as error:
            refusal = refusal_of(error)
            log.warning("slack did not say who a person is", user=user_id, error=refusal.code)
            return otherwise, now + _pause(refusal)
        return await self._keep(person, now)

    async def _keep(self, person: Person, now: datetime) -> Known:
        async with self._storage.begin(self._tenant) as tx:
            await tx.people.put(person, now)
        return person, now + FRESH


def _moved(person: Person, chosen: Preferences) -> Person:
    return replace(person, tz=_zone(chosen.tz)) if chosen.tz else person


def as_person(user: dict[str, Any]) -> Person:
    """A member as users.info describes them; the display name where one is set, as people see it in Slack."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"), user["id"])
    return Person(str(user["id"]), next(str(name) for name in names if name), _zone(user.get("tz")))


def as_status(user: dict[str, Any]) -> Status:
    """A member's status as users.info describes it; an expiration of 0 is none."""
    profile = user.get("profile") or {}
    until = profile.get("status_expiration") or 0
    ends = datetime.fromtimestamp(until, UTC) if isinstance(until, int | float) and until > 0 else None
    symbol, words = (str(profile.get(key) or "") for key in ("status_emoji", "status_text"))
    return Status(symbol.strip(":").split("::")[0], words, ends, bool(user.get("deleted")))


def _pause(refusal: Refusal) -> timedelta:
    return RETRY if refusal.retry_after is None else timedelta(seconds=refusal.retry_after)


def _zone(name: object) -> str:
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
