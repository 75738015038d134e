"""Slack's message timestamps (`ts`) as whole numbers, because as strings "9.5" would come after "10.5"."""

import re
from datetime import UTC, datetime, timedelta

_TS = re.compile(r"(\d{1,12})(?:\.(\d+))?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(ts: str) -> int:
    """Microseconds since 1970 of a `ts` such as "1700000000.000100"; raises ValueError for anything else."""
    found = _TS.fullmatch(ts)
    if found is None:
        raise ValueError(f"{ts!r} is not a Slack message timestamp such as 1700000000.000100.")
    seconds, fraction = found.groups(default="")
    return int(seconds) * 1_000_000 + int(fraction[:6].ljust(6, "0"))


def time_of(ts: str) -> datetime:
    """When the message `ts` was posted, aware UTC."""
    return _EPOCH + timedelta(microseconds=moment_of(ts))
