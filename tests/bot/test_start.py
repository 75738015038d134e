"""The checks before the socket opens fail with one sentence that says what to do."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs
from stub_slack import APP_TOKEN, BOT_TOKEN, RATE_LIMITED, Fault, StubSlack

from bot.settings import Settings
from bot.start import (
    StartError,
    check_app_token,
    check_bot_token,
    load_coaching,
    open_session,
    open_storage,
    slack_client,
)
from coaching.message import Tenant
from coaching.situation import Limits


def settings(**changed: str) -> Settings:
    return Settings.model_validate({"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN} | changed)


@pytest_asyncio.fixture
async def client(slack: StubSlack) -> AsyncIterator[AsyncWebClient]:
    async with open_session() as session:
        yield slack_client(settings(SLACK_API_URL=slack.api_url), session)


async def test_a_good_token_tells_who_and_where_we_are(client: AsyncWebClient) -> None:
    installation = await check_bot_token(client)

    assert installation.tenant == Tenant("T0SALES")
    assert (installation.bot_id, installation.bot_user) == ("B0COACH", "U0COACH")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault("invalid_auth"), "Slack does not know SLACK_BOT_TOKEN: copy the Bot User OAuth Token from"),
        (Fault("token_revoked"), "SLACK_BOT_TOKEN was revoked: copy"),
        (Fault("team_access_not_granted"), r"Slack refuses SLACK_BOT_TOKEN \(team_access_not_granted\): copy"),
        (RATE_LIMITED, "start again in 0 seconds"),
        (Fault(status=503), r"Slack does not answer at http://127.* \(HTTP 503\): check the network and SLACK_API_URL"),
    ],
)
async def test_a_bot_token_that_slack_refuses_is_told_in_a_sentence(
    slack: StubSlack, client: AsyncWebClient, fault: Fault, sentence: str
) -> None:
    slack.fail("auth.test", fault)

    with pytest.raises(StartError, match=sentence):
        await check_bot_token(client)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            Fault("invalid_auth"),
            r"Slack refuses SLACK_APP_TOKEN \(invalid_auth\): make a token with .*connections:write",
        ),
        (Fault("missing_scope"), "SLACK_APP_TOKEN lacks the scope connections:write: make a token"),
    ],
)
async def test_an_app_token_that_slack_refuses_is_told_in_a_sentence(
    slack: StubSlack, client: AsyncWebClient, fault: Fault, sentence: str
) -> None:
    slack.fail("apps.connections.open", fault)

    with pytest.raises(StartError, match=sentence):
        await check_app_token(client, APP_TOKEN)


async def test_a_good_app_token_passes_and_is_sent_as_such(slack: StubSlack, client: AsyncWebClient) -> None:
    await check_app_token(client, APP_TOKEN)

    with pytest.raises(StartError, match="SLACK_APP_TOKEN"):
        await check_app_token(client, "xapp-of-somebody-else")


async def test_a_slack_that_is_not_there_is_told_with_its_address() -> None:
    async with open_session() as session:
        nowhere = slack_client(settings(SLACK_API_URL="http://127.0.0.1:9/api"), session)

        with pytest.raises(StartError, match=r"does not answer at http://127\.0\.0\.1:9/api/ .*check the network"):
            await check_bot_token(nowhere)


def test_the_coach_works_within_the_settings(tmp_path: Path) -> None:
    given = settings(DEALCOACH_DEAL_REST_HOURS="5", DEALCOACH_PERSON_PER_DAY="1", DEALCOACH_CHANNEL_PER_DAY="2")

    content = load_coaching(given)

    assert content.coach.limits == Limits(timedelta(hours=5), person_per_day=1, channel_per_day=2)


def test_a_wrong_play_of_the_team_is_left_out_with_a_warning_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "our_play.yaml").write_text("id: our_play\ntitle: Ours\n", encoding="utf-8")

    with capture_logs() as lines:
        content = load_coaching(settings(DEALCOACH_PLAYS_DIR=str(tmp_path)))

    about_ours = [line for line in lines if "our_play.yaml" in line["problem"]]
    assert content.coach.playbook.get("our_play") is None
    assert content.coach.playbook.get("find_decision_maker") is not None
    assert {line["log_level"] for line in about_ours} == {"warning"}


async def test_a_missing_database_is_made_and_migrated(tmp_path: Path) -> None:
    storage = await open_storage(settings(DEALCOACH_DATABASE_URL=f"sqlite:///{tmp_path / 'deals.db'}"))

    await storage.check()
    await storage.close()


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("no/such/folder/deals.db", "create .*no/such/folder"),
        ("file.txt/deals.db", "create"),
        (".", "choose another"),
    ],
)
async def test_a_database_that_cannot_be_opened_is_told_with_its_place(tmp_path: Path, path: str, advice: str) -> None:
    (tmp_path / "file.txt").write_text("not a folder")

    with pytest.raises(StartError, match=f"The database at .* {advice}") as raised:
        await open_storage(settings(DEALCOACH_DATABASE_URL=f"sqlite:///{tmp_path / path}"))

    assert "\n" not in str(raised.value)


async def test_a_file_that_is_no_database_is_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / "deals.db").write_text(
        "this is a text file, not a database, and it is longer than a header of one" * 20
    )

    with pytest.raises(StartError, match="DEALCOACH_DATABASE_URL"):
        await open_storage(settings(DEALCOACH_DATABASE_URL=f"sqlite:///{tmp_path / 'deals.db'}"))

    assert (tmp_path / "deals.db").read_text().startswith("this is a text file")
