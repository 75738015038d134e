"""Our bot as `dealcoach run` starts it, but for its reader, which may be the trivial one, and a recording of its SQL.

`python -m benchmarks.our_bot READER [RECORDING]`: READER is `real` or `trivial`; with RECORDING, a file, the SQL that
is sent from the first event on is written there at the end.
"""

import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.recording import Recording
from benchmarks.trivial_reader import TrivialReader
from bot import run
from bot.content import Content
from bot.settings import Settings
from bot.start import load_coaching


def load_with_trivial_reader(settings: Settings) -> Content:
    """All that the coach knows, with the reader that costs nothing."""
    return replace(load_coaching(settings), reader=TrivialReader())  # type: ignore[arg-type]  # any Reader will do


def main(reader: str, recording: Path | None) -> int:
    """Run the bot until SIGTERM."""
    if reader == "trivial":
        run.load_coaching = load_with_trivial_reader  # type: ignore[attr-defined]  # the one part that is exchanged
    recorded = Recording()
    if recording is not None:
        recorded.begin()
    try:
        return run.main()
    finally:
        if recording is not None:
            recorded.write(recording)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None))
