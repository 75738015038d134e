"""The holdout: a few nudges that would be said are withheld by chance, to see what becomes of a deal without them."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coaching.play import AnyPlay

MOST_PERCENT = 50
"""More than half withheld would tell no more, and help fewer."""
_KEY = b"dealcoach holdout"
_ALL = 2**64


@dataclass(frozen=True, slots=True)
class Holdout:
    """How many of a hundred nudges are withheld; 0 for none.

    The draw is a keyed hash (BLAKE2b, RFC 7693) of the play and of what it is drawn for, so that it is the same
    however often it is asked, on every machine. Who was drawn at 10 percent is so at 20 percent as well.
    """

    percent: int = 0

    def withholds(self, play: "AnyPlay", drawn_for: str) -> bool:
        """Whether `play` is withheld from `drawn_for`: a deal of a workspace, or a thread without a deal."""
        if not (self.percent and play.may_be_withheld):
            return False
        named = f"{drawn_for}/{play.id}".encode(errors="replace")
        drawn = int.from_bytes(hashlib.blake2b(named, key=_KEY, digest_size=8).digest())
        return drawn * 100 < self.percent * _ALL
