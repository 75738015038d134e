"""How long it takes until the reader is ready with everything loaded, and what memory it holds; a process each time.

Run as a module with a name of `STARTS` and the time (`time.monotonic`) when its process was asked for, it starts,
reads, and says as JSON what that took.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.process import REPOSITORY, resident_mib
from benchmarks.table import Table, milliseconds

if TYPE_CHECKING:
    from benchmarks.reading.speed_texts import Message

FOREIGN = "Nous avons vu le client hier et il attend encore notre devis"
UPDATE = "Met Acme today, they like the demo, no next step yet. Deal is $40k."
READ = 2000
"""Messages of each kind that are read before memory is looked at again."""
COLUMNS = ["who", "imports", "loading", "first texts", "ready", "min-max", "CPU", "resident", "after reading", "peak"]


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds since the process was asked for, at each station; CPU seconds; memory in MiB."""

    imported: float
    loaded: float
    ready: float
    cpu: float
    resident: float
    after_reading: float
    peak: float


def measure_starts(names: Sequence[str], runs: int) -> Table:
    """The table of starts, medians of several runs after one that does not count."""
    all_starts: dict[str, list[Start]] = {name: [] for name in names}
    for number in range(-1, runs):
        for name in names:
            start = _start(name)
            all_starts[name] += [start] if number >= 0 else []
    note = (
        f"A process of its own each time, {runs} times; medians. Ready: the interpreter has started, everything is"
        " imported and loaded, and a deal update and a doubtful text (which brings in the language identifier) are"
        f" read, so that nothing is left to load. Memory is that of the reader's process, after {READ:,} chat messages"
        f" and {READ:,} deal updates too. Aims: ready within 1 s, under 250 MB resident."
    )
    return Table("Start and memory", note, COLUMNS, [_row(name, starts) for name, starts in all_starts.items()])


def _start(name: str) -> Start:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "benchmarks.reading.speed_start", name, str(time.monotonic())]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    return Start(**json.loads(said.stdout))


def _row(name: str, starts: Sequence[Start]) -> list[str]:
    ready = [start.ready for start in starts]
    seconds = (
        median(start.imported for start in starts),
        median(start.loaded - start.imported for start in starts),
        median(start.ready - start.loaded for start in starts),
        median(ready),
    )
    mib = (
        median(start.resident for start in starts),
        median(start.after_reading for start in starts),
        median(start.peak for start in starts),
    )
    return [
        name,
        *map(milliseconds, seconds),
        f"{min(ready):.2f}-{max(ready):.2f} s",
        milliseconds(median(start.cpu for start in starts)),
        *(f"{held:.0f} MiB" for held in mib),
    ]


def _ours() -> "tuple[float, Callable[[Message], object]]":
    """When our imports were done, and the loaded reader."""
    from benchmarks.reading.speed_contestants import our_readers
    from bot.content import load_content

    imported = time.monotonic()
    return imported, our_readers(load_content())[1].read


def _spacy() -> "tuple[float, Callable[[Message], object]]":
    """When spaCy's import was done, and its tokeniser."""
    from importlib import import_module

    pipeline = import_module("spacy").blank
    imported = time.monotonic()
    made = pipeline("en")
    return imported, lambda message: made(message.text)


STARTS = {"reader": _ours, "spaCy, blank English": _spacy}


def measure_this_process(name: str, asked: float) -> Start:
    """Start what is called `name` in this process, which was asked for at `asked`."""
    imported, read = STARTS[name]()
    loaded = time.monotonic()
    from benchmarks.reading.speed_texts import SOME_DAY, Message, chat_messages, deal_messages

    for text in (UPDATE, FOREIGN):
        read(Message(text, text, SOME_DAY))
    ready, cpu, resident = time.monotonic(), time.process_time(), resident_mib(os.getpid())
    for message in (*chat_messages()[:READ], *deal_messages()[:READ]):
        read(message)
    after, peak = resident_mib(os.getpid()), _peak_mib()
    return Start(imported - asked, loaded - asked, ready - asked, cpu, resident, after, peak)


def _peak_mib() -> float:
    """The most memory that this process has held."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(line for line in lines if "VmHWM" in line).split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(measure_this_process(sys.argv[1], float(sys.argv[2])))))
