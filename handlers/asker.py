"""Who asks, in which workspace and in which channel, by a command or by a click."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coaching.message import Tenant
from handlers.clicks import clicker, workspace
from handlers.envelope import mapping, tenant_of, word


@dataclass(frozen=True, slots=True)
class Asker:
    """A person's user id, their workspace, and the channel that they are in."""

    user: str
    tenant: Tenant
    channel: str

    @property
    def among_others(self) -> bool:
        """Whether there is somebody else in the channel to share an answer with: not in a direct message."""
        return bool(self.channel) and not self.channel.startswith("D")


def who_typed(body: Mapping[str, Any]) -> Asker:
    """Who typed a command, and where."""
    return Asker(word(body, "user_id"), tenant_of(body), word(body, "channel_id"))


def who_clicked(body: Mapping[str, Any]) -> Asker:
    """Who clicked, and where; people of another workspace are refused."""
    return Asker(clicker(body), workspace(body), word(mapping(body.get("channel")), "id"))
