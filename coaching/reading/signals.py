"""Signals: things that an update says which the deal's memory must know, recognised by the cues of a content file."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel, ConfigDict, Field

from coaching.cues import compile_cue, find_cue


class Signal(BaseModel):
    """One entry of `signals.yaml`: what it means, the cues that show it, and phrases that take it back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    means: str
    cues: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()


def signal_finder(signals: Mapping[str, Signal]) -> Callable[[str], Mapping[str, str]]:
    """Compile signals into one function: text in, the signals that it says with the exact words of each out."""
    compiled = {
        name: ([compile_cue(cue) for cue in signal.cues], [compile_cue(cue) for cue in signal.unless])
        for name, signal in signals.items()
    }

    def find_signals(text: str) -> Mapping[str, str]:
        said = {name: find_cue(cues, text) for name, (cues, unless) in compiled.items() if not find_cue(unless, text)}
        return {name: words for name, words in said.items() if words is not None}

    return find_signals
