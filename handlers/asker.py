"""Who asks, in which workspace and in which channel, by a command or by a click; and how to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coaching.message import Tenant
from handlers.clicks import clicker, workspace
from handlers.envelope import mapping, tenant_of, word


@dataclass(frozen=True, slots=True)
class Asker:
    """A person's user id, their workspace, and the channel that they are in.

    `trigger_id` opens a modal for a few seconds; at the `response_url` they are answered for half an hour.
    """

    user: str
    tenant: Tenant
    channel: str
    trigger_id: str = ""
    response_url: str = ""

    @property
    def among_others(self) -> bool:
        """Whether there is somebody else in the channel to share an answer with: not in a direct message."""
        return bool(self.channel) and not self.channel.startswith("D")


def who_typed(body: Mapping[str, Any]) -> Asker:
    """Who typed a command, and where."""
    return Asker(word(body, "user_id"), tenant_of(body), word(body, "channel_id"), *_ways_to_answer(body))


def who_clicked(body: Mapping[str, Any]) -> Asker:
    """Who clicked, and where; people of another workspace are refused."""
    channel = word(mapping(body.get("channel")), "id")
    return Asker(clicker(body), workspace(body), channel, *_ways_to_answer(body))


def _ways_to_answer(body: Mapping[str, Any]) -> tuple[str, str]:
    return word(body, "trigger_id"), word(body, "response_url")
