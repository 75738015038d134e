"""Who people are and what they may see, for a look at a digest: as Slack tells, or as the database alone does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.members import Members
from bot.people import as_person, as_status
from bot.settings import Settings, SettingsError
from bot.settings_loading import load_settings
from bot.slack_errors import FAILURES
from bot.start import StartError, check_bot_token, open_session, slack_client
from coaching.message import Person, Tenant
from storage import Storage

_OFFLINE = (
    "Slack was not asked, as there is no token that it takes: what was said in private channels is left out, and"
    " whether the person is away is not known."
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a look at a digest has its knowledge from; nothing of it is kept.

    `told` is what Slack says of a person, None when it does not say. `caveats` are what the reader should know of it.
    """

    workspaces: Callable[[], Awaitable[tuple[Tenant, ...]]]
    told: Callable[[str], Awaitable[tuple[Person, bool] | None]]
    is_member: Callable[[str, str], Awaitable[bool]]
    caveats: tuple[str, ...] = ()

    async def placed(self, known: Person, chosen_zone: str | None) -> tuple[Person, str]:
        """The person where they are, and a sentence about how that is known."""
        told = await self.told(known.id)
        person = told[0] if told else known
        if chosen_zone:
            return replace(person, tz=chosen_zone), "The time zone is the one that they have chosen."
        if told:
            return person, "The time zone is the one that they have in Slack."
        if known.name == known.id:
            return known, f"Nothing is known of where they are, so the time zone is {known.tz}."
        return known, f"The time zone is the one that the database has of them, as Slack told last: {known.tz}."

    async def is_away(self, user: str) -> bool:
        """Whether the person is away now by their status, as far as Slack says."""
        told = await self.told(user)
        return told is not None and told[1]


def ask_nobody(storage: Storage) -> Sources:
    """The database alone."""

    async def told(_: str) -> None:
        return None

    async def is_member(_user: str, _channel: str) -> bool:
        return False

    return Sources(storage.workspaces, told, is_member, (_OFFLINE,))


@asynccontextmanager
async def ask_slack() -> AsyncIterator[Sources | None]:
    """Slack, by the tokens of the settings; None when they are missing, or when Slack does not take them."""
    try:
        settings: Settings = load_settings()
    except SettingsError:
        yield None
        return
    async with open_session() as session:
        client = slack_client(settings, session)
        try:
            tenant = (await check_bot_token(client)).tenant
        except StartError:
            yield None
            return
        yield _of_slack(client, tenant)


def _of_slack(client: AsyncWebClient, tenant: Tenant) -> Sources:
    async def workspaces() -> tuple[Tenant, ...]:
        return (tenant,)

    async def told(user_id: str) -> tuple[Person, bool] | None:
        try:
            user = (await client.users_info(user=user_id))["user"]
        except FAILURES:
            return None
        return as_person(user), as_status(user).is_away(datetime.now(UTC))

    return Sources(workspaces, told, Members(client).is_member)
