"""`dealcoach doctor`: of each thing that the bot needs it says that it is fine, or what to do."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from command_line import dealcoach
from migrated_file import migrated_file
from stub_slack import APP_TOKEN, BOT_TOKEN, Fault, StubSlack

from bot.doctor import examine
from bot.doctor.database import clock_finding, examine_database
from bot.doctor.finding import Finding, lasting
from bot.doctor.incomplete_settings import load_what_is_there
from bot.settings import Settings, names_of_settings
from coaching.message import Tenant
from storage import Storage

pytest_plugins = ("storage_databases",)

TEAM = Tenant("T0SALES")
KEPT: tuple[str, str, str, dict[str, Any]] = ("message", "C1/1.0", "1.0", {"event": {}})


def settings(slack: StubSlack, database: Path, **changed: str) -> Settings:
    """Settings with everything that is needed."""
    told = {**slack.environment, "DEALCOACH_DATABASE_URL": f"sqlite:///{database}", **changed}
    return Settings.model_validate(told)


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without our settings, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in names_of_settings():
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Path]:
    """A database that has taken an event and finished it."""
    storage = Storage(await migrated_file(tmp_path / "dealcoach.db"))
    await storage.keep_event(TEAM, "Ev1", *KEPT)
    (claim,) = await storage.inbox.claim("me", 1)
    async with storage.begin(TEAM, finishing=claim):
        pass
    await storage.close()
    yield tmp_path / "dealcoach.db"


async def found(slack: StubSlack, database: Path, **changed: str) -> dict[str, Finding]:
    """What is found, by subject."""
    return {finding.subject: finding for finding in await examine(settings(slack, database, **changed))}


async def test_when_all_is_well_every_line_says_so(slack: StubSlack, database: Path) -> None:
    told = await found(slack, database)

    assert [finding for finding in told.values() if not finding.fine] == []
    assert set(told) == {
        "database",
        "migrations",
        "inbox",
        "outbox",
        "due",
        "failed",
        "last event",
        "database clock",
        "token",
        "scopes",
        "socket",
        "slack clock",
        "reader",
        "plays",
    }
    assert told["database"].told.startswith("sqlite 3.")
    assert told["token"].told == "Slack knows it, for the workspace Sales (https://sales.slack.com/)"
    assert told["plays"].told == "12 plays and 11 timed plays in use"


async def test_nothing_is_made_changed_or_posted(slack: StubSlack, tmp_path: Path) -> None:
    told = await found(slack, tmp_path / "typo.db")

    assert told["database"].told.endswith("typo.db is not there yet: `dealcoach run` creates it.")
    assert not told["queues"].fine
    assert {call.method for call in slack.calls} == {"auth.test", "apps.connections.open", "api.test"}
    assert [path.name for path in await asyncio.to_thread(lambda: [*tmp_path.iterdir()])] == []


async def test_scopes_that_the_token_lacks_are_named(slack: StubSlack, database: Path) -> None:
    slack.scopes = ["chat:write", "channels:history", "files:read"]

    told = await found(slack, database)

    assert not told["scopes"].fine
    assert told["scopes"].told.startswith("the token lacks app_mentions:read, channels:read, commands, ")
    assert "install the app again" in told["scopes"].told


async def test_scopes_beyond_need_are_named_and_fine(slack: StubSlack, database: Path) -> None:
    slack.scopes = [*slack.scopes, "files:read"]

    told = await found(slack, database)

    assert told["scopes"].fine
    assert told["scopes"].told.endswith("that are needed; not needed: files:read")


@pytest.mark.parametrize(
    ("method", "subject", "advice"),
    [
        ("auth.test", "token", "SLACK_BOT_TOKEN was revoked: copy the Bot User OAuth Token from"),
        ("apps.connections.open", "socket", "make a token with the scope connections:write"),
    ],
)
async def test_a_token_that_slack_refuses_is_told_with_what_to_do(
    slack: StubSlack, database: Path, method: str, subject: str, advice: str
) -> None:
    slack.fail(method, Fault("token_revoked"))

    told = await found(slack, database)

    assert not told[subject].fine
    assert advice in told[subject].told


async def test_a_slack_that_is_not_there_leaves_the_rest_examined(slack: StubSlack, database: Path) -> None:
    told = await found(slack, database, SLACK_API_URL="http://127.0.0.1:9/api/")

    assert {subject for subject, finding in told.items() if not finding.fine} == {"token", "socket", "slack clock"}
    assert "check the network and SLACK_API_URL" in told["slack clock"].told


@pytest.mark.parametrize(
    ("ahead", "fine", "words"),
    [
        (30.0, True, "ahead of ours, which does no harm"),
        (-45.0, True, "behind ours, which does no harm"),
        (300.0, False, "5 minutes ahead of ours: let both machines take their time from the network"),
        (-7200.0, False, "2 hours behind ours: let both"),
    ],
)
async def test_a_clock_may_be_off_by_a_minute(
    slack: StubSlack, database: Path, ahead: float, fine: bool, words: str
) -> None:
    slack.clock_ahead = ahead

    told = await found(slack, database)

    assert told["slack clock"].fine is fine
    assert words in told["slack clock"].told


def test_two_clocks_that_agree_to_a_second_agree() -> None:
    assert clock_finding("clock", "its", -1.4) == Finding("clock", "agrees with ours")


async def test_with_http_the_running_bot_is_asked_whether_it_is_ready(slack: StubSlack, database: Path) -> None:
    answers = [web.Response(status=503, text="the worker does not run\n"), web.Response(text="ok\n")]

    async def ready(_request: web.Request) -> web.Response:
        return answers.pop(0)

    app = web.Application()
    app.router.add_get("/readyz", ready)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    http = {"DEALCOACH_MODE": "http", "SLACK_SIGNING_SECRET": "0" * 32, "SLACK_APP_TOKEN": ""}
    http["DEALCOACH_HTTP_PORT"] = str(runner.addresses[0][1])

    not_ready, ready_now = await found(slack, database, **http), await found(slack, database, **http)
    await runner.cleanup()
    gone = await found(slack, database, **http)

    assert not not_ready["http"].fine
    assert "is not ready (the worker does not run)" in not_ready["http"].told
    assert ready_now["http"].fine
    assert not gone["http"].fine
    assert "nothing answers at http://127.0.0.1:" in gone["http"].told
    assert "start the bot (`dealcoach run`)" in gone["http"].told
    assert "socket" not in gone


async def test_a_play_that_is_left_out_is_told_by_file_and_key(
    slack: StubSlack, database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "plays"
    folder.mkdir()
    (folder / "ours.yaml").write_text("id: ours\ntitle: 7\n", "utf-8")

    told = await found(slack, database, DEALCOACH_PLAYS_DIR=str(folder))

    assert not told["plays"].fine
    assert "ours.yaml: " in told["plays"].told


async def test_events_that_nobody_works_are_told(storage: Storage) -> None:
    await storage.keep_event(TEAM, "Ev1", *KEPT)
    await storage.keep_event(TEAM, "Ev2", *KEPT)
    before = await examine_database(storage, datetime.now(UTC))
    await age(storage, timedelta(minutes=10))

    after = await examine_database(storage, datetime.now(UTC))

    fresh, old = (next(one for one in all_ if one.subject == "inbox") for all_ in (before, after))
    assert fresh.fine
    assert fresh.told.startswith("2 events waiting, the oldest for ")
    assert not old.fine
    assert old.told.startswith("2 events waiting, the oldest for 10 minutes: see that the bot runs (`dealcoach run`)")


async def age(storage: Storage, by: timedelta) -> None:
    """Let everything in the inbox have come that much earlier."""
    earlier = int(by.total_seconds() * 1000)
    async with storage._transaction() as connection:
        await connection.exec_driver_sql(
            f"UPDATE inbox SET created_at = created_at - {earlier}, due_at = due_at - {earlier}"  # noqa: S608
        )


async def test_what_was_given_up_is_told_with_its_reason(storage: Storage) -> None:
    await storage.keep_event(TEAM, "Ev1", *KEPT)
    (claim,) = await storage.inbox.claim("me", 1)
    await storage.inbox.give_up(claim, "The event is of no use.")

    told = {finding.subject: finding for finding in await examine_database(storage, datetime.now(UTC))}

    assert told["failed"] == Finding(
        "failed", f"1 row given up, the latest first: inbox {claim.id}: The event is of no use", fine=False
    )


async def test_the_age_of_the_last_event_is_told_and_none_is_something_to_do(storage: Storage) -> None:
    never = {finding.subject: finding for finding in await examine_database(storage, datetime.now(UTC))}
    await storage.keep_event(TEAM, "Ev1", *KEPT)

    later = await examine_database(storage, datetime.now(UTC) + timedelta(hours=3))

    assert not never["last event"].fine
    assert "start the bot, /invite it to a channel" in never["last event"].told
    assert Finding("last event", "3 hours ago") in later


async def test_tables_of_another_version_are_told(database: Path) -> None:
    storage = Storage(f"sqlite:///{database}")
    async with storage._transaction() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    told = await examine_database(storage, datetime.now(UTC))

    assert not told[0].fine
    assert "is of an earlier version" in told[0].told
    await storage.close()


def test_what_is_missing_or_wrong_is_told_and_the_rest_is_used(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_BOT_TOKEN", "xapp-swapped")
    env.setenv("DEALCOACH_PERSON_PER_DAY", "many")
    env.setenv("DEALCOACH_CHANNEL_PER_DAY", "7")
    env.setenv("DEALCOACH_CHANEL_PER_DAY", "8")

    there, problems, unusable = load_what_is_there()

    assert unusable == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DEALCOACH_PERSON_PER_DAY"}
    assert (there.person_per_day, there.channel_per_day) == (3, 7)
    assert len(problems) == 4
    assert any("SLACK_APP_TOKEN is missing" in problem for problem in problems)


def test_good_settings_are_used_as_they_are(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    env.setenv("SLACK_APP_TOKEN", APP_TOKEN)

    there, problems, unusable = load_what_is_there()

    assert (problems, unusable) == ((), frozenset())
    assert there.bot_token.get_secret_value() == BOT_TOKEN


def test_a_settings_file_that_cannot_be_read_is_told(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")

    _, problems, unusable = load_what_is_there()

    assert any("not UTF-8" in problem for problem in problems)
    assert "SLACK_BOT_TOKEN" in unusable


async def test_from_outside_an_empty_folder_gives_a_list_of_things_to_do_and_exit_code_1(
    slack: StubSlack, tmp_path: Path
) -> None:
    shown = await asyncio.to_thread(dealcoach, "doctor", folder=tmp_path, SLACK_API_URL=slack.api_url)

    lines = shown.stdout.splitlines()
    assert shown.returncode == 1
    assert shown.stderr == ""
    assert any(line.startswith("do  settings:       SLACK_BOT_TOKEN is missing: copy it from") for line in lines)
    assert any(line == "do  token:          not looked at: SLACK_BOT_TOKEN comes first" for line in lines)
    assert "ok  plays:          12 plays and 11 timed plays in use" in lines
    assert "ok  slack clock:    agrees with ours" in lines
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240  nothing else runs


async def test_from_outside_a_healthy_bot_gives_exit_code_0(slack: StubSlack, database: Path, tmp_path: Path) -> None:
    shown = await asyncio.to_thread(dealcoach, "doctor", folder=tmp_path, **slack.environment)

    assert shown.returncode == 0, shown.stdout
    assert {line[:4] for line in shown.stdout.splitlines()} == {"ok  "}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 seconds"),
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (-3600, "1 hour"),
        (7200, "2 hours"),
        (86400 * 3, "3 days"),
    ],
)
def test_spans_are_told_in_the_unit_that_a_person_would_use(seconds: float, words: str) -> None:
    assert lasting(seconds) == words
