"""A nudge that has misread its message: it is taken back, and with its author's consent the message is an example."""

from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.quiet import done_message
from handlers.messages.speaking import Speech, withdraw

if TYPE_CHECKING:
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredNudge


async def own_up(
    nudge: "StoredNudge", user: str, note: str, tx: "UnitOfWork", desk: "Desk", *, consent: bool
) -> "Message":
    """Take the nudge back, and keep what `user` said of it; what to tell them, with Undo.

    Only the message's author can consent to the example, whatever a form says.
    """
    now = desk.clock()
    deal = await tx.deals.get(nudge.deal_id) if nudge.deal_id is not None else None
    await withdraw(nudge, "misread", "misread", deal, Speech(desk.voice, tx, now, ""))
    await tx.feedback.put(nudge.id, user, "misread", now, note or None)
    wanted = consent and nudge.author == user
    kept = wanted and await tx.corrections.put(nudge.channel, nudge.ts, nudge.play, user, now)
    number = await tx.changes.add("misread", {"nudge_id": nudge.id}, user, now)
    key = "feedback.misread_kept" if kept else "feedback.misread_not_kept" if wanted else "feedback.misread"
    line = desk.catalogue.say(key, play=echo_line(desk.voice.title(nudge.play), NAME_LIMIT))
    return done_message(line, f"change {number}", desk.catalogue)


async def forget_misread(nudge_id: int, user: str, tx: "UnitOfWork") -> None:
    """Undo it: neither what `user` said nor the example is kept. The nudge stays taken back."""
    nudge = await tx.nudges.get(nudge_id)
    await tx.feedback.remove(nudge_id, user, "misread")
    if nudge is not None:
        await tx.corrections.remove(nudge.channel, nudge.ts, nudge.play)
