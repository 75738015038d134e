"""Settings of which some are missing or wrong: all that can be used, with the defaults for the rest."""

from typing import Any

from pydantic import ValidationError

from bot.settings import Settings, SettingsError, names_of_settings
from bot.settings_loading import load_settings

_STAND_INS = {
    "SLACK_BOT_TOKEN": "xoxb-none",
    "SLACK_APP_TOKEN": "xapp-none",
    "SLACK_SIGNING_SECRET": "none",
    "DEALCOACH_LLM_MODEL": "none",
}
"""For what has no default that could stand; nobody is to use these."""


def load_what_is_there() -> tuple[Settings, tuple[str, ...], frozenset[str]]:
    """The settings, what is wrong with them (a sentence each), and the names of those that hold a stand-in."""
    try:
        return load_settings(), (), frozenset()
    except SettingsError as error:
        problems = tuple(line.removeprefix("- ") for line in str(error).splitlines()[1:])
    replaced: dict[str, Any] = {}
    while True:
        try:
            return Settings(**replaced), problems, frozenset(replaced)
        except UnicodeDecodeError:
            replaced["_env_file"] = None
        except ValidationError as error:
            named = {_name(problem["loc"][0]) for problem in error.errors(include_input=False)} - replaced.keys()
            if not named:
                raise
            replaced |= {name: _stand_in(name) for name in named}


def _name(place: object) -> str:
    """A setting's name in the environment; of a default that is refused pydantic tells the field's."""
    return next((name for name, field in names_of_settings().items() if field == place), str(place))


def _stand_in(name: str) -> Any:
    return _STAND_INS.get(name) or Settings.model_fields[names_of_settings()[name]].get_default()
