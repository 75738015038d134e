"""The command line from outside: `dealcoach` with these arguments, as a person or a program would call it."""

import os
import subprocess
import sys
from pathlib import Path

from coaching_content import CONTENT_DIR


def dealcoach(
    *arguments: str, given: str = "", folder: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run it in `folder` with these settings only; what it said and its exit code."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DEALCOACH_", "SLACK_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**clean, "PYTHONPATH": str(CONTENT_DIR.parent), "PYTHONIOENCODING": "utf-8", **settings},
        timeout=120,
        check=False,
    )
