"""Events: messages are handed on to the one path that reads them; all other types only get their acknowledgement."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from logging import Logger

    from handlers.desk import Desk


async def take_message(body: Mapping[str, Any], desk: "Desk") -> None:
    """A message was posted, edited or deleted: hand the body on, and nothing else."""
    await desk.take(body)


async def let_pass(event: Mapping[str, Any], logger: "Logger") -> None:
    """An event that we subscribe to or that Slack sends anyway: acknowledged, since Slack repeats what is not."""
    logger.debug("An event of type %s passed by", event.get("type"))
