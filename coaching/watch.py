"""Whether a channel is watched: nothing is read in it before somebody there has said so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

WatchState = Literal["asked", "on", "off"]
"""Somebody was asked whether the channel may be watched, it is watched, or it is not to be."""
WatchMode = Literal["ask", "all"]
"""Channels are watched once somebody in them has said so, or all in which the bot is and that nobody has excluded."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whether a channel is watched, since `at`; `by` is who invited the bot or, where nobody did, who first said so.

    Until `shadow_until` everything is decided and nothing said there. Times are aware UTC.
    """

    channel: str
    state: WatchState
    by: str | None
    at: datetime
    shadow_until: datetime | None = None

    def in_shadow(self, now: datetime) -> bool:
        """Whether the channel is only tried out at this moment."""
        return self.state == "on" and self.shadow_until is not None and now < self.shadow_until


def is_watched(watch: Watch | None, mode: WatchMode) -> bool:
    """Whether a channel of which this is known (None: nothing) is read."""
    state = watch.state if watch else "asked"
    return state == "on" or (state == "asked" and mode == "all")
