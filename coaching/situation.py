"""The situation in which the coach decides: the message just read, the deal, and what was said lately."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from coaching.deal import Deal
from coaching.hush import Hush
from coaching.message import Source
from coaching.reading.result import Reading


@dataclass(frozen=True, slots=True)
class Said:
    """A nudge that still counts (posted and not withdrawn): which play, and when, aware UTC."""

    play: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the coach may say; the defaults are those of `.env.example`."""

    deal_rest: timedelta = timedelta(hours=20)
    person_per_day: int = 3
    channel_per_day: int = 20


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the coach looks at.

    `deal` is the deal with this message already counted in, None when the message is linked to none. `said` are the
    nudges on this deal, or in this thread when there is no deal. `said_to_person` and `said_in_channel` count the
    nudges of the author's local day. `today` is the author's local date; `now` and `posted_at` (when the message was
    first posted, None for just now) are aware UTC. `names` fill the placeholders of what is said; `variant` picks
    among its variants, stably. `hushes` are people's wishes for quiet that may concern this message; `misread` are the
    plays of which somebody said that they had misread it. In a channel that is `in_shadow` everything is decided and
    nothing said; there `said` is what would have been said. `quiet_hours` says that the author wants none now, and
    `by_dm` that they want all by direct message. `drawn_for` is what a holdout draws for. Where no message has arrived
    it is looked at because of the time (`by_clock`), and the reading is empty; `digest_at` is then when the
    owner's weekly digest asked something of the deal, if it did lately.
    """

    reading: Reading
    today: date
    now: datetime
    source: Source = "person"
    deal: Deal | None = None
    said: tuple[Said, ...] = ()
    said_to_person: int = 0
    said_in_channel: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    posted_at: datetime | None = None
    hushes: tuple[Hush, ...] = ()
    in_shadow: bool = False
    misread: frozenset[str] = frozenset()
    quiet_hours: bool = False
    by_dm: bool = False
    drawn_for: str = ""
    by_clock: bool = False
    digest_at: datetime | None = None

    def hushed(self, hush: Hush) -> bool:
        """Whether somebody's wish for quiet still holds when this message arrives, or at this time."""
        stage = self.deal.stage if self.deal else None
        if self.by_clock:
            return hush.rests(self.now, stage)
        return hush.holds(self.now, self.reading.signals, stage)
