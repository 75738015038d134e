"""People are asked of Slack once a day and kept, so that their names and time zones are known when Slack is away."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from migrated_file import migrated_file
from slack_sdk.web.async_client import AsyncWebClient
from stub_faults import DROPPED_BEFORE
from stub_slack import ANA, BEN, BOT_TOKEN, Fault, StubSlack

from bot.people import People, as_person, as_status
from coaching.away import Status
from coaching.message import Person, Tenant
from storage import Storage

TENANT = Tenant("T0SALES")
ANA_RUIZ = Person(ANA, "ana", "Europe/Madrid")


class Clock:
    """A clock that stands still until it is moved."""

    now = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    opened = Storage(await migrated_file(tmp_path / "deals.db"))
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def client(slack: StubSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[])


async def test_slack_is_asked_once_a_day(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    people = People(client, storage, TENANT, clock)

    first = [await people.person(ANA) for _ in range(3)]
    clock.now += timedelta(hours=25)
    slack.users[ANA]["tz"] = "America/Lima"
    later = await people.person(ANA)

    assert first == [ANA_RUIZ] * 3
    assert later.tz == "America/Lima"
    assert len(slack.called("users.info")) == 2


async def test_what_slack_said_is_believed_for_a_day_by_the_next_process_too(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    await People(client, storage, TENANT, clock).person(ANA)
    clock.now += timedelta(hours=23)
    restarted = People(client, storage, TENANT, clock)

    remembered = await restarted.person(ANA)
    clock.now += timedelta(hours=2)
    await restarted.person(ANA)

    assert remembered == ANA_RUIZ
    assert len(slack.called("users.info")) == 2


async def test_however_many_ask_about_a_person_at_a_time_slack_is_asked_once(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    people = People(client, storage, TENANT, clock)

    told = await asyncio.gather(*(people.person(user) for user in [ANA, BEN] * 20))

    assert set(told) == {ANA_RUIZ, Person(BEN, "ben", "America/New_York")}
    assert len(slack.called("users.info")) == 2


async def test_who_stops_waiting_for_an_answer_does_not_take_it_from_the_others(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    people, gate = People(client, storage, TENANT, clock), asyncio.Event()
    slack.fail("users.info", Fault(gate=gate))
    impatient, patient = (asyncio.create_task(people.person(ANA)) for _ in range(2))
    await slack.until(lambda: slack.called("users.info"))

    impatient.cancel()
    gate.set()

    assert await patient == ANA_RUIZ
    assert len(slack.called("users.info")) == 1


@pytest.mark.parametrize("fault", [Fault(status=503), DROPPED_BEFORE, Fault("user_not_found")])
async def test_storage_remembers_when_slack_does_not_answer(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock, fault: Fault
) -> None:
    await People(client, storage, TENANT, clock).person(ANA)
    clock.now += timedelta(days=3)
    slack.fail("users.info", fault)

    person = await People(client, storage, TENANT, clock).person(ANA)

    assert person == ANA_RUIZ


async def test_after_a_rate_limit_slack_is_asked_again_as_soon_as_it_allows(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    people = People(client, storage, TENANT, clock)
    slack.fail("users.info", Fault("ratelimited", status=429, retry_after=30))

    limited = await people.person(ANA)
    clock.now += timedelta(seconds=29)
    await people.person(ANA)
    clock.now += timedelta(seconds=2)
    known = await people.person(ANA)

    assert (limited, known) == (Person(ANA, ANA, "UTC"), ANA_RUIZ)
    assert len(slack.called("users.info")) == 2


async def test_somebody_of_whom_nothing_is_known_lives_in_utc_and_is_asked_for_again_soon(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    people = People(client, storage, TENANT, clock)
    slack.fail("users.info", Fault(status=500))

    unknown = await people.person(ANA)
    clock.now += timedelta(minutes=6)
    known = await people.person(ANA)

    assert unknown == Person(ANA, ANA, "UTC")
    assert known == ANA_RUIZ


@pytest.mark.parametrize("tz", [None, "", "Mars/Olympus", "../etc/passwd", 7])
def test_a_time_zone_that_does_not_exist_counts_as_utc(tz: object) -> None:
    assert as_person({"id": "U1", "name": "ana", "tz": tz}) == Person("U1", "ana", "UTC")


def test_the_display_name_wins_where_one_is_set() -> None:
    shown = as_person({"id": "U1", "name": "aruiz", "profile": {"display_name": "Ana", "real_name": "Ana Ruiz"}})
    bare = as_person({"id": "U1", "name": "aruiz", "profile": {"display_name": "", "real_name": "Ana Ruiz"}})

    assert (shown.name, bare.name) == ("Ana", "Ana Ruiz")


async def test_who_is_away_is_asked_anew_each_time_and_where_they_are_is_kept(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    people = People(client, storage, TENANT, clock)
    before = await people.person(ANA), await people.is_away(ANA)

    slack.users[ANA] |= {"tz": "America/Lima", "status_emoji": ":palm_tree:"}
    after = await people.is_away(ANA), await people.person(ANA)

    assert before == (ANA_RUIZ, False)
    assert after == (True, Person(ANA, "ana", "America/Lima"))


async def test_nobody_is_away_while_slack_does_not_say(
    slack: StubSlack, client: AsyncWebClient, storage: Storage, clock: Clock
) -> None:
    slack.fail("users.info", Fault(error="ratelimited", status=429))

    assert not await People(client, storage, TENANT, clock).is_away(ANA)


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ({"profile": {"status_emoji": ":palm_tree:", "status_expiration": 0}}, Status("palm_tree")),
        (
            {"profile": {"status_emoji": ":face_with_thermometer::skin-tone-2:", "status_expiration": 1773648000}},
            Status("face_with_thermometer", ends=datetime(2026, 3, 16, 8, tzinfo=UTC)),
        ),
        ({"profile": {"status_text": "Out sick"}}, Status(words="Out sick")),
        ({"deleted": True, "profile": None}, Status(left=True)),
        ({}, Status()),
    ],
)
def test_a_status_is_read_from_what_slack_tells(user: dict[str, object], status: Status) -> None:
    assert as_status(user) == status
