"""Notes: what the bot says beside its nudges, each once, such as an introduction, an answer or a digest."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handlers.slack_ts import ts_of

if TYPE_CHECKING:
    from handlers.blocks.pieces import Message
    from storage import UnitOfWork

CLOCKS_APART = timedelta(hours=1)
"""How far our clock may be ahead of Slack's when we look for what we have said."""


async def post_note(
    key: str, place: str, message: "Message", since: datetime | str, tx: "UnitOfWork", thread_ts: str | None = None
) -> bool:
    """Let something be said once in a channel or to a person; `key` names it, and False when it was said before.

    It stands only after `since`: the ts of what it answers, or where there is none, the time now (aware).
    """
    after = since if isinstance(since, str) else ts_of(since - CLOCKS_APART)
    note = await tx.notes.add(key, after)
    if note is not None:
        await tx.outbox.add_note(note, place, thread_ts, {"text": message.text, "blocks": list(message.blocks)})
    return note is not None
