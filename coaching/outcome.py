"""What came of one event: a decision or an effect, as a replay prints it and the log keeps it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from coaching.decision import Audience

Action = Literal["nudge", "silent", "settled", "withdrawn", "changed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision or effect.

    `at` is aware UTC; `ts` names the message, edit or deletion that caused it, None when the time did; `about_ts` the
    message that the nudge is (or was) about; `user` is that message's author, of a timed nudge the deal's owner; `deal`
    the deal's name. `words` is what is said now, if anything.
    """

    at: datetime
    channel: str
    ts: str | None
    about_ts: str
    user: str
    deal: str | None
    action: Action
    play: str | None = None
    evidence: str | None = None
    reason: str | None = None
    to: Audience | None = None
    words: str | None = None

    @property
    def answers_message(self) -> bool:
        """Whether it is a nudge that a message got, and not one that time has brought up."""
        return self.action == "nudge" and self.ts is not None

    def now_changed(self) -> "Outcome":
        """The same, for a nudge that took the place of an earlier one."""
        return replace(self, action="changed")
