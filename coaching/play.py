"""A play: one piece of coaching as a file by a sales lead; it fires, says, settles, rests and proves itself."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from pydantic import Field, field_validator

from coaching.conditions import Condition
from coaching.cues import Cue, compile_cue, find_cue
from coaching.play_file import Content, PlayFile, signals_in
from coaching.reading.evidence import clause_with
from coaching.reading.result import Reading
from coaching.timed.timed_play import TimedPlay


class Examples(Content):
    """Messages on which the play must be the nudge, and messages on which it must not."""

    fires: tuple[str, ...] = Field(min_length=5)
    silent: tuple[str, ...] = Field(min_length=5)


class Firing(Content):
    """When a play fires: by the reader's score, its cues, or both; never with an `unless` phrase or a failed `if`."""

    reader: Literal["trained", "off"] | float = "off"
    cues: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = Field(default=(), alias="if")
    combine: Literal["either", "both"] = "either"

    @field_validator("cues", "unless")
    @classmethod
    def _compile(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            compile_cue(phrase)
        return phrases

    @field_validator("reader", mode="before")
    @classmethod
    def _off_is_a_word(cls, value: object) -> object:
        """YAML reads a bare `off` as false."""
        return "off" if value is False else value

    @field_validator("reader")
    @classmethod
    def _probability(cls, value: str | float) -> str | float:
        if isinstance(value, float) and not 0 < value <= 1:
            raise ValueError("reader is trained, off, or a probability above 0 and at most 1")
        return value

    @cached_property
    def _cues(self) -> tuple[Cue, ...]:
        return tuple(compile_cue(phrase) for phrase in self.cues)

    @cached_property
    def _unless(self) -> tuple[Cue, ...]:
        return tuple(compile_cue(phrase) for phrase in self.unless)

    def cue_in(self, text: str) -> str | None:
        """The exact words of the first cue in `text`, or None."""
        return find_cue(self._cues, text)

    def held_back_by(self, text: str) -> str | None:
        """The exact words of an `unless` phrase in `text`, or None."""
        return find_cue(self._unless, text)


class Play(PlayFile[Firing, Examples]):
    """One play that answers a message; the keys of its file are those of `PlayFile`."""

    settled_when: tuple[Condition, ...] = Field(min_length=1)

    def signals(self) -> frozenset[str]:
        """The signals that the play's conditions look for."""
        return signals_in(*self.fires.conditions, *self.known_when, *self.settled_when)

    def evidence(self, reading: Reading) -> tuple[float, str] | None:
        """How strongly the play fires on what was read, and the words that carry it; None when it does not fire."""
        if self.fires.held_back_by(reading.text) is not None:
            return None
        cue = self.cue_in(reading.text)
        score = reading.scores.get(self.id)
        by_reader = score is not None and score.score >= self.threshold(score.trained)
        if self.fires.combine == "both" and not (cue is not None and by_reader):
            return None
        if by_reader and score is not None:
            return max(score.score, CUE_STRENGTH if cue else 0.0), cue or score.evidence
        return (CUE_STRENGTH, cue) if cue is not None else None

    def cue_in(self, text: str) -> str | None:
        """The clause of `text` with one of the play's cues; None when there is none, or an `unless` phrase too."""
        cue = self.fires.cue_in(text)
        return clause_with(text, cue) if cue is not None and self.fires.held_back_by(text) is None else None

    def threshold(self, trained: float) -> float:
        """The score from which the reader makes this play fire; above 1 when the play does not listen to the reader."""
        if self.fires.reader == "off":
            return 2.0
        return trained if self.fires.reader == "trained" else float(self.fires.reader)


CUE_STRENGTH = 0.98
"""How much a cue counts beside a reader's probability: cues are meant to be right 97 times in 100 or more."""


AnyPlay = Play | TimedPlay


class Playbook:
    """The active and retired plays by id, in a fixed order: those that answer messages, and those that time brings."""

    def __init__(self, plays: Iterable[AnyPlay]) -> None:
        self._plays = {play.id: play for play in sorted(plays, key=lambda play: play.id)}
        active = [play for play in self._plays.values() if play.status == "active"]
        self._answering = tuple(play for play in active if isinstance(play, Play))
        self._timed = tuple(play for play in active if isinstance(play, TimedPlay))

    def get(self, play_id: str) -> AnyPlay | None:
        """The play with this id, retired ones too (old nudges still name them), or None."""
        return self._plays.get(play_id)

    @property
    def active(self) -> tuple[Play, ...]:
        """The plays that may answer a message."""
        return self._answering

    @property
    def timed(self) -> tuple[TimedPlay, ...]:
        """The timed plays that may fire."""
        return self._timed

    @property
    def all_active(self) -> tuple[AnyPlay, ...]:
        """All that may be said: the plays that answer messages, then the timed ones."""
        return (*self.active, *self.timed)

    def is_timed(self, play_id: str) -> bool:
        """Whether this is a timed play, a retired one too."""
        return isinstance(self.get(play_id), TimedPlay)
