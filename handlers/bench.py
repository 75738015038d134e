"""What the one path works with: the reader, the coach, the stores, and who is who in this workspace."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake import OwnIds

if TYPE_CHECKING:
    from coaching.coach import Coach
    from coaching.message import Person
    from coaching.reading.result import Reader
    from storage import Storage


@dataclass(frozen=True, slots=True)
class Bench:
    """Things of ours that `work(body, bench)` needs, the same live and in a replay.

    `person` says who a user id is (it may ask Slack, so it is never awaited within a transaction); `crm_apps` are the
    names or ids of the CRM apps that we hear; `workspace_url` (from `auth.test`, "" when unknown) makes permalinks.
    """

    storage: "Storage"
    reader: "Reader"
    coach: "Coach"
    person: Callable[[str], Awaitable["Person"]]
    own: OwnIds
    crm_apps: Sequence[str] = ()
    workspace_url: str = ""

    def permalink(self, channel: str, ts: str) -> str | None:
        """The address of a message in Slack."""
        root = self.workspace_url.rstrip("/")
        return f"{root}/archives/{channel}/p{ts.replace('.', '')}" if root else None
