"""A timed play: a piece of coaching that time brings up, as a file beside the plays that answer messages."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, field_validator

from coaching.play_file import Content, PlayFile, signals_in
from coaching.timed.causes import Band, CauseName
from coaching.timed.example import DealExample

Limit = Annotated[int, Field(ge=1, le=250)]


class Timing(Content):
    """When a timed play fires: for its cause, from the limit of the deal's band on; never in a band without one.

    Limits are business days, for `close_date_moved` how often.
    """

    cause: CauseName
    limits: dict[Band, Limit] = Field(min_length=1)


class TimedExamples(Content):
    """Deals on which the timed play must speak up, and deals on which it must not."""

    fires: tuple[DealExample, ...] = Field(min_length=3)
    silent: tuple[DealExample, ...] = Field(min_length=3)


class TimedPlay(PlayFile[Timing, TimedExamples]):
    """One timed play. Its nudge is settled once its cause has gone, so that it names nothing else that would."""

    @field_validator("settled_when", "asked")
    @classmethod
    def _is_no_key(cls, value: tuple[object, ...]) -> tuple[object, ...]:
        if value:
            raise ValueError("is no key of a timed play")
        return value

    @property
    def limits(self) -> Mapping[Band, int]:
        """From which on it fires, by band."""
        return self.fires.limits

    @property
    def may_be_withheld(self) -> bool:
        """As for other plays, but never the brief before a talk, wherever it is said."""
        return super().may_be_withheld and self.fires.cause != "meeting_tomorrow"

    def signals(self) -> frozenset[str]:
        """The signals that the play's conditions look for."""
        return signals_in(*self.known_when)
