"""Settling: what a message or a change by hand has done of all that nudges have asked for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.messages.speaking import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coaching.coach import Coach
    from coaching.outcome import Outcome
    from coaching.situation import Situation
    from handlers.messages.speaking import Speech
    from storage.records import StoredNudge


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: what was told of it, the nudges that it settled, and those of which it was seen first."""

    outcomes: "tuple[Outcome, ...]" = ()
    settled: tuple[int, ...] = ()
    seen: tuple[int, ...] = ()

    def and_also(self, other: "Done") -> "Done":
        """Both together."""
        return Done(self.outcomes + other.outcomes, self.settled + other.settled, self.seen + other.seen)


async def settle_done(
    awaited: "Iterable[StoredNudge]", situation: "Situation", coach: "Coach", speech: "Speech"
) -> Done:
    """Settle the standing ones of these nudges whose completion check holds now, and keep of all that it was seen."""
    plays = ((nudge, coach.playbook.get(nudge.play)) for nudge in awaited)
    done = [nudge for nudge, play in plays if play is not None and coach.settles(play, situation)]
    standing = [nudge for nudge in done if nudge.state == "standing"]
    outcomes = [await settle(nudge, situation.deal, speech) for nudge in standing]
    seen = tuple(nudge.id for nudge in done if nudge.seen_at is None)
    await speech.tx.follow_through.see(seen, speech.at)
    return Done(tuple(outcomes), tuple(nudge.id for nudge in standing), seen)
