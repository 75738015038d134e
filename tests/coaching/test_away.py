"""Whether somebody is away, by their status."""

from datetime import UTC, datetime, timedelta

import pytest

from coaching.away import Status

NOW = datetime(2026, 3, 16, 8, tzinfo=UTC)


@pytest.mark.parametrize("symbol", ["palm_tree", "face_with_thermometer", "beach_with_umbrella"])
def test_a_symbol_of_leave_or_illness_says_so(symbol: str) -> None:
    assert Status(symbol).is_away(NOW)


@pytest.mark.parametrize(
    "words", ["Vacationing", "On vacation until Thursday", "OOO", "Out of office", "parental leave", "out sick"]
)
def test_so_do_plain_words(words: str) -> None:
    assert Status("calendar", words if words != "parental leave" else "on parental leave").is_away(NOW)


@pytest.mark.parametrize(
    ("symbol", "words"),
    [("", ""), ("house_with_garden", "Working remotely"), ("bus", "Commuting"), ("calendar", "In a meeting"),
     ("wave", "leave it to me"), ("tada", "back from vacations planning, spooooky"), ("zap", "school-room")],
)  # fmt: skip
def test_other_statuses_do_not(symbol: str, words: str) -> None:
    assert not Status(symbol, words).is_away(NOW)


def test_a_status_that_has_ended_counts_no_more() -> None:
    assert not Status("palm_tree", "", NOW).is_away(NOW)
    assert Status("palm_tree", "", NOW + timedelta(seconds=1)).is_away(NOW)


def test_who_has_left_is_away_whatever_the_status_says() -> None:
    assert Status(left=True).is_away(NOW)
