"""Settings are read from the environment or `.env`, and one error says everything that is wrong with them."""

from datetime import date
from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr

from bot.settings import Settings, SettingsError, names_of_settings
from bot.settings_loading import load_settings
from coaching.money import Money

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret"}


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment with nothing but the two tokens, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in names_of_settings():
        monkeypatch.delenv(name, raising=False)
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    return monkeypatch


def test_two_tokens_are_enough(env: pytest.MonkeyPatch) -> None:
    settings = load_settings()

    assert settings.bot_token.get_secret_value() == TOKENS["SLACK_BOT_TOKEN"]
    assert settings.database_url == "sqlite:///dealcoach.db"
    assert settings.crm_apps == ("HubSpot", "Salesforce", "Pipedrive")
    assert (settings.deal_rest_hours, settings.person_per_day, settings.channel_per_day) == (20, 3, 20)


def test_a_token_never_shows_when_settings_are_printed(env: pytest.MonkeyPatch) -> None:
    settings = load_settings()

    shown = f"{settings!r} {settings}"

    assert not [token for token in TOKENS.values() if token in shown]


def test_the_environment_wins_over_the_file(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEALCOACH_PERSON_PER_DAY=5\nDEALCOACH_CHANNEL_PER_DAY=6\n")
    env.setenv("DEALCOACH_PERSON_PER_DAY", "7")

    settings = load_settings()

    assert (settings.person_per_day, settings.channel_per_day) == (7, 6)


def test_holidays_are_days_and_anything_else_is_told(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_HOLIDAYS", "2026-12-25, 2027-01-01,")
    days = load_settings().holidays

    env.setenv("DEALCOACH_HOLIDAYS", "2026-12-25,25.12.2026")
    with pytest.raises(SettingsError, match=r"DEALCOACH_HOLIDAYS is wrong: '25\.12\.2026' is not a day") as caught:
        load_settings()

    assert days == (date(2026, 12, 25), date(2027, 1, 1))
    assert "list days such as 2026-12-25" in str(caught.value)


def test_lists_are_separated_by_commas(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_ADMINS", "U012AB, W9 ,")
    env.setenv("DEALCOACH_CRM_APPS", "HubSpot, A0SALES")

    settings = load_settings()

    assert settings.admins == ("U012AB", "W9")
    assert settings.crm_apps == ("HubSpot", "A0SALES")


def test_a_plain_sqlite_address_is_taken(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_DATABASE_URL", "sqlite:////var/lib/deals.db")

    assert load_settings().database_url == "sqlite:////var/lib/deals.db"


@pytest.mark.parametrize("written", ["http://localhost:3000/api", "http://localhost:3000/api/"])
def test_the_api_address_ends_in_one_slash(env: pytest.MonkeyPatch, written: str) -> None:
    env.setenv("SLACK_API_URL", written)

    assert load_settings().api_url == "http://localhost:3000/api/"


def test_an_empty_line_counts_as_not_set(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_PERSON_PER_DAY", "")

    assert load_settings().person_per_day == 3


def test_one_error_names_all_that_is_missing_wrong_or_misspelt(env: pytest.MonkeyPatch) -> None:
    env.delenv("SLACK_BOT_TOKEN")
    env.setenv("SLACK_APP_TOKEN", "xoxb-swapped-secret")
    env.setenv("DEALCOACH_WATCH", "some")
    env.setenv("DEALCOACH_ADMINS", "bob")
    env.setenv("DEALCOACH_PERSON_PER_DAY", "many")
    env.setenv("DEALCOACH_PLAYS_DIR", "/no/such/folder")
    env.setenv("DEALCOACH_CHANEL_PER_DAY", "3")

    with pytest.raises(SettingsError) as raised:
        load_settings()

    lines = str(raised.value).splitlines()
    assert len(lines) == 8
    said = "\n".join(lines)
    assert "SLACK_BOT_TOKEN is missing: copy it from https://api.slack.com/apps" in said
    assert "SLACK_APP_TOKEN is wrong: must begin with xapp-" in said
    assert "DEALCOACH_WATCH is wrong" in said
    assert "'bob' is not a user id" in said
    assert "DEALCOACH_PERSON_PER_DAY is wrong" in said
    assert "there is no folder '/no/such/folder'" in said
    assert "DEALCOACH_CHANEL_PER_DAY is not a setting: did you mean DEALCOACH_CHANNEL_PER_DAY?" in said
    assert "swapped-secret" not in said


def test_a_misspelt_name_in_the_file_is_found_too(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEALCOACH_ADMIN=U1\n")

    with pytest.raises(SettingsError, match="DEALCOACH_ADMIN is not a setting: did you mean DEALCOACH_ADMINS"):
        load_settings()


@pytest.mark.parametrize("url", ["postgres://x/y", "postgresql://me:word@host/deals", "postgresql+psycopg://x/y"])
def test_a_postgres_address_is_taken_as_it_is(env: pytest.MonkeyPatch, url: str) -> None:
    env.setenv("DEALCOACH_DATABASE_URL", url)

    settings = load_settings()

    assert settings.database_url == url
    assert settings.events_at_once == 4


def test_one_event_at_a_time_is_worked_on_sqlite_unless_another_number_is_set(env: pytest.MonkeyPatch) -> None:
    alone = load_settings().events_at_once
    env.setenv("DEALCOACH_WORKERS", "3")

    assert (alone, load_settings().events_at_once) == (1, 3)


def test_over_http_the_signing_secret_is_needed_and_the_app_token_is_not(env: pytest.MonkeyPatch) -> None:
    env.delenv("SLACK_APP_TOKEN")
    env.setenv("DEALCOACH_MODE", "http")
    env.setenv("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef")

    settings = load_settings()

    assert settings.signing_secret.get_secret_value() == "0123456789abcdef0123456789abcdef"
    assert (settings.mode, settings.http_host, settings.http_port) == ("http", "127.0.0.1", 3000)


@pytest.mark.parametrize("secret", [None, "", "   "])
def test_over_http_an_empty_signing_secret_is_refused(env: pytest.MonkeyPatch, secret: str | None) -> None:
    env.setenv("DEALCOACH_MODE", "http")
    if secret is not None:
        env.setenv("SLACK_SIGNING_SECRET", secret)

    with pytest.raises(SettingsError, match=r"SLACK_SIGNING_SECRET is missing: copy it from https://api\.slack\.com"):
        load_settings()


def test_a_token_in_place_of_the_signing_secret_is_refused_without_being_shown(env: pytest.MonkeyPatch) -> None:
    env.setenv("SLACK_SIGNING_SECRET", TOKENS["SLACK_BOT_TOKEN"])

    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET is wrong: it is a token") as raised:
        load_settings()

    assert TOKENS["SLACK_BOT_TOKEN"] not in str(raised.value)


@pytest.mark.parametrize("given", [None, ""])
def test_over_a_socket_the_app_token_is_needed(env: pytest.MonkeyPatch, given: str | None) -> None:
    env.delenv("SLACK_APP_TOKEN")
    if given is not None:
        env.setenv("SLACK_APP_TOKEN", given)

    with pytest.raises(SettingsError, match=r"SLACK_APP_TOKEN is missing: make one at https://api\.slack\.com"):
        load_settings()


def test_pages_of_state_are_shown_over_http_and_beside_a_socket_only_where_a_port_is_named(
    env: pytest.MonkeyPatch,
) -> None:
    env.setenv("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef")
    unnamed = load_settings().shows_state
    env.setenv("DEALCOACH_HTTP_PORT", "3000")
    named = load_settings().shows_state
    env.delenv("DEALCOACH_HTTP_PORT")
    env.setenv("DEALCOACH_MODE", "http")

    assert (unnamed, named, load_settings().shows_state) == (False, True, True)


@pytest.mark.parametrize("url", ["postgres:/x/y", "mysql://x/y", "sqlite://", "deals.db"])
def test_another_database_is_refused_with_an_example(env: pytest.MonkeyPatch, url: str) -> None:
    env.setenv("DEALCOACH_DATABASE_URL", url)

    with pytest.raises(SettingsError, match=r"sqlite:///dealcoach\.db"):
        load_settings()


def test_no_language_model_is_set_unless_somebody_sets_one(env: pytest.MonkeyPatch) -> None:
    settings = load_settings()

    assert (settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value()) == ("", "", "")


def test_a_language_model_needs_an_address_and_a_name(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_LLM_URL", "http://localhost:11434/v1/")
    env.setenv("DEALCOACH_LLM_MODEL", "qwen3:8b")

    settings = load_settings()

    assert (settings.llm_url, settings.llm_model) == ("http://localhost:11434/v1", "qwen3:8b")
    assert (settings.llm_timeout_seconds, settings.llm_per_day) == (20, 500)


def test_a_language_model_without_a_name_is_refused(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_LLM_URL", "http://localhost:11434/v1")

    with pytest.raises(SettingsError, match="DEALCOACH_LLM_MODEL is missing: name the model as the endpoint at"):
        load_settings()


@pytest.mark.parametrize(
    "url", ["localhost:11434", "ftp://a/v1", "https://", "https://sk-1@a/v1", "https://a/v1?key=1"]
)
def test_what_is_no_endpoints_address_is_refused(env: pytest.MonkeyPatch, url: str) -> None:
    env.setenv("DEALCOACH_LLM_URL", url)
    env.setenv("DEALCOACH_LLM_MODEL", "qwen3:8b")

    with pytest.raises(SettingsError, match=r"DEALCOACH_LLM_URL is wrong: must be a web address such as http://local"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT_SECONDS", "0"), ("TIMEOUT_SECONDS", "121"), ("PER_DAY", "-1"), ("PER_DAY", "many")],
)
def test_seconds_and_requests_of_a_language_model_have_their_bounds(
    env: pytest.MonkeyPatch, name: str, value: str
) -> None:
    env.setenv(f"DEALCOACH_LLM_{name}", value)

    with pytest.raises(SettingsError, match=f"DEALCOACH_LLM_{name} is wrong"):
        load_settings()


def test_a_language_models_key_never_shows_when_settings_are_printed(env: pytest.MonkeyPatch) -> None:
    env.setenv("DEALCOACH_LLM_KEY", "sk-very-secret")

    assert "sk-very-secret" not in f"{load_settings()!r}"


def test_the_example_file_names_every_setting_with_its_default_after_a_sentence(repository: Path) -> None:
    lines = (repository / ".env.example").read_text(encoding="utf-8").splitlines()

    settings = [number for number, line in enumerate(lines) if "=" in line and " " not in line.split("=")[0]]

    shown = {lines[n].lstrip("#").split("=")[0]: lines[n].split("=", 1)[1] for n in settings}
    assert list(shown) == list(names_of_settings())
    assert shown == {name: _as_written(field) for name, field in names_of_settings().items()}
    assert all(lines[n - 1].startswith("# ") for n in settings)


def test_the_example_file_with_two_tokens_gives_the_defaults(
    env: pytest.MonkeyPatch, tmp_path: Path, repository: Path
) -> None:
    example = (repository / ".env.example").read_text(encoding="utf-8").replace("\n#DEALCOACH", "\nDEALCOACH")
    plain = load_settings()
    (tmp_path / ".env").write_text(example, encoding="utf-8")

    from_example = load_settings()

    assert from_example == plain
    assert dotenv_values(tmp_path / ".env")["DEALCOACH_WATCH"] == "ask"


def _as_written(field: str) -> str:
    default = Settings.model_fields[field].get_default()
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    if isinstance(default, tuple):
        return ",".join(default)
    return "" if default is None or Settings.model_fields[field].is_required() else str(default)


@pytest.mark.parametrize(
    ("written", "money"),
    [("50000 EUR", Money(50_000, "EUR")), ("50,000usd", Money(50_000, "USD")), ("", None), ("  ", None)],
)
def test_the_teams_threshold_is_a_sum_in_a_currency(env: pytest.MonkeyPatch, written: str, money: Money | None) -> None:
    env.setenv("DEALCOACH_TEAM_DEAL", written)

    assert load_settings().team_deal == money


@pytest.mark.parametrize("written", ["50000", "EUR", "-5 EUR", "0 EUR", "50.5 EUR", "50000 euros"])
def test_a_threshold_without_a_currency_or_a_whole_sum_is_explained(env: pytest.MonkeyPatch, written: str) -> None:
    env.setenv("DEALCOACH_TEAM_DEAL", written)

    with pytest.raises(SettingsError, match=r"DEALCOACH_TEAM_DEAL is wrong: .* such as 50000 EUR"):
        load_settings()
