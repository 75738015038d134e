"""The settings: everything that can be set, with its default and how to get it."""

from typing import get_args

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_kinds import (
    AnyCaseLogLevel,
    ApiUrl,
    AppToken,
    BotToken,
    CommaList,
    DatabaseUrl,
    Days,
    Endpoint,
    Folder,
    LogLevel,
    Mode,
    ModelName,
    SigningSecret,
    Sum,
    UserIds,
)
from coaching.holdout import MOST_PERCENT
from coaching.watch import WatchMode


class SettingsError(Exception):
    """What is missing or wrong in the settings, all of it, each with the way to mend it."""


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

    bot_token: BotToken = Field(
        validation_alias="SLACK_BOT_TOKEN",
        description="copy it from https://api.slack.com/apps > your app > OAuth & Permissions > Bot User OAuth Token",
    )
    mode: Mode = Field(
        "socket", validation_alias="DEALCOACH_MODE", description=f"give one of {', '.join(get_args(Mode))}"
    )
    app_token: AppToken = Field(
        SecretStr(""),
        validate_default=True,
        validation_alias="SLACK_APP_TOKEN",
        description="make one at https://api.slack.com/apps > your app > Basic Information > App-Level Tokens, "
        "with the scope connections:write",
    )
    signing_secret: SigningSecret = Field(
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
    api_url: ApiUrl = Field(
        "https://slack.com/api/",
        validation_alias="SLACK_API_URL",
        description="leave it out unless you test against another Slack",
    )
    database_url: DatabaseUrl = Field(
        "sqlite:///dealcoach.db",
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
    team_deal: Sum = Field(
        None,
        validation_alias="DEALCOACH_TEAM_DEAL",
        description="give a sum with its currency such as 50000 EUR, or leave it out",
    )
    plays_dir: Folder = Field(None, validation_alias="DEALCOACH_PLAYS_DIR", description="give a folder of play files")
    reader_dir: Folder = Field(
        None,
        validation_alias="DEALCOACH_READER_DIR",
        description="give a folder that `dealcoach reader train` has written",
    )
    llm_url: Endpoint = Field(
        "",
        validation_alias="DEALCOACH_LLM_URL",
        description="give the address of an OpenAI-compatible endpoint, or leave it out: message text is sent there",
    )
    llm_model: ModelName = Field(
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
    log_level: AnyCaseLogLevel = Field(
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
