"""Notes: what the bot says beside its nudges, each once, such as an introduction, an answer or a digest."""

from collections.abc import Mapping
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


async def post_notes(said: Mapping[str, tuple[str, "Message"]], now: datetime, tx: "UnitOfWork") -> frozenset[str]:
    """The same for many notes by their keys, each to another place; the keys of those that were not said before."""
    added = await tx.notes.add_all(said, ts_of(now - CLOCKS_APART))
    bodies = {key: {"text": message.text, "blocks": list(message.blocks)} for key, (_, message) in said.items()}
    await tx.outbox.add_notes({number: (said[key][0], bodies[key]) for key, number in added.items()})
    return frozenset(added)
