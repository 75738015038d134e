"""The command line: what a person or a program gets from `dealcoach`, from outside."""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from command_line import dealcoach

from coaching_content import CONTENT_DIR


def test_help_names_every_command() -> None:
    shown = dealcoach("--help")

    assert shown.returncode == 0
    assert all(
        command in shown.stdout for command in ("run", "coach", "replay", "plays", "db", "doctor", "demo", "play")
    )


def test_help_imports_nothing_heavy() -> None:
    heavy = ["slack_bolt", "slack_sdk", "sqlalchemy", "aiohttp", "numpy", "pydantic", "yaml", "rapidfuzz", "structlog"]
    code = f"import sys, bot.cli; print([name for name in {heavy!r} if name in sys.modules])"

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"


def test_the_version_is_the_one_that_is_installed() -> None:
    assert dealcoach("version").stdout.startswith("dealcoach 0.")


def test_coach_writes_jsonl_when_nobody_watches_and_exits_1_for_a_bad_line(tmp_path: Path) -> None:
    lines = '{"id": "1", "text": "lunch? 🍜"}\nnope\n{"id": "2", "text": "lunch!"}\n'

    shown = dealcoach("coach", given=lines, folder=tmp_path)

    answers = [json.loads(line) for line in shown.stdout.splitlines()]
    assert shown.returncode == 1
    assert [answer.get("id", answer.get("line")) for answer in answers] == ["1", 2, "2"]


def test_coach_answers_a_line_before_the_next_one_comes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(CONTENT_DIR.parent)}
    command = [sys.executable, "-m", "bot.cli", "coach", "--format", "jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env=environment
    ) as coach:
        assert coach.stdin is not None
        assert coach.stdout is not None
        coach.stdin.write(b'{"id": "1", "text": "lunch?"}\n')
        coach.stdin.flush()

        answer = json.loads(coach.stdout.readline())

        coach.stdin.close()
    assert answer["id"] == "1"


def test_replay_of_a_zip_writes_a_line_for_each_outcome_and_each_deal(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    export = CONTENT_DIR / "demo_export"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(export.rglob("*.json")):
            made.write(path, f"berthline/{path.relative_to(export).as_posix()}")

    shown = dealcoach("replay", str(archive), "--format", "jsonl", "--deals", folder=tmp_path)

    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    assert shown.returncode == 0
    assert sum("action" in line for line in lines) > 90
    assert {"Fjordheim Cold Storage", "Ravendale Pharma"} <= {line["deal"] for line in lines if "updates" in line}


def test_replay_honours_the_limits_in_the_environment(tmp_path: Path) -> None:
    shown = dealcoach("replay", str(CONTENT_DIR / "demo_export"), folder=tmp_path, DEALCOACH_PERSON_PER_DAY="0")

    assert '"action": "nudge"' not in shown.stdout
    assert '"reason": "budget"' in shown.stdout


def test_replay_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    dealcoach("replay", str(CONTENT_DIR / "demo_export"), folder=tmp_path, TMPDIR=str(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_replay_for_people_tells_nudges_silences_and_deals(tmp_path: Path) -> None:
    shown = dealcoach("replay", str(CONTENT_DIR / "demo_export"), "--format", "text", "--deals", folder=tmp_path)

    assert "privately to Callum Reyes" in shown.stdout
    assert "chatter, questions" in shown.stdout
    assert "Deals at the end" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_what_was_skipped_is_counted_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "channels.json").write_text('[{"id": "C1", "name": "deals"}]')
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "2026-03-02.json").write_text('[{"type": "message", "text": "no time"}, 7]')

    shown = dealcoach("replay", str(tmp_path), folder=tmp_path)

    assert shown.returncode == 0
    assert shown.stderr.splitlines()[-2:] == [
        "Skipped: 1 entry that is no message.",
        "Skipped: 1 message without a time.",
    ]


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_path_that_holds_no_recording_gives_one_sentence(tmp_path: Path, path: str) -> None:
    shown = dealcoach("replay", path, folder=tmp_path)

    assert shown.returncode == 1
    assert shown.stdout == ""
    assert "give a Slack export (its folder or zip) or a .jsonl file of recorded events." in shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_wrong_setting_is_named_without_a_traceback(tmp_path: Path) -> None:
    shown = dealcoach("coach", folder=tmp_path, DEALCOACH_PERSON_PER_DAY="many")

    assert shown.returncode == 1
    assert "DEALCOACH_PERSON_PER_DAY is wrong" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_lint_accepts_the_plays_that_we_ship() -> None:
    shown = dealcoach("plays", "lint", str(CONTENT_DIR / "plays"))

    assert shown.stdout == "12 plays in order.\n"
    assert shown.returncode == 0


def test_lint_names_file_key_and_reason(tmp_path: Path) -> None:
    shipped = (CONTENT_DIR / "plays" / "book_follow_up.yaml").read_text("utf-8")
    (tmp_path / "book_follow_up.yaml").write_text(shipped.replace("rest_days: 7", "rest_days: soon"), "utf-8")

    shown = dealcoach("plays", "lint", str(tmp_path))

    assert shown.returncode == 1
    assert "book_follow_up.yaml: rest_days: " in shown.stdout


def test_lint_refuses_a_play_that_fails_its_own_example(tmp_path: Path) -> None:
    shipped = (CONTENT_DIR / "plays" / "book_follow_up.yaml").read_text("utf-8")
    broken = shipped.replace(
        "  silent:\n", '  silent:\n    - "Proposal is out to Tarnbeck Mills, 40k, emailed it today."\n'
    )
    (tmp_path / "book_follow_up.yaml").write_text(broken, "utf-8")

    shown = dealcoach("plays", "lint", str(tmp_path))

    assert shown.returncode == 1
    assert "book_follow_up.yaml: examples.silent.1: " in shown.stdout


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_lint_of_a_folder_without_plays_says_what_to_give(tmp_path: Path, folder: str) -> None:
    shown = dealcoach("plays", "lint", str(tmp_path / folder))

    assert shown.returncode == 1
    assert "give the folder that holds the play files" in shown.stdout


def test_help_is_quick() -> None:
    """Half a second is promised; the processor's own time is measured, since other work may share it."""
    before = time.process_time(), os.times().children_user

    dealcoach("--help")

    assert os.times().children_user - before[1] < 0.5
