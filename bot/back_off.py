"""How long to wait before something that failed is tried again: longer each time, and never for all at once."""

from dataclasses import dataclass, field
from random import SystemRandom

_chance = SystemRandom()


@dataclass(frozen=True, slots=True)
class BackOff:
    """Doubles from `first` to `most` seconds; each wait is that times something between a half and one and a half."""

    first: float
    most: float

    def seconds(self, attempt: int) -> float:
        """How long to wait after the `attempt`-th failure; the first is 1."""
        doubled = self.first * 2.0 ** min(max(attempt, 1) - 1, 60)
        return min(self.most, doubled) * _chance.uniform(0.5, 1.5)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a sender waits: after a failure, after one that may have taken effect, and for an absent database.

    `picture` seconds are for Slack to look at a new file that a message is to show, one wait after each refusal.
    `doubt` seconds are for Slack to end what it had begun, before we look whether our message stands there.
    """

    failure: BackOff = field(default_factory=lambda: BackOff(2.0, 300.0))
    doubt: float = 5.0
    picture: tuple[float, ...] = (1.0, 2.0, 4.0)
    database: BackOff = field(default_factory=lambda: BackOff(0.5, 10.0))
