"""How many messages one core reads in a second, and how long one message takes."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.reading.speed_contestants import Contestant
from benchmarks.reading.speed_texts import Message
from benchmarks.table import Table, milliseconds, times

WARMING = 100
COLUMNS = ["who", "messages/s", "min-max", "wall", "mean", "p50", "p99", "longest", "time to first"]


@dataclass(slots=True)
class Turns:
    """What a contestant took: CPU seconds of each message, of all threads, in its turns, and wall seconds in all."""

    name: str
    seconds: list[list[float]] = field(default_factory=list)
    wall: float = 0.0

    @property
    def all(self) -> list[float]:
        """CPU seconds of each message, shortest first."""
        return sorted(taken for turn in self.seconds for taken in turn)

    @property
    def mean(self) -> float:
        """CPU seconds of a message."""
        return statistics.fmean(self.all)

    def row(self, first: "Turns") -> list[str]:
        """The line of the table, beside the one who took the first turn."""
        rates = [len(turn) / sum(turn) for turn in self.seconds]
        taken = self.all
        shown = (self.mean, taken[len(taken) // 2], taken[len(taken) * 99 // 100], taken[-1])
        return [
            self.name,
            f"{1 / self.mean:,.0f}",
            f"{min(rates):,.0f}-{max(rates):,.0f}",
            f"{len(taken) / self.wall:,.0f}",
            *map(milliseconds, shown),
            times(self.mean, first.mean),
        ]


def measure_rates(
    title: str, aim: str, contestants: Sequence[Contestant], messages: Sequence[Message], rounds: int
) -> Table:
    """The table of one kind of messages. Dealt out to rounds; in each, all take their turn on the same."""
    all_turns = [Turns(one.name) for one in contestants]
    for one in contestants:
        for message in messages[:WARMING]:
            one.read(message)
    for number in range(rounds):
        for one, turns in zip(contestants, all_turns, strict=True):
            begun = time.perf_counter()
            turns.seconds.append([_cpu_seconds(one, message) for message in messages[number::rounds]])
            turns.wall += time.perf_counter() - begun
    note = (
        f"{len(messages):,} messages of {statistics.fmean(len(message.text) for message in messages):.0f} characters in"
        f" the mean, each read once, dealt out to {rounds} rounds in which all take turns. CPU time of all threads, so"
        f' "messages/s" is what one core does; "wall" is what the clock said. {aim}'
    )
    return Table(title, note, COLUMNS, [turns.row(all_turns[0]) for turns in all_turns])


def _cpu_seconds(contestant: Contestant, message: Message) -> float:
    begun = time.process_time()
    contestant.read(message)
    return time.process_time() - begun
