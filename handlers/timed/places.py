"""Where a timed nudge on a deal may be said, and what may be told of the deal there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coaching.watch import is_watched

if TYPE_CHECKING:
    from coaching.deal import Update
    from coaching.watch import WatchMode
    from handlers.timed.gathering import Gathered


@dataclass(frozen=True, slots=True)
class Place:
    """A thread of a channel, or without one the owner's direct messages, with what may be told there, oldest first.

    `channel` is then that of the latest thing told: its members may know of the nudge.
    """

    channel: str
    thread_ts: str | None
    updates: "tuple[Update, ...]"


def places_for(deal_id: int, known: "Gathered", mode: "WatchMode") -> Iterator[Place]:
    """The thread of the latest update that a person wrote in a watched channel of the owner's; then the owner alone."""
    told, private = known.updates[deal_id], known.private.get(deal_id, frozenset())
    hidden = private - known.owner.member_of
    written = [
        update
        for update in told
        if update.source == "person"
        and update.channel not in hidden
        and is_watched(known.watches.get(update.channel), mode)
    ]
    if written and known.chosen.nudges_to != "dm":
        last = written[-1]
        elsewhere = private - {last.channel}
        yield Place(last.channel, last.thread_ts or last.ts, _outside(elsewhere, told))
    if seen := _outside(hidden, told):
        yield Place(seen[-1].channel, None, seen)


def _outside(hidden: frozenset[str], told: "tuple[Update, ...]") -> "tuple[Update, ...]":
    return tuple(update for update in told if update.channel not in hidden)
