"""The kinds of values that settings take: how each is read from its words, and what is said of one that is wrong."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from coaching.money import Money

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Mode = Literal["socket", "http"]


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
    return url


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


BotToken = Annotated[SecretStr, _begins_with("xoxb-", "xoxe.xoxb-")]
AppToken = Annotated[SecretStr, _needed_for("socket"), _begins_with("xapp-")]
SigningSecret = Annotated[SecretStr, _needed_for("http"), AfterValidator(_as_signing_secret)]
ApiUrl = Annotated[str, AfterValidator(_as_api_url)]
DatabaseUrl = Annotated[str, AfterValidator(_as_database_url)]
Endpoint = Annotated[str, AfterValidator(_as_endpoint)]
ModelName = Annotated[str, AfterValidator(_as_model)]
Folder = Annotated[Path | None, AfterValidator(_as_folder)]
Sum = Annotated[Money | None, BeforeValidator(_as_money)]
AnyCaseLogLevel = Annotated[LogLevel, BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value)]
CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_at_commas)]
UserIds = Annotated[
    tuple[Annotated[str, AfterValidator(_as_user_id)], ...], NoDecode, BeforeValidator(_split_at_commas)
]
Days = Annotated[tuple[Annotated[date, BeforeValidator(_as_day)], ...], NoDecode, BeforeValidator(_split_at_commas)]
