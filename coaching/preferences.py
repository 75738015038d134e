"""What a person has chosen about how the coach speaks to them."""

from dataclasses import dataclass
from datetime import datetime, time

from coaching.decision import Audience


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's choices; without any they are these.

    `tz` is an IANA zone that counts instead of Slack's. Quiet hours go from `quiet_from` up to `quiet_to`, over
    midnight where that is earlier; both are set or neither. `digest_day` is a weekday, Monday is 0, None for no digest.
    """

    nudges_to: Audience = "thread"
    quiet_from: time | None = None
    quiet_to: time | None = None
    tz: str | None = None
    digest_day: int | None = 0
    digest_at: time = time(9)

    def is_quiet(self, local: datetime) -> bool:
        """Whether this moment, in the person's own zone, is in their quiet hours."""
        start, end, now = self.quiet_from, self.quiet_to, local.time()
        if start is None or end is None:
            return False
        return start <= now < end if start < end else now >= start or now < end
