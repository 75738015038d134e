"""Loads all that the coach knows: signals, sentences, the reader and the plays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.playbook import PlayProblem, load_playbook
from bot.reader import ReaderArtifactError, load_reader
from coaching.asking.answer import Guide
from coaching.asking.question import Topic, compile_phrases
from coaching.asking.ranking import PlayIndex
from coaching.business_days import BusinessDays
from coaching.catalogue import Catalogue
from coaching.coach import Coach
from coaching.cues import CueError
from coaching.lessons.rules import LessonRules
from coaching.play import Playbook
from coaching.reading.facts.reading import read_facts
from coaching.reading.local import LocalReader
from coaching.reading.signals import Signal, signal_finder
from coaching.reading.telling import FindTold, told_finder
from coaching.situation import Limits
from coaching.told import ITEMS, RUNGS
from coaching_content import CONTENT_DIR

T = TypeVar("T")


class ContentError(Exception):
    """A content file that the bot cannot do without is missing or wrong; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """How people ask, as `questions.yaml` has it."""

    topics: dict[Topic, list[str]]
    advice: list[str]
    alike: list[list[str]]


@dataclass(frozen=True, slots=True)
class Content:
    """What the coach knows, ready to work; `problems` tells of plays that were left out."""

    reader: LocalReader
    coach: Coach
    signals: Mapping[str, Signal]
    guide: Guide
    lessons: LessonRules
    problems: tuple[PlayProblem, ...]


def load_content(
    more_plays: Iterable[Path] = (),
    limits: Limits | None = None,
    folder: Path = CONTENT_DIR,
    reader_folder: Path | None = None,
    calendar: BusinessDays | None = None,
) -> Content:
    """Load the content in `folder`, with plays from further folders too, and another reader if one is given.

    A wrong play is left out and told in `problems`; raises ContentError when a folder, the signals, the sentences or
    the reader's model cannot be used.
    """
    catalogue, signals = load_catalogue(folder), load_signals(folder)
    try:
        reader = load_reader(
            reader_folder or folder / "reader", read_facts, signal_finder(signals), load_told_finder(folder)
        )
    except ReaderArtifactError as error:
        raise ContentError(str(error)) from error
    folders = [folder / "plays", folder / "timed_plays", *more_plays]
    for place in folders:
        if not place.is_dir():
            raise ContentError(f"There is no folder of plays at {place}: make it, or correct DEALCOACH_PLAYS_DIR.")
    by_tables = replace(reader, network=None)  # a second faster at each start; `plays lint` lets the network read too
    playbook, problems = load_playbook(folders, by_tables, catalogue, signals)
    guide = load_guide(playbook, folder)
    return Content(
        reader,
        Coach(playbook, catalogue, limits or Limits(), calendar or BusinessDays()),
        signals,
        guide,
        load_lessons(folder),
        problems,
    )


def load_catalogue(folder: Path = CONTENT_DIR) -> Catalogue:
    """The sentences of all files in `catalogue/`; a key is the file's name, a dot, and the key within."""
    sentences: dict[str, str] = {}
    for file in sorted((folder / "catalogue").glob("*.yaml")):
        told = _checked(file, dict[str, str])
        sentences |= {f"{file.stem}.{key}": sentence for key, sentence in told.items()}
    return Catalogue(sentences)


def load_signals(folder: Path = CONTENT_DIR) -> Mapping[str, Signal]:
    """The signals by name."""
    return _checked(folder / "signals.yaml", dict[str, Signal])


def load_guide(playbook: Playbook, folder: Path = CONTENT_DIR) -> Guide:
    """What answers questions, from the active plays."""
    file = folder / "questions.yaml"
    asking = _checked(file, _Asking)
    try:
        phrases = compile_phrases(asking.topics, asking.advice)
    except CueError as error:
        raise ContentError(f"{file} cannot be used: {error}") from error
    return Guide(phrases, PlayIndex(playbook.active, asking.alike))


def load_lessons(folder: Path = CONTENT_DIR) -> LessonRules:
    """When lost deals teach something."""
    return _checked(folder / "losses.yaml", LessonRules)


def load_told_finder(folder: Path = CONTENT_DIR) -> FindTold:
    """What finds the rungs of the ladder and the items of the checklist in a text."""
    try:
        return told_finder(_complete(folder, "ladder", RUNGS), _complete(folder, "checklist", ITEMS))
    except CueError as error:
        raise ContentError(f"A cue of the ladder or the checklist cannot be used: {error}") from error


def _complete(folder: Path, file: str, names: tuple[T, ...]) -> Mapping[T, Signal]:
    """The cues of each of `names`, all of which the file must hold."""
    path = folder / f"{file}.yaml"
    entries = _checked(path, dict[str, Signal])
    if {*entries} != {*names}:
        raise ContentError(f"{path} cannot be used: its entries must be {', '.join(map(str, names))}.")
    return {name: entries[str(name)] for name in names}


def _checked(file: Path, form: type[T]) -> T:
    try:
        return TypeAdapter(form).validate_python(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError, ValueError) as error:
        raise ContentError(f"{file} cannot be used: {' '.join(str(error).split())}") from error
