"""The record of a deal: what stands of it, beside what it adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coaching.deal import Update


@dataclass(frozen=True, slots=True)
class Record:
    """The updates of one deal, and by channel and ts those of their texts that are kept."""

    updates: tuple[Update, ...] = ()
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
