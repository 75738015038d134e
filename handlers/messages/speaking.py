"""Speaking: a nudge said, changed, settled or withdrawn; each writes to the outbox and tells what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from coaching.deal import Deal
from coaching.decision import Nudge
from coaching.outcome import Action, Outcome
from handlers.blocks.nudge import direct_message, nudge_message, settled_message, timed_message, withdrawn_message
from handlers.blocks.pieces import Block, Message

if TYPE_CHECKING:
    from handlers.voice import Voice
    from storage import UnitOfWork
    from storage.records import OutboxKind, StoredNudge

Cause = Literal["edited", "deleted", "disowned", "misread", "forgotten"]


@dataclass(frozen=True, slots=True)
class Speech:
    """What speaking about one event needs: the voice, the open transaction, the event's time and `ts`.

    For a click there is no event, and `cause_ts` is empty.
    """

    voice: "Voice"
    tx: "UnitOfWork"
    at: datetime
    cause_ts: str

    @property
    def revision(self) -> int:
        """A number that no other version of a message has, for its block ids."""
        return int(self.at.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class About:
    """What a nudge is about: the message `ts` by its author, in a thread.

    A timed nudge is about no message: its `ts` only names it, and where there is no thread it is that as well.
    """

    author: str
    channel: str
    ts: str
    thread_ts: str


async def say(
    about: About,
    nudge: Nudge,
    decision_id: int,
    deal: tuple[int | None, Deal | None],
    speech: Speech,
    below: Sequence[Block] = (),
) -> Outcome:
    """Say a nudge for the first time: in the thread, or to the author alone; `below` it stands what belongs to it."""
    deal_id, known = deal
    nudge_id = await speech.tx.nudges.add(
        decision_id=decision_id,
        deal_id=deal_id,
        author=about.author,
        channel=about.channel,
        ts=about.ts,
        thread_ts=about.thread_ts,
        play=nudge.play,
        evidence=nudge.evidence,
        words=nudge.words,
        to=nudge.to,
        at=speech.at,
    )
    private = nudge.to == "dm"
    place = (about.author, None) if private else (about.channel, about.thread_ts)
    shown = _shown(nudge, nudge_id, known, about.channel, about.ts, speech)
    await _send(nudge_id, "post", place, Message(shown.text, (*shown.blocks, *below)), speech)
    return _told("nudge", nudge, about.channel, about.ts, about.author, known, speech)


async def change(stored: "StoredNudge", nudge: Nudge, decision_id: int, deal: Deal | None, speech: Speech) -> Outcome:
    """Replace what a standing nudge says, in its place."""
    await speech.tx.nudges.change(stored.id, decision_id, nudge.play, nudge.evidence, nudge.words, nudge.to, speech.at)
    shown = _shown(nudge, stored.id, deal, stored.channel, stored.ts, speech)
    await _send(stored.id, "update", _place(stored), shown, speech)
    return _told("changed", nudge, stored.channel, stored.ts, stored.author, deal, speech)


async def settle(stored: "StoredNudge", deal: Deal | None, speech: Speech) -> Outcome:
    """A later message, or a click, has done what a nudge asked for: shrink it to one line."""
    await speech.tx.nudges.settle(stored.id, speech.cause_ts or None, speech.at)
    line = settled_message(speech.voice.title(stored.play), stored.id, speech.revision, speech.voice.catalogue)
    await _send(stored.id, "update", _place(stored), line, speech)
    return _ended("settled", stored, None, deal, speech)


async def reopen(stored: "StoredNudge", deal: Deal | None, speech: Speech) -> None:
    """A nudge that was settled by a click stands again, in its place and in full."""
    await speech.tx.nudges.reopen(stored.id)
    nudge = Nudge(stored.play, stored.evidence, stored.words, stored.to)
    shown = _shown(nudge, stored.id, deal, stored.channel, stored.ts, speech)
    await _send(stored.id, "update", _place(stored), shown, speech)


async def withdraw(stored: "StoredNudge", cause: Cause, reason: str, deal: Deal | None, speech: Speech) -> Outcome:
    """Take a nudge back: delete our message, or shrink it to a line when people have answered it."""
    await speech.tx.nudges.withdraw(stored.id, speech.at)
    answered = stored.posted_ts is not None and await speech.tx.messages.people_answered(
        stored.channel, stored.thread_ts, stored.posted_ts
    )
    if answered and stored.to == "thread":
        catalogue = speech.voice.catalogue
        line = withdrawn_message(cause, speech.voice.title(stored.play), stored.id, speech.revision, catalogue)
        await _send(stored.id, "update", _place(stored), line, speech)
    else:
        await _send(stored.id, "delete", _place(stored), None, speech)
    return _ended("withdrawn", stored, reason, deal, speech)


def _shown(nudge: Nudge, nudge_id: int, deal: Deal | None, channel: str, ts: str, speech: Speech) -> Message:
    title, catalogue = speech.voice.title(nudge.play), speech.voice.catalogue
    if speech.voice.playbook.is_timed(nudge.play):
        return timed_message(nudge, title, nudge_id, speech.revision, deal.name if deal else None, catalogue)
    if nudge.to == "thread":
        return nudge_message(nudge, title, nudge_id, speech.revision, catalogue)
    link = speech.voice.permalink(channel, ts)
    return direct_message(nudge, title, nudge_id, speech.revision, deal.name if deal else None, link, catalogue)


def _place(stored: "StoredNudge") -> tuple[str, str | None]:
    return (stored.author, None) if stored.to == "dm" else (stored.channel, stored.thread_ts)


async def _send(
    nudge_id: int, kind: "OutboxKind", place: tuple[str, str | None], message: Message | None, speech: Speech
) -> None:
    body = {"text": message.text, "blocks": list(message.blocks)} if message else {}
    await speech.tx.outbox.add(nudge_id, kind, *place, body)


def _told(
    action: Action, nudge: Nudge, channel: str, ts: str, author: str, deal: Deal | None, speech: Speech
) -> Outcome:
    return Outcome(
        at=speech.at,
        channel=channel,
        ts=speech.cause_ts or None,
        about_ts=ts,
        user=author,
        deal=deal.name if deal else None,
        action=action,
        play=nudge.play,
        evidence=nudge.evidence,
        to=nudge.to,
        words=nudge.words,
    )


def _ended(action: Action, stored: "StoredNudge", reason: str | None, deal: Deal | None, speech: Speech) -> Outcome:
    return Outcome(
        at=speech.at,
        channel=stored.channel,
        ts=speech.cause_ts or None,
        about_ts=stored.ts,
        user=stored.author,
        deal=deal.name if deal else None,
        action=action,
        play=stored.play,
        evidence=stored.evidence or None,
        reason=reason,
        to=stored.to,
    )
