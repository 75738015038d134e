"""A channel in shadow: everything is decided and nothing said; what would have been said counts as if it had been."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coaching.situation import Said

if TYPE_CHECKING:
    from coaching.message import Posted
    from storage import UnitOfWork
    from storage.records import HeldInShadow

Day = tuple[datetime, datetime]
"""From when until when a day lasts, aware UTC."""


@dataclass(frozen=True, slots=True)
class Shadow:
    """What would have been said in the channel about other messages; nothing where it is not in shadow.

    It counts for rests and budgets, so that a trial shows no more than the channel would have seen.
    """

    on: bool = False
    held: tuple["HeldInShadow", ...] = ()

    def said_on(self, deal_id: int | None) -> tuple[Said, ...]:
        """What would have been said on the deal."""
        return tuple(Said(held.play, held.at) for held in self.held if deal_id is not None and held.deal_id == deal_id)

    def count(self, day: Day, author: str | None = None) -> int:
        """How much would have been said on the day, to this person or to all."""
        return sum(day[0] <= held.at < day[1] and author in (None, held.author) for held in self.held)


async def shadow_over(posted: "Posted", since: timedelta, tx: "UnitOfWork") -> Shadow:
    """The shadow that the channel of a message is in, if any, and what it has held back `since` so long."""
    watch = await tx.watches.get(posted.channel)
    if watch is None or not watch.in_shadow(posted.at):
        return Shadow()
    held = await tx.decisions.held_in_shadow([posted.channel], posted.at - since)
    return Shadow(True, tuple(each for each in held if each.ts != posted.ts))
