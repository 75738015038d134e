"""What the commands without Slack work with: the settings that matter to them, and the coach ready to answer."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from pydantic import ValidationError

from bot.content import Content, ContentError, load_content
from bot.export.recording import NotARecordingError
from bot.settings import Settings, SettingsError
from bot.settings_loading import explain
from coaching.business_days import BusinessDays
from coaching.situation import Limits
from storage import StorageError

_NO_TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-not-needed",
    "SLACK_APP_TOKEN": "xapp-not-needed",
    "SLACK_SIGNING_SECRET": "not-needed",
}


def load_offline_settings() -> Settings:
    """The settings of the environment and `.env`, without asking for Slack's tokens; raises `SettingsError`."""
    try:
        return Settings(**_NO_TOKENS)  # type: ignore[arg-type]  # pydantic turns them into secrets
    except ValidationError as error:
        wrong = (explain(dict(problem)) for problem in error.errors(include_input=False))
        raise SettingsError("\n".join(["Dealcoach cannot read its settings:", *wrong])) from error


def load_offline_content(settings: Settings) -> Content:
    """The coach within the settings' limits, with the team's own plays; a play that is left out is named on stderr.

    Raises `ContentError`.
    """
    limits = Limits(timedelta(hours=settings.deal_rest_hours), settings.person_per_day, settings.channel_per_day)
    folders = [settings.plays_dir] if settings.plays_dir else []
    content = load_content(folders, limits, reader_folder=settings.reader_dir, calendar=BusinessDays(settings.holidays))
    for problem in content.problems:
        print(f"A play is left out: {problem}", file=sys.stderr)
    return content


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn a failure that has a sentence for a person into that sentence on stderr and exit code 1."""
    try:
        yield
    except (ContentError, NotARecordingError, SettingsError, StorageError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from error
