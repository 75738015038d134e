"""The content files as the tests read them: the plays, the signals, and every text that we say to people."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

import coaching_content
from coaching.play import Play
from coaching.reading.signals import Signal
from coaching.timed.timed_play import TimedPlay

CONTENT = Path(coaching_content.__file__).parent
PLAY_FILES = sorted((CONTENT / "plays").glob("*.yaml"))
TIMED_FILES = sorted((CONTENT / "timed_plays").glob("*.yaml"))


@cache
def raw_play(file: Path) -> dict[str, Any]:
    """The file's keys and values, in the file's order."""
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


@cache
def plays() -> dict[str, Play]:
    """The plays by id."""
    return {raw_play(file)["id"]: Play.model_validate(raw_play(file)) for file in PLAY_FILES}


@cache
def timed_plays() -> dict[str, TimedPlay]:
    """The timed plays by id."""
    return {raw_play(file)["id"]: TimedPlay.model_validate(raw_play(file)) for file in TIMED_FILES}


@cache
def signals() -> dict[str, Signal]:
    """The signals by name."""
    entries = yaml.safe_load((CONTENT / "signals.yaml").read_text(encoding="utf-8"))
    return {name: Signal.model_validate(entry) for name, entry in entries.items()}


def texts_we_say() -> list[tuple[str, str]]:
    """Everything that the plays and the catalogue say to people, each with where it stands."""
    all_plays: list[Play | TimedPlay] = [*plays().values(), *timed_plays().values()]
    said = [
        (f"plays/{play.id}", text)
        for play in all_plays
        for text in (play.title, *play.says, play.why, play.idea, play.draft)
    ]
    for file in sorted((CONTENT / "catalogue").glob("*.yaml")):
        sentences = yaml.safe_load(file.read_text(encoding="utf-8"))
        said += [(f"catalogue/{file.stem}", str(sentence)) for sentence in sentences.values()]
    return said
