"""One attempt to bring a claimed message to Slack: whether it is still to be said, and what Slack made of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

import structlog

from bot.endings import Ending, Sent, too_late
from bot.messenger import Messenger, named
from bot.slack_errors import FAILURES, Refusal, refusal_of
from storage import Claim
from storage.records import OutboxRow, StoredNote, StoredNudge

log = structlog.get_logger(__name__)

REMEMBERED = 10_000
"""Of how many refused messages is remembered that they were refused; of the others Slack is asked once more."""
_AWAY = Refusal("we stood still for longer than a lease")
_TOO_LATE = Refusal("nobody was there to send it")

Answer = TypeVar("Answer")
About = StoredNudge | StoredNote
"""What a message of ours says."""


@dataclass(slots=True)
class Delivery:
    """Attempts of one workspace, several at a time.

    `still_ours` says whether a claim holds; it is asked before each call.
    """

    messenger: Messenger
    clock: Callable[[], datetime]
    still_ours: Callable[[Claim[OutboxRow]], bool]
    _refused: dict[int, int] = field(default_factory=dict, init=False)  # row: the attempt that Slack surely refused

    async def attempt(self, claim: Claim[OutboxRow], about: About | None) -> Ending:
        """Call Slack if there is anything to call it for; `about` is as it stands now. Raises nothing.

        Never within a transaction: Slack may take half a minute.
        """
        try:
            ending = await (self._post(claim, about) if claim.row.kind == "post" else self._amend(claim, about))
        except Exception as error:
            log.exception("a message failed", **named(claim.row), kind=claim.row.kind)
            return Refusal(f"an error of ours ({type(error).__name__})", certain=False)
        if isinstance(ending, Refusal) and ending.certain:
            self._remember(claim)
        return ending

    async def _post(self, claim: Claim[OutboxRow], about: About | None) -> Ending:
        """Post, unless it stands there already, is withdrawn by now, or is too old to be of use."""
        if about is None:
            return None
        since = about.ts if isinstance(about, StoredNudge) else about.since
        if self._may_stand(claim):
            found = await self._ask(claim, lambda: self.messenger.find(claim.row, since))
            if isinstance(found, Refusal):
                return replace(found, certain=False)
            if found is not None:
                return Sent(found, found=True)
        if isinstance(about, StoredNudge) and about.state == "withdrawn":
            return None
        if too_late(claim.row, self.clock()):
            return _TOO_LATE
        posted = await self._ask(claim, lambda: self.messenger.post(claim.row))
        return posted if isinstance(posted, Refusal) else Sent(posted)

    async def _amend(self, claim: Claim[OutboxRow], about: About | None) -> Ending:
        """Change or delete our message; there is nothing to do where none stands, or none any more."""
        if about is None or about.posted_channel is None or about.posted_ts is None:
            return None
        row, place = claim.row, (about.posted_channel, about.posted_ts)
        deletes = row.kind == "delete"
        amend = (lambda: self.messenger.delete(place)) if deletes else (lambda: self.messenger.change(place, row))
        done = await self._ask(claim, amend)
        if isinstance(done, Refusal):
            return None if done.code == "message_not_found" else done
        return Sent(done)

    def _may_stand(self, claim: Claim[OutboxRow]) -> bool:
        """Whether an earlier attempt may have taken effect: one whose answer, or whose sender, was lost."""
        return claim.attempt > 1 and self._refused.pop(claim.id, None) != claim.attempt - 1

    def _remember(self, claim: Claim[OutboxRow]) -> None:
        if len(self._refused) >= REMEMBERED:
            self._refused.clear()
        self._refused[claim.id] = claim.attempt

    async def _ask(self, claim: Claim[OutboxRow], call: Callable[[], Awaitable[Answer]]) -> Answer | Refusal:
        """Slack's answer or refusal; ours, when the claim is over, as after a long standstill."""
        if not self.still_ours(claim):
            return _AWAY
        try:
            return await call()
        except FAILURES as error:
            return refusal_of(error)
