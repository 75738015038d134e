"""How the coach speaks to the reader of the Home, in a few lines, and the button that changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coaching.preferences import Preferences
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Block, actions, button, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

OPEN_PREFERENCES = "open_preferences"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
"""The days on which a digest can come."""
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Speaks:
    """What one person has chosen; `muted` are the titles of the plays that they muted, by id."""

    chosen: Preferences = field(default_factory=Preferences)
    muted: Mapping[str, str] = field(default_factory=dict)
    paused: bool = False


def speaks_blocks(speaks: Speaks, zone: str, catalogue: "Catalogue") -> list[Block]:
    """The lines, for a reader who lives in `zone`."""
    chosen, own_zone = speaks.chosen, "zone" if speaks.chosen.tz else "zone_slack"
    lines = [
        *([catalogue.say("preferences.paused")] if speaks.paused else []),
        catalogue.say(f"preferences.{chosen.nudges_to}"),
        _quiet_hours(chosen, catalogue),
        catalogue.say(f"preferences.{own_zone}", zone=echo_line(zone, NAME_LIMIT)),
        _digest(chosen, catalogue),
        *([catalogue.say("preferences.muted", plays=_named(speaks.muted))] if speaks.muted else []),
    ]
    change = button(
        catalogue.say("preferences.open"), OPEN_PREFERENCES, "open", catalogue.say("preferences.open_spoken")
    )
    return [section(catalogue.say("preferences.title")), section(" · ".join(lines)), actions([change])]


def digest_day(weekday: int) -> str:
    """The name of the day for which a digest is chosen; one on a weekend, as could be chosen once, comes on Friday."""
    return DAYS[min(weekday, len(DAYS) - 1)]


def _quiet_hours(chosen: Preferences, catalogue: "Catalogue") -> str:
    if chosen.quiet_from is None or chosen.quiet_to is None:
        return catalogue.say("preferences.no_quiet_hours")
    return catalogue.say("preferences.quiet_hours", start=f"{chosen.quiet_from:%H:%M}", end=f"{chosen.quiet_to:%H:%M}")


def _digest(chosen: Preferences, catalogue: "Catalogue") -> str:
    if chosen.digest_day is None:
        return catalogue.say("preferences.no_digest")
    day = catalogue.say(f"preferences.day_{digest_day(chosen.digest_day)}")
    return catalogue.say("preferences.digest", day=day, hour=f"{chosen.digest_at:%H:%M}")


def _named(muted: Mapping[str, str]) -> str:
    shown = [echo_line(title, NAME_LIMIT) for title in muted.values()]
    return ", ".join(shown[:_MOST_NAMED]) + (", …" if len(shown) > _MOST_NAMED else "")
