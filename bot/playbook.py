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
from coaching.play import AnyPlay, Play, Playbook
from coaching.reading.result import Reader, Reading
from coaching.situation import Situation
from coaching.timed.choice import NOTHING_READ, choose_timed
from coaching.timed.example import EXAMPLES_DAY, DealExample
from coaching.timed.timed_play import TimedPlay


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
    plays: dict[str, AnyPlay] = {}
    problems: list[PlayProblem] = []
    known_signals = frozenset(signals)
    for folder in folders:
        for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
            play, wrong = load_play(file, reader, catalogue, known_signals)
            problems += wrong
            if play is not None and not wrong:
                plays[play.id] = play
    return Playbook(plays.values()), tuple(problems)


def parse_plays(folder: Path) -> Playbook:
    """The plays of a folder as they are written, none proved on its examples; ValueError names one that is wrong.

    For where there is no reader yet that could read the examples.
    """
    plays: list[AnyPlay] = []
    for file in sorted(folder.glob("*.yaml")):
        play, _, wrong = _parse(file)
        if play is None:
            raise ValueError(str(wrong[0]))
        plays.append(play)
    return Playbook(plays)


def load_play(
    file: Path, reader: Reader, catalogue: Catalogue, signals: frozenset[str]
) -> tuple[AnyPlay | None, list[PlayProblem]]:
    """One play and its problems; None when the file cannot be understood as a play."""
    play, content, wrong = _parse(file)
    if play is None:
        return None, wrong
    return play, [
        *_misplaced(file, play, content),
        *_unknown_signals(file, play, signals),
        *_failed(file, play, reader, catalogue),
    ]


def _parse(file: Path) -> tuple[AnyPlay | None, Mapping[str, Any], list[PlayProblem]]:
    """The play that a file holds and its content, or what is wrong; one that fires for a cause is a timed play."""
    try:
        content = yaml.load(file.read_text("utf-8"), Loader=_NoDoubles)  # noqa: S506 (it is a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return None, {}, [PlayProblem(file, "file", f"cannot be read as YAML: {' '.join(str(error).split())}")]
    if not isinstance(content, Mapping):
        return None, {}, [PlayProblem(file, "file", "holds no keys: copy another play and change it")]
    fires = content.get("fires")
    form: type[AnyPlay] = TimedPlay if isinstance(fires, Mapping) and "cause" in fires else Play
    try:
        return form.model_validate(content), content, []
    except ValidationError as error:
        return None, content, [_told(file, problem) for problem in error.errors()]


def _told(file: Path, problem: Mapping[str, Any]) -> PlayProblem:
    key = ".".join(str(part) for part in problem["loc"]) or "file"
    reason = "is no key of a play" if problem["type"] == "extra_forbidden" else str(problem["msg"])
    return PlayProblem(file, key, reason.removeprefix("Value error, "))


def _misplaced(file: Path, play: AnyPlay, content: Mapping[str, Any]) -> Iterator[PlayProblem]:
    if play.id != file.stem:
        yield PlayProblem(file, "id", f"is {play.id!r}, but the file is named {file.stem!r}: make them the same")
    fixed = [key for key in type(play).model_fields if key in content]
    wrong = next((mine for mine, due in zip(content, fixed, strict=True) if mine != due), None)
    if wrong is not None:
        yield PlayProblem(file, str(wrong), f"stands in the wrong place; the order is {', '.join(fixed)}")


def _unknown_signals(file: Path, play: AnyPlay, signals: frozenset[str]) -> Iterator[PlayProblem]:
    for signal in sorted(play.signals() - signals):
        yield PlayProblem(
            file, "signal", f"there is no signal {signal!r}; signals.yaml has {', '.join(sorted(signals))}"
        )


def _failed(file: Path, play: AnyPlay, reader: Reader, catalogue: Catalogue) -> Iterator[PlayProblem]:
    """The examples on which the play, by itself, does not do what it says it does."""
    coach = Coach(Playbook([play]), catalogue)
    if play.status == "retired":
        return
    for kind, number, example in _examples(play):
        if isinstance(example, DealExample):
            decision = _decide_timed(example, coach)
        else:
            decision = coach.decide(_alone(coach.recognise(reader.read(example, EXAMPLES_DAY))))
        if isinstance(decision, Nudge) != (kind == "fires"):
            yield PlayProblem(file, f"examples.{kind}.{number}", f"the play {_did(decision)}: {_shown(example)}")


def _examples(play: AnyPlay) -> Iterator[tuple[str, int, str | DealExample]]:
    """Each example with its number in the file, and what it should do."""
    both: Mapping[str, Iterable[str | DealExample]] = {"fires": play.examples.fires, "silent": play.examples.silent}
    for kind, examples in both.items():
        yield from ((kind, number, example) for number, example in enumerate(examples, start=1))


def _decide_timed(example: DealExample, coach: Coach) -> Decision | None:
    """What the coach says of the deal on that day, None when nothing calls for a word."""
    seen = example.seen()
    situation = Situation(NOTHING_READ, seen.today, _morning(seen.today), deal=seen.deal, by_clock=True)
    chosen = choose_timed(seen, situation, coach)
    return chosen[1] if chosen else None


def _shown(example: str | DealExample) -> str:
    return repr(example if isinstance(example, str) else example.model_dump(exclude_unset=True))


def _did(decision: Decision | None) -> str:
    if decision is None:
        return "stays silent (its cause does not hold)"
    if isinstance(decision, Nudge):
        return f"fires on {decision.evidence!r}"
    return f"stays silent ({decision.reason})"


def _alone(reading: Reading) -> Situation:
    return Situation(reading, EXAMPLES_DAY, _morning(EXAMPLES_DAY))


def _morning(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


class _NoDoubles(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a key that stands twice: YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, or a YAML error that names the doubled key."""
        counted = Counter(key.value for key, _ in node.value)
        if doubled := [key for key, times in counted.items() if times > 1]:
            raise yaml.constructor.ConstructorError(None, None, f"the key {doubled[0]!r} stands twice", node.start_mark)
        return dict(super().construct_mapping(node, deep))
