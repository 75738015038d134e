"""What found no room in a digest: it follows in the digest's thread, once, as soon as Slack shows the digest."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handlers.blocks.digest import rest_messages
from handlers.blocks.pieces import Message
from handlers.notes import post_note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from coaching.digest import Digest
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Claim, DueRow

DIGEST_REST = "digest_rest"
"""The kind of due thing; its key is the person's user id.

Its body holds the key of the digest's note, the messages, and since when they wait.
"""
_FIRST_LOOK = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=10)
_PATIENCE = timedelta(days=2)
"""For how long the digest is waited for: the outbox tries it for a day."""


async def rest_later(sent: "Mapping[str, tuple[Digest, tzinfo]]", tx: "UnitOfWork", desk: "Desk") -> None:
    """Let what found no room follow the digests, each with its person's zone, by the keys of their notes."""
    now = desk.clock()
    waiting = {}
    for key, (digest, zone) in sent.items():
        if messages := rest_messages(digest, zone, desk.catalogue):
            said = [{"text": message.text, "blocks": list(message.blocks)} for message in messages]
            body = {"digest": key, "messages": said, "since": now.isoformat()}
            waiting[digest.person.id] = (now + _FIRST_LOOK, body)
    await tx.due.put_all(DIGEST_REST, waiting)


async def work_rest(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """Post what waits into the thread of the digest that now stands; wait on, ever longer, while it does not."""
    body, now = claim.row.body, desk.clock()
    key = str(body["digest"])
    waited = now - datetime.fromisoformat(body["since"])
    async with desk.storage.begin(claim.tenant, finishing=claim) as tx:
        digest = await tx.notes.said(key)
        if digest is None or waited > _PATIENCE:
            return
        if digest.posted_ts is None or digest.posted_channel is None:
            await tx.due.put(DIGEST_REST, claim.row.key, now + min(max(waited, _FIRST_LOOK), _LONGEST_WAIT), body)
            return
        for number, said in enumerate(body["messages"], start=1):
            message = Message(said["text"], tuple(said["blocks"]))
            await post_note(f"{key}/{number}", digest.posted_channel, message, digest.posted_ts, tx, digest.posted_ts)
