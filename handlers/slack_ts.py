"""Slack's timestamps: seconds since 1970 with six digits behind the point, by which messages are named and ordered."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def ts_of(at: datetime) -> str:
    """The ts of a message that is posted at this moment, an aware time."""
    microseconds = (at - _EPOCH) // _MICROSECOND
    return f"{microseconds // 10**6}.{microseconds % 10**6:06}"
