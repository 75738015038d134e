"""Withholding: what a holdout does not say is kept as if said, followed like what was said, and shown to nobody."""

from typing import TYPE_CHECKING

from coaching.decision import Nudge, Silence

if TYPE_CHECKING:
    from coaching.message import Posted
    from coaching.play import AnyPlay
    from storage import UnitOfWork
    from storage.records import StoredNudge


async def withhold(
    posted: "Posted", play: "AnyPlay | None", decision_id: int, deal_id: int | None, tx: "UnitOfWork"
) -> None:
    """Keep that a play was withheld, without any words: it rests and counts as a nudge does."""
    if play is None:
        return
    await tx.nudges.add(
        decision_id=decision_id,
        deal_id=deal_id,
        author=posted.author,
        channel=posted.channel,
        ts=posted.ts,
        thread_ts=posted.thread_ts or posted.ts,
        play=play.id,
        evidence="",
        words="",
        to=play.to,
        at=posted.at,
        state="withheld",
    )


def still_right(own: "StoredNudge", decision: Nudge | Silence, text: str) -> bool:
    """Whether what was said or withheld about a message may stay as it is after an edit.

    One whose quote has expired is said anew, with words that are there.
    """
    if isinstance(decision, Silence):
        return decision.reason == "holdout" and decision.play == own.play
    return decision.play == own.play and own.evidence != "" and own.evidence in text
