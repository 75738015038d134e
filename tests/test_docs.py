"""What the documents promise is there: commands, make targets, files, figures."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_linked_file_is_there(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text("utf-8"))

    assert not [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_is_named_exists(document: Path) -> None:
    commands = set(getattr(get_command(app), "commands", {}))
    named = set(re.findall(r"`dealcoach ([a-z]+)", document.read_text("utf-8")))

    assert commands >= {"run", "coach", "replay", "plays"}
    assert named <= commands


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = document.read_text("utf-8")
    named = set(re.findall(r"`make ([a-z-]+)`", text)) | set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE))

    assert named <= targets


def test_make_alone_lists_every_target_with_a_sentence() -> None:
    listed = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^\.PHONY: ([a-z-]+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert targets >= {"demo", "test", "check", "run", "play"}
    assert {line.split()[1] for line in listed.splitlines() if line.startswith("  make ")} == targets


def test_the_readme_tells_how_many_messages_the_reader_has_learnt_from() -> None:
    files = [file for file in (ROOT / "coaching_content" / "examples").glob("*.jsonl") if file.stem != "chat"]
    messages = sum(len(file.read_text("utf-8").splitlines()) for file in files)

    assert f"{messages:,} labelled messages by {len(files)} writers" in (ROOT / "README.md").read_text("utf-8")


def test_the_reader_report_was_made_from_the_examples_that_are_here() -> None:
    report = json.loads((ROOT / "coaching_content" / "reader" / "report.json").read_text("utf-8"))
    files = [file for file in (ROOT / "coaching_content" / "examples").glob("*.jsonl") if file.stem != "chat"]

    assert set(report["writers"]) == {file.stem for file in files}
