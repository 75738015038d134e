"""Which channels are read, and which are only tried out."""

from datetime import UTC, datetime, timedelta

import pytest

from coaching.watch import Watch, WatchMode, WatchState, is_watched

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "mode", "watched"),
    [
        (None, "ask", False),
        (None, "all", True),
        ("asked", "ask", False),
        ("asked", "all", True),
        ("on", "ask", True),
        ("on", "all", True),
        ("off", "ask", False),
        ("off", "all", False),
    ],
)
def test_a_channel_is_read_when_somebody_said_so_or_all_are(
    state: WatchState | None, mode: WatchMode, watched: bool
) -> None:
    watch = Watch("C1", state, "U1", NOW) if state else None

    assert is_watched(watch, mode) == watched


@pytest.mark.parametrize(("state", "before"), [("on", True), ("off", False), ("asked", False)])
def test_only_a_watched_channel_is_in_shadow_and_only_until_its_time(state: WatchState, before: bool) -> None:
    until = NOW + timedelta(days=14)
    watch = Watch("C1", state, "U1", NOW, until)

    assert watch.in_shadow(until - timedelta(seconds=1)) == before
    assert not watch.in_shadow(until)
    assert not Watch("C1", state, "U1", NOW).in_shadow(NOW)
