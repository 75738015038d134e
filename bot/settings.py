"""The settings: read once at start from the environment or `.env`, checked together, explained when wrong."""

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class SettingsError(Exception):
    """What is missing or wrong in the settings, all of it, each with the way to mend it."""


def _begins_with(*prefixes: str) -> AfterValidator:
    """A secret must begin with one of Slack's prefixes; the secret itself is never repeated in the error."""

    def check(secret: SecretStr) -> SecretStr:
        if not secret.get_secret_value().startswith(prefixes):
            raise ValueError(f"must begin with {prefixes[0]}")
        return secret

    return AfterValidator(check)


def _split_at_commas(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _as_api_url(url: str) -> str:
    if not re.match(r"https?://[^/\s]+", url):
        raise ValueError("must be a web address such as https://slack.com/api/")
    return url.rstrip("/") + "/"


def _as_database_url(url: str) -> str:
    if not re.match(r"sqlite(\+aiosqlite)?:///.", url):
        raise ValueError(
            "must name a SQLite file, as in sqlite:///dealcoach.db (relative) or sqlite:////var/lib/dealcoach.db"
        )
    return re.sub(r"^sqlite:", "sqlite+aiosqlite:", url)


def _as_user_id(value: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]+", value):
        raise ValueError(f"{value!r} is not a user id such as U012AB3CD (in Slack: profile > ⋮ > Copy member ID)")
    return value


def _as_folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise ValueError(f"there is no folder {str(path)!r}: create it, or leave the setting out")
    return path


CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_at_commas)]
UserIds = Annotated[
    tuple[Annotated[str, AfterValidator(_as_user_id)], ...], NoDecode, BeforeValidator(_split_at_commas)
]
UpperCase = BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value)


class Settings(BaseSettings):
    """Everything that can be set. A field's description says how to get it; `.env.example` says what it does.

    `deal_rest_hours` are hours, `grace_seconds` seconds; the two daily limits count nudges per day in the person's
    time zone.
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
    app_token: Annotated[SecretStr, _begins_with("xapp-")] = Field(
        validation_alias="SLACK_APP_TOKEN",
        description="make one at https://api.slack.com/apps > your app > Basic Information > App-Level Tokens, "
        "with the scope connections:write",
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
    admins: UserIds = Field(
        (), validation_alias="DEALCOACH_ADMINS", description="list user ids with commas between them"
    )
    watch: Literal["all"] = Field(
        "all", validation_alias="DEALCOACH_WATCH", description="'all' watches every channel that the bot is in"
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
    plays_dir: Annotated[Path | None, AfterValidator(_as_folder)] = Field(
        None, validation_alias="DEALCOACH_PLAYS_DIR", description="give a folder of play files"
    )
    log_level: Annotated[LogLevel, UpperCase] = Field(
        "INFO", validation_alias="DEALCOACH_LOG_LEVEL", description=f"give one of {', '.join(get_args(LogLevel))}"
    )
    grace_seconds: int = Field(
        40, ge=1, le=600, validation_alias="DEALCOACH_GRACE_SECONDS", description="give whole seconds"
    )


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
        wrong += [_explain(dict(problem)) for problem in error.errors(include_input=False)]
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


def _explain(problem: dict[str, Any]) -> str:
    name = str(problem["loc"][0])
    how = Settings.model_fields[names_of_settings()[name]].description
    if problem["type"] == "missing":
        return f"{name} is missing: {how}"
    return f"{name} is wrong: {_reason(problem)}; {how}"


def _reason(problem: dict[str, Any]) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    return "it" + message.removeprefix("Input") if message.startswith("Input") else message
