"""Shares, differences and waiting times against published figures."""

import pytest

from coaching.follow_through.shares import Share, difference
from coaching.follow_through.waiting import Wait, median_wait


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_interval_of_newcombes_table(hits: int, of: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    assert Share(hits, of).interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (Share(56, 70), Share(48, 80), 0.0524, 0.3339),
        (Share(9, 10), Share(3, 10), 0.1705, 0.8090),
        (Share(5, 56), Share(0, 29), -0.0381, 0.1926),
        (Share(10, 10), Share(0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_the_interval_of_newcombes_table(one: Share, other: Share, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    assert difference(one, other) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_everything_is_possible() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (0.0, (0.0, 1.0))


def test_the_median_wait_counts_what_is_still_open_for_as_long_as_it_was_watched() -> None:
    """The 6-MP arm of Freireich and others (1963), on which Cox and Gehan worked: the median is 23 weeks."""
    done = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still_open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    waits = [*(Wait(days, done=True) for days in done), *(Wait(days, done=False) for days in still_open)]

    assert median_wait(waits) == 23


def test_there_is_no_median_while_less_than_half_was_done() -> None:
    assert median_wait([Wait(1, done=True), Wait(30, done=False), Wait(30, done=False)]) is None
    assert median_wait([]) is None


def test_half_is_enough_for_a_median() -> None:
    assert median_wait([Wait(2, done=True), Wait(5, done=False)]) == 2
