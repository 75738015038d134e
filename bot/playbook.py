"""Reads plays from folders of YAML files; a wrong one is left out, and told by file, key and reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from coaching.catalogue import Catalogue
from coaching.coach import Coach
from coaching.decision import Decision, Nudge
from coaching.play import Play, Playbook
from coaching.reading.result import Reader, Reading
from coaching.situation import Situation

EXAMPLES_DAY = date(2026, 3, 2)
"""The Monday on which the examples of all plays are read, so that "Thursday" in one always means the same day."""


@dataclass(frozen=True, slots=True)
class PlayProblem:
    """What is wrong with a play: the file, the key (with the example's number where it is one), and the reason."""

    file: Path
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


def load_playbook(
    folders: Iterable[Path], reader: Reader, catalogue: Catalogue, signals: Iterable[str]
) -> tuple[Playbook, tuple[PlayProblem, ...]]:
    """The plays of all folders that hold good, and what is wrong with the others.

    A play in a later folder takes the place of an earlier one with its id. Never raises for what a file holds.
    """
    plays: dict[str, Play] = {}
    problems: list[PlayProblem] = []
    known_signals = frozenset(signals)
    for folder in folders:
        for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
            play, wrong = load_play(file, reader, catalogue, known_signals)
            problems += wrong
            if play is not None and not wrong:
                plays[play.id] = play
    return Playbook(plays.values()), tuple(problems)


def load_play(
    file: Path, reader: Reader, catalogue: Catalogue, signals: frozenset[str]
) -> tuple[Play | None, list[PlayProblem]]:
    """One play and its problems; None when the file cannot be understood as a play."""
    try:
        content = yaml.load(file.read_text("utf-8"), Loader=_NoDoubles)  # noqa: S506 (it is a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return None, [PlayProblem(file, "file", f"cannot be read as YAML: {' '.join(str(error).split())}")]
    if not isinstance(content, Mapping):
        return None, [PlayProblem(file, "file", "holds no keys: copy another play and change it")]
    try:
        play = Play.model_validate(content)
    except ValidationError as error:
        return None, [_told(file, problem) for problem in error.errors()]
    return play, [
        *_misplaced(file, play, content),
        *_unknown_signals(file, play, signals),
        *_failed(file, play, reader, catalogue),
    ]


def _told(file: Path, problem: Mapping[str, Any]) -> PlayProblem:
    key = ".".join(str(part) for part in problem["loc"]) or "file"
    reason = "is no key of a play" if problem["type"] == "extra_forbidden" else str(problem["msg"])
    return PlayProblem(file, key, reason.removeprefix("Value error, "))


def _misplaced(file: Path, play: Play, content: Mapping[str, Any]) -> Iterator[PlayProblem]:
    if play.id != file.stem:
        yield PlayProblem(file, "id", f"is {play.id!r}, but the file is named {file.stem!r}: make them the same")
    fixed = [key for key in Play.model_fields if key in content]
    wrong = next((mine for mine, due in zip(content, fixed, strict=True) if mine != due), None)
    if wrong is not None:
        yield PlayProblem(file, str(wrong), f"stands in the wrong place; the order is {', '.join(fixed)}")


def _unknown_signals(file: Path, play: Play, signals: frozenset[str]) -> Iterator[PlayProblem]:
    for signal in sorted(play.signals() - signals):
        yield PlayProblem(
            file, "signal", f"there is no signal {signal!r}; signals.yaml has {', '.join(sorted(signals))}"
        )


def _failed(file: Path, play: Play, reader: Reader, catalogue: Catalogue) -> Iterator[PlayProblem]:
    """The examples on which the play, by itself, does not do what it says it does."""
    coach = Coach(Playbook([play]), catalogue)
    if play.status == "retired":
        return
    for kind, texts in (("fires", play.examples.fires), ("silent", play.examples.silent)):
        for number, text in enumerate(texts, start=1):
            decision = coach.decide(_alone(coach.recognise(reader.read(text, EXAMPLES_DAY))))
            if isinstance(decision, Nudge) != (kind == "fires"):
                yield PlayProblem(file, f"examples.{kind}.{number}", f"the play {_did(decision)}: {text!r}")


def _did(decision: Decision) -> str:
    if isinstance(decision, Nudge):
        return f"fires on {decision.evidence!r}"
    return f"stays silent ({decision.reason})"


def _alone(reading: Reading) -> Situation:
    now = datetime.combine(EXAMPLES_DAY, datetime.min.time(), UTC)
    return Situation(reading, EXAMPLES_DAY, now)


class _NoDoubles(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a key that stands twice: YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, or a YAML error that names the doubled key."""
        counted = Counter(key.value for key, _ in node.value)
        if doubled := [key for key, times in counted.items() if times > 1]:
            raise yaml.constructor.ConstructorError(None, None, f"the key {doubled[0]!r} stands twice", node.start_mark)
        return dict(super().construct_mapping(node, deep))
