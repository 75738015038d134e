"""`dealcoach reader corrections`: messages that their authors gave as examples, as the reader's training takes them."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bot.db_commands import with_storage
from storage import Storage
from storage.records import Correction


def export_corrections(file: Path | None, out: TextIO) -> int:
    """Write the examples to the new `file`, which only its owner may read, or to `out`; 1 when it cannot be written."""
    found: list[Correction] = []

    async def read(storage: Storage) -> None:
        await storage.check()
        found.extend(await storage.corrections())

    with_storage(read)
    lines = list(_lines(found))
    if not lines:
        print("There are no examples: nobody has given one, or they are gone with their messages.", file=sys.stderr)
    elif file is None:
        out.writelines(lines)
    elif problem := _write(lines, file):
        print(problem, file=sys.stderr)
        return 1
    else:
        out.write(
            f"Wrote {len(lines)} to {file}. Give each the plays that fit, if any do, before you train with them.\n"
        )
    return 0


def _lines(found: Sequence[Correction]) -> Iterator[str]:
    """A line for each message: no play fits, as far as anybody has said; `wrong` names those that were said."""
    wrong: dict[tuple[str, str], list[str]] = {}
    for each in found:
        wrong.setdefault((each.channel, each.ts), []).append(each.play)
    for each in {(each.channel, each.ts): each for each in found}.values():
        line = {
            "id": f"{each.channel}-{each.ts}",
            "date": each.posted_at.date().isoformat(),
            "text": each.text,
            "is_deal_update": each.is_deal_update,
            "plays": [],
            "primary": None,
            "evidence": None,
            "wrong": wrong[each.channel, each.ts],
        }
        yield json.dumps(line) + "\n"


def _write(lines: Sequence[str], file: Path) -> str | None:
    """Write a new file; why not, when it cannot be."""
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_text("".join(lines), "utf-8")
    except FileExistsError:
        return f"There is a file {file} already: name a new one."
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}."
    return None
