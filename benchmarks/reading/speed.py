"""`python -m benchmarks.reading.speed`: time the reader, print the tables, and with --write keep them in `results`."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.reading.speed_contestants import SPACY_MISSING, all_contestants, has_spacy
from benchmarks.reading.speed_loop import measure_blocks
from benchmarks.reading.speed_rates import measure_rates
from benchmarks.reading.speed_start import STARTS, measure_starts
from benchmarks.reading.speed_texts import chat_messages, deal_messages, longest_messages
from benchmarks.table import Table
from bot.content import load_content

RESULTS = Path(__file__).parents[1] / "results"
PARTS = ("rates", "start", "loop")
LIBRARIES = ("numpy", "py3langid", "onnxruntime", "spacy")


def main() -> None:
    """Read the command line and measure."""
    asked = _arguments()
    begun = datetime.now(UTC)
    told = f"# How fast the reader reads, {begun:%Y-%m-%d %H:%M} UTC\n\n{describe_machine(LIBRARIES)}\n"
    told += "" if has_spacy() else f"\n{SPACY_MISSING}\n"
    print(told, flush=True)
    for table in _tables(asked):
        print(table, flush=True)
        told += f"\n{table}"
    if asked.write:
        file = RESULTS / f"{begun:%Y-%m-%d-%H%M}-reading.md"
        file.write_text(told, "utf-8")
        print(f"Written to {file}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.speed", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when left out")
    parser.add_argument("--rounds", type=int, default=5, help="to how many rounds the messages are dealt out")
    parser.add_argument("--starts", type=int, default=5, help="how often the reader is started")
    parser.add_argument("--every", type=int, default=1, help="read only every so manieth message, for a quick look")
    parser.add_argument("--write", action="store_true", help="keep the tables in benchmarks/results")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return asked


def _tables(asked: argparse.Namespace) -> Iterator[Table]:
    """The tables of all parts that were asked for."""
    parts = asked.parts or PARTS
    chat, updates = chat_messages()[:: asked.every], deal_messages()[:: asked.every]
    if "rates" in parts:
        everybody = all_contestants()
        aim = "Aim: 1,000 messages/s or more."
        yield measure_rates("Real chat", aim, everybody, chat, asked.rounds)
        yield measure_rates(
            "Labelled deal updates", "Aim: 15 ms or less in the mean.", everybody, updates, asked.rounds
        )
    if "start" in parts:
        yield measure_starts([name for name in STARTS if name == "reader" or has_spacy()], asked.starts)
    if "loop" in parts:
        kinds = [("chat messages", chat), ("deal updates", updates), ("the longest texts", longest_messages(updates))]
        yield from asyncio.run(measure_blocks(load_content(), kinds))


if __name__ == "__main__":
    main()
