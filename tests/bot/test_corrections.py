"""`dealcoach reader corrections`: what people gave as examples of what was misread is what the training reads."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from command_line import dealcoach

from bot.reader_command import _checked
from bot.training.examples import Example, load_examples, load_file
from coaching.message import Posted, Tenant
from coaching_content import CONTENT_DIR
from storage import Storage

TEAM, NOON = Tenant("T1"), datetime(2026, 3, 4, 12, tzinfo=UTC)
TEXTS = ("Acme asked for a pause\nuntil May", "Who has the \u2028 projector\x0bkey 🍜 <!channel>")


@pytest_asyncio.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a database in which two messages were given, one as wrong for two plays and one as no update."""
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
    await storage.upgrade()
    async with storage.begin(TEAM) as tx:
        for number, text in enumerate(TEXTS):
            ts = f"177262560{number}.000100"
            await tx.messages.put(Posted("C1", ts, ts, None, "U1", "person", text, NOON, NOON))
            await tx.messages.remember_text("C1", ts, text)
            await tx.corrections.put("C1", ts, "ask_why_silent", "U1", NOON)
        await tx.corrections.put("C1", "1772625600.000100", "propose_next_step", "U1", NOON)
        await tx.rulings.put("C1", "1772625601.000100", None, "U1", NOON)
    await storage.close()
    return tmp_path


def test_the_training_reads_what_was_exported(folder: Path) -> None:
    shown = dealcoach("reader", "corrections", "--out", "ours.jsonl", folder=folder)

    examples = load_file(folder / "ours.jsonl")
    assert shown.stdout.startswith("Wrote 2 to ours.jsonl.")
    assert [example.text for example in examples] == list(TEXTS)
    assert [(example.is_deal_update, example.plays) for example in examples] == [(True, ()), (False, ())]
    assert _checked(examples, load_examples(CONTENT_DIR / "examples")) == examples
    assert stat.S_IMODE((folder / "ours.jsonl").stat().st_mode) == 0o600


def test_a_play_that_fits_can_be_written_in_before_training(folder: Path) -> None:
    shown = dealcoach("reader", "corrections", folder=folder)
    first = json.loads(shown.stdout.splitlines()[0])

    (folder / "ours.jsonl").write_text(json.dumps(first | {"plays": ["keep_door_open"], "primary": "keep_door_open"}))

    [example] = load_file(folder / "ours.jsonl")
    assert first["wrong"] == ["ask_why_silent", "propose_next_step"]
    assert isinstance(example, Example)
    assert example.plays == ("keep_door_open",)


def test_a_file_that_is_there_is_never_written_over(folder: Path) -> None:
    (folder / "ours.jsonl").write_text("mine")

    shown = dealcoach("reader", "corrections", "--out", "ours.jsonl", folder=folder)

    assert (shown.returncode, shown.stderr) == (1, "There is a file ours.jsonl already: name a new one.\n")
    assert (folder / "ours.jsonl").read_text() == "mine"


@pytest.mark.parametrize("arguments", [(), ("--out", "ours.jsonl")])
async def test_no_examples_are_told_as_such(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
    await storage.upgrade()
    await storage.close()

    shown = dealcoach("reader", "corrections", *arguments, folder=tmp_path)

    assert (shown.returncode, shown.stdout) == (0, "")
    assert "There are no examples" in shown.stderr
    assert not (tmp_path / "ours.jsonl").exists()


def test_without_a_database_it_says_what_to_do_and_makes_none(tmp_path: Path) -> None:
    shown = dealcoach("reader", "corrections", folder=tmp_path)

    assert shown.returncode == 1
    assert "is not there yet" in shown.stderr
    assert list(tmp_path.iterdir()) == []
