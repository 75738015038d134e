"""The settings: read once at start from the environment or `.env`, checked together, explained when wrong."""

import os
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from coaching.holdout import MOST_PERCENT
from coaching.money import Money
from coaching.watch import WatchMode

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Mode = Literal["socket", "http"]


class SettingsError(Exception):
    """What is missing or wrong in the settings, all of it, each with the way to mend it."""


def _begins_with(*prefixes: str) -> AfterValidator:
    """A secret that is given begins with one of Slack's prefixes; the secret itself is never repeated in the error."""

    def check(secret: SecretStr) -> SecretStr:
        given = secret.get_secret_value()
        if given and not given.startswith(prefixes):
            raise ValueError(f"must begin with {prefixes[0]}")
        return secret

    return AfterValidator(check)


def _needed_for(mode: Mode) -> BeforeValidator:
    """A secret that only one mode needs: there it must be given, in the other it may be left out."""

    def check(secret: object, known: ValidationInfo) -> object:
        given = secret.get_secret_value() if isinstance(secret, SecretStr) else secret
        if known.data.get("mode") == mode and not str(given).strip():
            raise PydanticCustomError("missing", "is missing")
        return secret

    return BeforeValidator(check)


def _as_signing_secret(secret: SecretStr) -> SecretStr:
    if secret.get_secret_value().startswith(("xox", "xapp-")):
        raise ValueError("it is a token, and the signing secret is 32 digits and letters without a prefix")
    return secret


