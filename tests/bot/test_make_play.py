"""`dealcoach play` needs npm once, and says so where it is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.local_slack import LocalSlack, LocalSlackError


def test_without_npm_one_sentence_says_what_to_install(repository: Path, tmp_path: Path) -> None:
    played = subprocess.run(
        [sys.executable, "-m", "bot.cli", "play"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert played.returncode == 1
    assert played.stderr.splitlines() == [
        "local-slack comes from npm, which is not here: install Node.js (https://nodejs.org) and try again."
    ]


def test_a_program_that_does_not_start_is_told_with_its_last_words(tmp_path: Path) -> None:
    program = tmp_path / "local-slack"
    program.write_text("#!/bin/sh\necho 'port in use' >&2\nexit 3\n")
    program.chmod(0o755)

    with pytest.raises(LocalSlackError, match=r"did not start at http://127\.0\.0\.1:9: port in use"):
        LocalSlack(program, {"app": {}}, 9).__enter__()
