"""Withholding: what a holdout does not say is kept as if said, followed like what was said, and shown to nobody."""

from typing import TYPE_CHECKING

from coaching.decision import Nudge, Silence

if TYPE_CHECKING:
    from coaching.play import AnyPlay
    from handlers.messages.speaking import About, Speech
    from storage.records import StoredNudge


async def withhold(
    about: "About", play: "AnyPlay | None", decision_id: int, deal_id: int | None, speech: "Speech"
) -> None:
    """Keep that a play was withheld, without any words: it rests and counts as a nudge does."""
    if play is None:
        return
    await speech.tx.nudges.add(
        decision_id=decision_id,
        deal_id=deal_id,
        author=about.author,
        channel=about.channel,
        ts=about.ts,
        thread_ts=about.thread_ts,
        play=play.id,
        evidence="",
        words="",
        to=play.to,
        at=speech.at,
        state="withheld",
    )


def still_right(own: "StoredNudge", decision: Nudge | Silence, text: str) -> bool:
    """Whether what was said or withheld about a message may stay as it is after an edit.

    One whose quote has expired is said anew, with words that are there.
    """
    if isinstance(decision, Silence):
        return decision.reason == "holdout" and decision.play == own.play
    return decision.play == own.play and own.evidence != "" and own.evidence in text