def _split_at_commas(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _as_api_url(url: str) -> str:
    if not re.match(r"https?://[^/\s]+", url):
        raise ValueError("must be a web address such as https://slack.com/api/")
    return url.rstrip("/") + "/"


def _as_database_url(url: str) -> str:
    if not re.match(r"(sqlite(\+\w+)?:///|postgres(ql)?(\+\w+)?://).", url):
        raise ValueError(
            "must name a SQLite file, as in sqlite:///dealcoach.db (relative) or sqlite:////var/lib/dealcoach.db,"
            " or a Postgres database, as in postgresql://user:password@host/dealcoach"
        )
    return re.sub(r"^sqlite:", "sqlite+aiosqlite:", url)


def _as_user_id(value: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]+", value):
        raise ValueError(f"{value!r} is not a user id such as U012AB3CD (in Slack: profile > ⋮ > Copy member ID)")
    return value


def _as_day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is not a day such as 2026-12-25") from error


def _as_folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise ValueError(f"there is no folder {str(path)!r}: create it, or leave the setting out")
    return path


def _as_endpoint(url: str) -> str:
    """An OpenAI-compatible endpoint's address, "" for none."""
    if url and not re.fullmatch(r"https?://[^/\s@?#]+(/[^\s?#]*)?", url):
        raise ValueError("must be a web address such as http://localhost:11434/v1, without a key in it")
    return url.rstrip("/")


def _as_model(model: str, known: ValidationInfo) -> str:
    if known.data.get("llm_url") and not model:
        raise PydanticCustomError("missing", "is missing")
    return model


def _as_money(value: object) -> object:
    """A sum such as "50000 EUR", "" for none."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    told = re.fullmatch(r"([1-9][0-9]{0,14}) *([A-Za-z]{3})", value.strip().replace(",", "").replace("_", ""))
    if told is None:
        raise ValueError("must be a whole sum and a currency code such as 50000 EUR")
    return Money(int(told[1]), told[2].upper())


CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_at_commas)]
UserIds = Annotated[
    tuple[Annotated[str, AfterValidator(_as_user_id)], ...], NoDecode, BeforeValidator(_split_at_commas)
]
Days = Annotated[tuple[Annotated[date, BeforeValidator(_as_day)], ...], NoDecode, BeforeValidator(_split_at_commas)]
UpperCase = BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value)


class Settings(BaseSettings):
    """Everything that can be set. A field's description says how to get it; `.env.example` says what it does.

    `deal_rest_hours` are hours, `grace_seconds` seconds; the two daily limits of nudges count days in the person's
    time zone, `llm_per_day` counts requests in UTC days; `text_days` are days of 24 hours since a message was posted.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        case_sensitive=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Annotated[SecretStr, _begins_with("xoxb-", "xoxe.xoxb-")] = Field(
        validation_alias="SLACK_BOT_TOKEN",
        description="copy it from https://api.slack.com/apps > your app > OAuth & Permissions > Bot User OAuth Token",
    )
    mode: Mode = Field(
        "socket", validation_alias="DEALCOACH_MODE", description=f"give one of {', '.join(get_args(Mode))}"
    )
    app_token: Annotated[SecretStr, _needed_for("socket"), _begins_with("xapp-")] = Field(
        SecretStr(""),
        validate_default=True,
        validation_alias="SLACK_APP_TOKEN",
        description="make one at https://api.slack.com/apps > your app > Basic Information > App-Level Tokens, "
        "with the scope connections:write",
    )
    signing_secret: Annotated[SecretStr, _needed_for("http"), AfterValidator(_as_signing_secret)] = Field(
        SecretStr(""),
        validate_default=True,
        validation_alias="SLACK_SIGNING_SECRET",
        description="copy it from https://api.slack.com/apps > your app > Basic Information > Signing Secret",
    )
    http_host: str = Field(
        "127.0.0.1", validation_alias="DEALCOACH_HTTP_HOST", description="give an address of this machine"
    )
    http_port: int = Field(
        3000, ge=1, le=65535, validation_alias="DEALCOACH_HTTP_PORT", description="give a port from 1 to 65535"
    )
    api_url: Annotated[str, AfterValidator(_as_api_url)] = Field(
        "https://slack.com/api/",
        validation_alias="SLACK_API_URL",
        description="leave it out unless you test against another Slack",
    )
    database_url: Annotated[str, AfterValidator(_as_database_url)] = Field(
        "sqlite+aiosqlite:///dealcoach.db",
        validation_alias="DEALCOACH_DATABASE_URL",
        description="leave it out to keep dealcoach.db in the working folder",
    )
    workers: int | None = Field(
        None, ge=1, le=64, validation_alias="DEALCOACH_WORKERS", description="give a whole number from 1 to 64"
    )
    workspace_per_second: int = Field(
        5,
        ge=1,
        le=1000,
        validation_alias="DEALCOACH_WORKSPACE_PER_SECOND",
        description="give a whole number of messages a second",
    )
    admins: UserIds = Field(
        (), validation_alias="DEALCOACH_ADMINS", description="list user ids with commas between them"
    )
    watch: WatchMode = Field(
        "ask",
        validation_alias="DEALCOACH_WATCH",
        description="'ask' watches a channel once somebody there has said so, 'all' every channel that the bot is in",
    )
    crm_apps: CommaList = Field(
        ("HubSpot", "Salesforce", "Pipedrive"),
        validation_alias="DEALCOACH_CRM_APPS",
        description="list names or ids of Slack apps with commas between them",
    )
    deal_rest_hours: int = Field(
        20, ge=0, le=24 * 365, validation_alias="DEALCOACH_DEAL_REST_HOURS", description="give whole hours"
    )
    person_per_day: int = Field(
        3, ge=0, le=1000, validation_alias="DEALCOACH_PERSON_PER_DAY", description="give a whole number; 0 means never"
    )
    channel_per_day: int = Field(
        20,
        ge=0,
        le=1000,
        validation_alias="DEALCOACH_CHANNEL_PER_DAY",
        description="give a whole number; 0 means never",
    )
    holdout_percent: int = Field(
        0,
        ge=0,
        le=MOST_PERCENT,
        validation_alias="DEALCOACH_HOLDOUT_PERCENT",
        description=f"give a whole number from 0 (none) to {MOST_PERCENT}",
    )
    report_minimum: int = Field(
        20, ge=5, le=10_000, validation_alias="DEALCOACH_REPORT_MINIMUM", description="give a whole number, 5 or more"
    )
    holidays: Days = Field(
        (), validation_alias="DEALCOACH_HOLIDAYS", description="list days such as 2026-12-25 with commas between them"
    )
    text_days: int = Field(
        180, ge=1, le=3650, validation_alias="DEALCOACH_TEXT_DAYS", description="give whole days from 1 to 3650"
    )
    team_deal: Annotated[Money | None, BeforeValidator(_as_money)] = Field(
        None,
        validation_alias="DEALCOACH_TEAM_DEAL",
        description="give a sum with its currency such as 50000 EUR, or leave it out",
    )
    plays_dir: Annotated[Path | None, AfterValidator(_as_folder)] = Field(
        None, validation_alias="DEALCOACH_PLAYS_DIR", description="give a folder of play files"
    )
    reader_dir: Annotated[Path | None, AfterValidator(_as_folder)] = Field(
        None,
        validation_alias="DEALCOACH_READER_DIR",
        description="give a folder that `dealcoach reader train` has written",
    )
    llm_url: Annotated[str, AfterValidator(_as_endpoint)] = Field(
        "",
        validation_alias="DEALCOACH_LLM_URL",
        description="give the address of an OpenAI-compatible endpoint, or leave it out: message text is sent there",
    )
    llm_model: Annotated[str, AfterValidator(_as_model)] = Field(
        "",
        validate_default=True,
        validation_alias="DEALCOACH_LLM_MODEL",
        description="name the model as the endpoint at DEALCOACH_LLM_URL calls it",
    )
    llm_key: SecretStr = Field(
        SecretStr(""),
        validation_alias="DEALCOACH_LLM_KEY",
        description="leave it out where the endpoint asks for no key",
    )
    llm_timeout_seconds: int = Field(
        20, ge=1, le=120, validation_alias="DEALCOACH_LLM_TIMEOUT_SECONDS", description="give seconds from 1 to 120"
    )
    llm_per_day: int = Field(
        500, ge=0, le=1_000_000, validation_alias="DEALCOACH_LLM_PER_DAY", description="give a whole number of requests"
    )
    log_level: Annotated[LogLevel, UpperCase] = Field(
        "INFO", validation_alias="DEALCOACH_LOG_LEVEL", description=f"give one of {', '.join(get_args(LogLevel))}"
    )
    grace_seconds: int = Field(
        40, ge=1, le=600, validation_alias="DEALCOACH_GRACE_SECONDS", description="give whole seconds"
    )

    @property
    def events_at_once(self) -> int:
        """How many events are worked at the same time: SQLite has one writer, Postgres many."""
        return self.workers or (1 if self.database_url.startswith("sqlite") else 4)

    @property
    def asks_llm(self) -> bool:
        """Whether a language model is asked at all."""
        return bool(self.llm_url and self.llm_per_day)

    @property
    def shows_state(self) -> bool:
        """Whether /healthz, /readyz and /metrics are served: always over HTTP, else where a port is named."""
        return self.mode == "http" or "http_port" in self.model_fields_set


def names_of_settings() -> dict[str, str]:
    """Every setting's name in the environment, with the name of its field, in the order of `.env.example`."""
    return {str(field.validation_alias): name for name, field in Settings.model_fields.items()}


def load_settings() -> Settings:
    """Read the environment, and `.env` in the working folder where the environment is silent.

    Raises `SettingsError`, which names everything that is missing, wrong or misspelt at once.
    """
    wrong = [_explain_unknown(name) for name in _unknown_names()]
    try:
        settings = Settings()
    except ValidationError as error:
        wrong += [explain(dict(problem)) for problem in error.errors(include_input=False)]
    except UnicodeDecodeError:
        wrong.append(".env is not UTF-8 text: save it as UTF-8")
    if wrong:
        raise SettingsError(
            "Dealcoach cannot read its settings:\n" + "\n".join(f"- {line}" for line in sorted(set(wrong)))
        )
    return settings


def _unknown_names() -> Iterable[str]:
    try:
        in_file = dotenv_values(".env")
    except UnicodeDecodeError:
        in_file = {}
    ours = {name for name in (*os.environ, *in_file) if name.upper().startswith("DEALCOACH_")}
    return sorted(ours - set(names_of_settings()))


def _explain_unknown(name: str) -> str:
    near = get_close_matches(name.upper(), names_of_settings(), n=1, cutoff=0.6)
    return f"{name} is not a setting" + (
        f": did you mean {near[0]}?" if near else ": see .env.example for the settings"
    )


def explain(problem: dict[str, Any]) -> str:
    """What is wrong with one setting, as pydantic found it, and how to get it."""
    name, field = _setting_of(str(problem["loc"][0]))
    how = Settings.model_fields[field].description
    if problem["type"] == "missing":
        return f"{name} is missing: {how}"
    return f"{name} is wrong: {_reason(problem)}; {how}"


def _setting_of(place: str) -> tuple[str, str]:
    """The setting's name and its field's; pydantic calls a default that is refused by its field."""
    return next(both for both in names_of_settings().items() if place in both)


def _reason(problem: dict[str, Any]) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    return "it" + message.removeprefix("Input") if message.startswith("Input") else message
