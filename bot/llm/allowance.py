"""Whether the endpoint may be asked now: so many requests a day, and a pause after it has failed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.llm.outcome import NotReadError

REST_SECONDS = 30.0
"""How long an endpoint that failed is left alone, so that messages do not wait for it one after the other."""
LONGEST_REST_SECONDS = 3600.0
"""The longest pause that a server may ask for."""


class Allowance:
    """What one process may ask in one UTC day; `clock` gives aware UTC times."""

    def __init__(self, per_day: int, clock: Callable[[], datetime]) -> None:
        self._per_day, self._clock = per_day, clock
        self._day, self._spent = clock().date(), 0
        self._rests_until = clock()

    def spend(self) -> None:
        """Count one request that is about to be made; raises `NotReadError` when it may not be made."""
        now = self._clock()
        if now.date() != self._day:
            self._day, self._spent = now.date(), 0
        if self._spent >= self._per_day:
            raise NotReadError("budget_spent", f"{self._per_day} requests were made on {self._day} (UTC)")
        if now < self._rests_until:
            raise NotReadError("resting", f"it is asked again from {self._rests_until:%H:%M:%S} (UTC)")
        self._spent += 1

    def rest(self, seconds: float | None = None) -> None:
        """Leave the endpoint alone for `seconds`, as it asked for, or for the usual while."""
        pause = REST_SECONDS if seconds is None else min(max(seconds, REST_SECONDS), LONGEST_REST_SECONDS)
        self._rests_until = self._clock() + timedelta(seconds=pause)
