"""Whether a person is away, as their status in Slack tells it."""

import re
from dataclasses import dataclass
from datetime import datetime

_SYMBOLS = frozenset(
    {"palm_tree", "beach_with_umbrella", "desert_island", "face_with_thermometer", "face_with_head_bandage", "hospital"}
)
"""What Slack itself offers for a vacation and a sick leave, and what people set instead."""
_WORDS = re.compile(
    r"\b(?:on (?:annual |parental |maternity |paternity |sick )?leave|(?:on )?vacation(?:ing)?|on holiday|pto|ooo|"
    r"out of (?:the )?office|out sick|off sick|sick day)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Status:
    """A person's status: its symbol's name, its words, and when it ends (aware UTC), None where it stands on.

    Of somebody whose account is deactivated, `left` is true.
    """

    symbol: str = ""
    words: str = ""
    ends: datetime | None = None
    left: bool = False

    def is_away(self, now: datetime) -> bool:
        """Whether the person is away `now`: on leave, ill, or gone for good."""
        if self.left:
            return True
        if self.ends is not None and self.ends <= now:
            return False
        return self.symbol in _SYMBOLS or _WORDS.search(self.words) is not None
