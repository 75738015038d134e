"""What every handler finds on its desk: the things of ours that it works with, beside Bolt's own.

Bolt hands a listener whatever lies in its context under the name of the listener's argument. `bot` makes one `Desk` and
calls `app.use(at_desk(desk))` before `register(app)`; from then on a handler that has an argument `desk` gets it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from slack_bolt.context.async_context import AsyncBoltContext

    from coaching.catalogue import Catalogue
    from coaching.message import Person
    from coaching.play import Playbook
    from storage import Storage


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores, the plays, the sentences, the clock (aware UTC), and who people are.

    `person` says who a user id is and in which time zone; it may ask Slack, so never wait for it in a transaction.
    """

    storage: "Storage"
    playbook: "Playbook"
    catalogue: "Catalogue"
    clock: Callable[[], datetime]
    person: Callable[[str], Awaitable["Person"]]

    async def now_for(self, user_id: str) -> datetime:
        """The time now where this person is; in UTC when their zone is one that this machine does not know."""
        return self.clock().astimezone(_zone((await self.person(user_id)).tz))


def at_desk(desk: Desk) -> Callable[..., Awaitable[None]]:
    """The middleware that puts `desk` into the context of every request."""

    async def lay_out(context: "AsyncBoltContext", next_: Callable[[], Awaitable[None]]) -> None:
        context["desk"] = desk
        await next_()

    return lay_out


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
