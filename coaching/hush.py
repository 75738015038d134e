"""A hush: somebody asked the coach to be quiet, about a deal or a play, until a time or until something happens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coaching.facts import Stage

Place = Literal["person", "channel", "deal"]
Wake = Literal["reply", "stage", "update"]
"""What ends a hush: an update that tells of the buyer's reply, another stage of the deal, or any update on it."""
BUYER_REPLIED = "buyer_replied"
"""The signal that tells of the buyer's reply."""


@dataclass(frozen=True, slots=True)
class Hush:
    """Quiet at one place: for a person, in a channel (each its Slack id) or on a deal (its number as text).

    `play` is the one play that is muted, None for all; `by` the person who asked, `at` when (aware UTC). It ends at
    `until`, with `wake`, or when it is lifted. `stage` is the deal's stage when it began.
    """

    place: Place
    holder: str
    by: str
    at: datetime
    play: str | None = None
    until: datetime | None = None
    wake: Wake | None = None
    stage: Stage | None = None

    def concerns(self, deal_id: int, channel: str) -> bool:
        """Whether it is about this deal, about all in this channel, or a person's own."""
        return self.place == "person" or self.holder == {"deal": str(deal_id), "channel": channel}[self.place]

    def rests(self, now: datetime, stage: Stage | None) -> bool:
        """Whether it is quiet `now` while nothing new has arrived; a wish that an update ends stands until one does."""
        if self.until is not None and now >= self.until:
            return False
        return self.wake != "stage" or stage == self.stage

    def holds(self, now: datetime, signals: Collection[str], stage: Stage | None) -> bool:
        """Whether it is still quiet `now`, when a message with these signals arrives, and the deal is at this stage."""
        if self.until is not None and now >= self.until:
            return False
        match self.wake:
            case "reply":
                return BUYER_REPLIED not in signals
            case "stage":
                return stage == self.stage
            case "update":
                return now <= self.at
            case None:
                return True
