"""Settings are read once at start from the environment or `.env`, checked together, explained when wrong."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from dotenv import dotenv_values
from pydantic import ValidationError

from bot.settings import Settings, SettingsError, names_of_settings


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
