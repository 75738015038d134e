"""One line of `dealcoach doctor`: what was looked at, whether it is fine, and what it is like or what to do."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about `subject`; when it is not `fine`, `told` says what to do."""

    subject: str
    told: str
    fine: bool = True


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 event", "2 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def lasting(seconds: float) -> str:
    """A span of time in the unit that a person would use: "4 seconds", "3 hours"."""
    span = timedelta(seconds=abs(seconds))
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if span >= 2 * length or span == length:
            return counted(round(span / length), unit)
    return counted(round(span.total_seconds()), "second")
