"""How the coach speaks in this workspace: the plays' titles, the sentences, and links to messages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.play import Playbook


@dataclass(frozen=True, slots=True)
class Voice:
    """`workspace_url` (from `auth.test`, "" when unknown) makes permalinks."""

    playbook: "Playbook"
    catalogue: "Catalogue"
    workspace_url: str = ""

    def title(self, play_id: str) -> str:
        """The play's title; of a play that is no longer in the playbook, its id."""
        play = self.playbook.get(play_id)
        return play.title if play else play_id

    def permalink(self, channel: str, ts: str) -> str | None:
        """The address of a message in Slack."""
        root = self.workspace_url.rstrip("/")
        return f"{root}/archives/{channel}/p{ts.replace('.', '')}" if root else None
