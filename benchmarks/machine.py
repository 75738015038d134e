"""On what the figures were taken."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("slack-bolt", "aiohttp", "SQLAlchemy", "aiosqlite", "asyncpg")


def describe_machine(libraries: Sequence[str] = LIBRARIES) -> str:
    """The machine, the versions of what is installed of `libraries`, and the commit, as a Markdown list."""
    cpu = next((line for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if "model name" in line), ":")
    load = ", ".join(f"{part:.2f}" for part in os.getloadavg())
    return "\n".join(
        [
            f"- {os.cpu_count()} CPUs ({cpu.partition(':')[2].strip()}), load average before the run {load}",
            f"- {platform.system()} {platform.release()}, Python {platform.python_version()},"
            f" SQLite {sqlite3.sqlite_version}",
            f"- {', '.join(f'{name} {number}' for name in libraries if (number := _version(name)))}",
            f"- commit {_commit()}",
        ]
    )


def _version(library: str) -> str:
    """The version that is installed, or "" when it is not."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    """The commit that is checked out, and whether files differ from it."""
    here = Path(__file__).parent
    told = ["describe", "--always", "--dirty=, with changes that are not committed", "--abbrev=10"]
    said = subprocess.run(["git", *told], cwd=here, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return said.stdout.strip() or "unknown"
