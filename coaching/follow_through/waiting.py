"""How long it takes until something is done, where some of it is not done yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Wait:
    """For how many days something was waited for, and whether it was done then; else it is still open."""

    days: float
    done: bool


def median_wait(waits: Iterable[Wait]) -> float | None:
    """After how many days half is done; None when the waits do not tell, as when less than half was ever done.

    The median of the product-limit estimate of Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, 457-481: what is still
    open counts among those that wait for as long as it has been watched, and not at all after that. The plain median
    of what is done would leave out whatever takes long.
    """
    ordered = sorted(waits, key=_days)
    open_share, waiting = 1.0, len(ordered)
    for days, together in groupby(ordered, key=_days):
        ended = [wait.done for wait in together]
        open_share *= 1 - sum(ended) / waiting
        if open_share <= 0.5 + 1e-9:
            return days
        waiting -= len(ended)
    return None


def _days(wait: Wait) -> float:
    return wait.days
