"""`dealcoach db`: the database is upgraded, checked, copied to another one, and backed up, each told in a sentence."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TextIO

from bot.offline import failures_told, load_offline_settings
from bot.progress import progress_bar
from storage import Storage, StorageError
from storage.copying import CopiedTable, Tell, copy_data

_INTERRUPTED = 130
"""The exit code of a command that Ctrl-C has ended."""


def upgrade_database(out: TextIO) -> int:
    """Create the tables, or bring them to this program's version, and say what was done."""

    async def upgrade(storage: Storage) -> None:
        before = await storage.revision()
        await storage.upgrade()
        await storage.check()
        now = await storage.revision()
        if before is None:
            out.write(f"Made the tables in the database at {storage.place} (version {now}).\n")
        elif before == now:
            out.write(f"The database at {storage.place} is of version {now} already: there is nothing to do.\n")
        else:
            out.write(f"Brought the database at {storage.place} from version {before} to {now}.\n")

    return with_storage(upgrade)


def check_database(out: TextIO) -> int:
    """Say whether the database can be used: reached, of this program's version, and sound."""

    async def check(storage: Storage) -> None:
        await storage.check()
        if damage := await storage.find_damage():
            raise StorageError(
                f"The database at {storage.place} is damaged ({damage}): stop the bot and restore a back-up."
            )
        out.write(f"The database at {storage.place} is in order, version {await storage.revision()}.\n")

    return with_storage(check)


def back_up_database(file: Path, out: TextIO) -> int:
    """Write a back-up to the new `file`, while the bot runs or not."""

    async def back_up(storage: Storage) -> None:
        size = await storage.back_up(file)
        out.write(f"Backed up {storage.place} to {file} ({size:,} bytes).\n")

    return with_storage(back_up)


def copy_database(source: str | None, target: str, anew: bool, out: TextIO) -> int:
    """Copy everything from `source` (None: the database of the settings) to the empty `target`, and prove it."""

    async def copy(storage: Storage) -> None:
        async with _opened(target) as other:
            with _told_on_a_bar() as tell:
                copied = await copy_data(storage, other, tell, anew)
            _tell_copied(copied, storage.place, other.place, out)

    try:
        return with_storage(copy, source)
    except KeyboardInterrupt:
        print("Interrupted: run the same command again, it goes on where it stopped.", file=sys.stderr)
        return _INTERRUPTED


def with_storage(command: Callable[[Storage], Awaitable[None]], url: str | None = None) -> int:
    """Run a command on the database at `url`, or that of the settings; what is wrong goes to standard error."""

    async def run() -> None:
        async with _opened(url or load_offline_settings().database_url) as storage:
            await command(storage)

    with failures_told():
        asyncio.run(run())
    return 0


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Storage]:
    storage = Storage(url)
    try:
        yield storage
    finally:
        await storage.close()


@contextmanager
def _told_on_a_bar() -> Iterator[Tell]:
    with progress_bar() as bar:
        task = bar.add_task("Copying", total=None)
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)


def _tell_copied(copied: Sequence[CopiedTable], source: str, target: str, out: TextIO) -> None:
    for table in copied:
        out.write(f"{table.name:<12}{table.sum.rows:>12,} rows  {table.sum.checksum[:16]}\n")
    rows = sum(table.sum.rows for table in copied)
    out.write(
        f"Copied {rows:,} rows of {len(copied)} tables from {source} to {target}; counts and checksums agree.\n"
        "Now set DEALCOACH_DATABASE_URL to the new address and start the bot.\n"
    )
