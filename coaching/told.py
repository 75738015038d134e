"""What an update tells of the buyer: the rungs of the commitment ladder, and what a seller should know."""

from dataclasses import dataclass
from typing import Literal, get_args

Rung = Literal["time", "problem_shared", "decision_maker_involved", "proposal_reviewed", "decision"]
RUNGS: tuple[Rung, ...] = get_args(Rung)
"""What a buyer agrees to one after the other: time, to share the problem, to bring in who decides, to go through the
proposal, to decide."""
Item = Literal["problem", "motive", "decision_maker", "money", "timing", "next_step"]
ITEMS: tuple[Item, ...] = get_args(Item)
"""What to know: what hurts, why they would buy, who decides, whether there is money, by when, and what comes next."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in the update's text something is told, and whether in words of the buyer that are reported there.

    The words themselves are not kept here: once the text is forgotten, nobody can quote it.
    """

    start: int
    end: int
    by_buyer: bool

    def quote(self, text: str | None) -> str | None:
        """The buyer's reported words out of the update's text; None when the rep's own, or when the text is gone."""
        return (text or "")[self.start : self.end] or None if self.by_buyer else None
