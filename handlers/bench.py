"""What the one path works with: the reader, the coach, the stores, and who is who in this workspace."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coaching.asking.answer import Guide
from handlers.messages.intake import OwnIds
from handlers.voice import Voice

if TYPE_CHECKING:
    from coaching.coach import Coach
    from coaching.message import Person
    from coaching.reading.result import AsyncReader
    from coaching.watch import WatchMode
    from handlers.messages.spoken import Obey
    from storage import Storage


async def _nobody(user: str, channel: str) -> bool:
    return False


async def _nothing(spoken: object, body: object) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Bench:
    """Things of ours that `work(body, bench)` needs, the same live and in a replay.

    `person` says who a user id is (it may ask Slack, so it is never awaited within a transaction); `crm_apps` are the
    names or ids of the CRM apps that we hear; `workspace_url` (from `auth.test`, "" when unknown) makes permalinks.
    `watch` says whether channels wait for somebody to say that they may be watched; `admins` are user ids.
    `guide` answers questions, and `is_member` says whether a user is in a private channel, as on the `Desk`.
    `obey` does what somebody says to us as a command, and answers None to what is none; a replay obeys nobody.
    """

    storage: "Storage"
    reader: "AsyncReader"
    coach: "Coach"
    person: Callable[[str], Awaitable["Person"]]
    own: OwnIds
    crm_apps: Sequence[str] = ()
    workspace_url: str = ""
    watch: "WatchMode" = "all"
    admins: Collection[str] = ()
    guide: Guide = field(default_factory=Guide)
    is_member: Callable[[str, str], Awaitable[bool]] = _nobody
    obey: "Obey" = _nothing

    @property
    def voice(self) -> Voice:
        """How the coach speaks here."""
        return Voice(self.coach.playbook, self.coach.catalogue, self.workspace_url)
