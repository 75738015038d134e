"""Waiting before another try: longer each time, within bounds, and not the same for everybody."""

from hypothesis import given
from hypothesis import strategies as st

from bot.back_off import BackOff


@given(first=st.floats(0.01, 10), most=st.floats(10, 1000), attempt=st.integers(-1, 10_000))
def test_a_wait_is_never_shorter_than_half_the_first_nor_longer_than_one_and_a_half_times_the_most(
    first: float, most: float, attempt: int
) -> None:
    seconds = BackOff(first, most).seconds(attempt)

    assert first / 2 <= seconds <= most * 1.5


def test_waits_double_until_they_reach_the_most() -> None:
    back_off = BackOff(1, 60)

    longest = [max(back_off.seconds(attempt) for _ in range(200)) for attempt in (1, 3, 5, 50)]

    assert [round(seconds / 1.5, -1 if seconds > 15 else 0) for seconds in longest] == [1, 4, 20, 60]


def test_two_who_fail_together_do_not_come_back_together() -> None:
    assert len({BackOff(1, 60).seconds(3) for _ in range(20)}) > 1
