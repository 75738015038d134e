"""Shares of few cases with honest intervals: one share, and the difference of two."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Interval = tuple[float, float]
"""The lower and the upper bound, of 95 in 100."""
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Share:
    """So many hits of so many cases."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 0 of none."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        """The score interval of Wilson (1927), J. Am. Stat. Assoc. 22, 209-212, without continuity correction.

        Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133, recommend it for 40 cases and fewer.
        """
        if not self.of:
            return 0.0, 1.0
        share, square = self.value, _Z * _Z / self.of
        middle = (share + square / 2) / (1 + square)
        half = _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of)) / (1 + square)
        return max(0.0, middle - half), min(1.0, middle + half)


def difference(one: Share, other: Share) -> Interval:
    """The interval of `one` less `other`, two independent shares.

    Method 10 of Newcombe (1998), Statistics in Medicine 17, 873-890: how far each share lies from its own Wilson
    bounds, put together.
    """
    between = one.value - other.value
    (low, high), (other_low, other_high) = one.interval, other.interval
    below = sqrt((one.value - low) ** 2 + (other_high - other.value) ** 2)
    above = sqrt((high - one.value) ** 2 + (other.value - other_low) ** 2)
    return max(-1.0, between - below), min(1.0, between + above)
