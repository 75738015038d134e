"""When a bot is killed: moments drawn by chance, spread over the whole story, some in the middle of a post."""

from dataclasses import dataclass
from typing import Literal

from sales_story import chance_of

Moment = Literal["any", "told", "posting"]
"""At any moment; just after an event was handed over; after a post was made and before its answer is given."""


@dataclass(frozen=True, slots=True)
class Kill:
    """A kill of process `victim`, once `after` events of the story are acknowledged, at a `moment` and a delay later.

    `delay` is in seconds.
    """

    after: int
    moment: Moment
    delay: float
    victim: int


def plan_kills(seed: int, kills: int, events: int, processes: int) -> list[Kill]:
    """So many kills over the first nine tenths of the story, the processes in turn."""
    chance = chance_of(seed)
    steps = sorted(chance.sample(range(1, events * 9 // 10), kills))
    moments: tuple[Moment, ...] = ("any", "told", "posting")
    return [
        Kill(after, moments[number % 3], chance.uniform(0.0, 0.05), number % processes)
        for number, after in enumerate(steps)
    ]
