"""The messages that were seen: who posted where, whether it still stands, and its text while it may be kept."""

from datetime import datetime

from sqlalchemy import and_, func, literal, select

from coaching.message import Posted
from storage.records import StoredMessage
from storage.slack_ts import moment_of, time_of
from storage.store import Insert, Store, filled, of_message
from storage.tables import decisions, feedback, inbox, messages, nudges, outbox, texts, updates

_KEY = [messages.c.tenant, messages.c.channel, messages.c.ts]


class Messages(Store):
    """Messages by channel and ts; the text lies in a table of its own."""

    async def put(self, posted: Posted) -> bool:
        """Keep the message or its new version, without its text.

        False when this is not how it stands now: it was deleted, or a later version was kept before (Slack promises no
        order). The same version twice is fine.
        """
        told = self._told(posted)
        new = told.excluded
        stands = and_(~messages.c.gone, messages.c.changed_at <= new.changed_at)
        kept = told.on_conflict_do_update(
            index_elements=_KEY,
            set_={
                "thread_ts": func.coalesce(new.thread_ts, messages.c.thread_ts),
                "author": new.author,
                "source": new.source,
                "changed_at": new.changed_at,
            },
            where=stands,
        )
        return await self._value(kept.returning(messages.c.ts)) is not None

    def _told(self, posted: Posted) -> Insert:
        """The insert of a message that was not seen before."""
        return self._insert(
            messages,
            channel=posted.channel,
            ts=posted.ts,
            moment=moment_of(posted.ts),
            thread_ts=posted.thread_ts,
            author=posted.author,
            source=posted.source,
            posted_at=posted.posted_at,
            changed_at=posted.at,
            gone=False,
        )

    async def get(self, channel: str, ts: str) -> StoredMessage | None:
        """The message, standing or gone; None when neither it nor its deletion was seen."""
        row = await self._first(self._select(messages, *of_message(messages, channel, ts)))
        return filled(StoredMessage, row) if row else None

    async def remember_text(self, channel: str, ts: str, text: str) -> bool:
        """Keep the text of a message that stands, instead of an earlier one; False when it is gone or was never put."""
        standing = select(messages.c.tenant, messages.c.channel, messages.c.ts, literal(text)).where(
            self._mine(messages), *of_message(messages, channel, ts), ~messages.c.gone
        )
        copied = self._into(texts).from_select(["tenant", "channel", "ts", "text"], standing)
        kept = copied.on_conflict_do_update(
            index_elements=[texts.c.tenant, texts.c.channel, texts.c.ts], set_={"text": text}
        )
        return await self._value(kept.returning(texts.c.ts)) is not None

    async def text(self, channel: str, ts: str) -> str | None:
        """The text, None when it was forgotten or never kept."""
        row = await self._first(self._select(texts, *of_message(texts, channel, ts)))
        return row["text"] if row else None

    async def texts_of_deal(self, deal_id: int) -> dict[tuple[str, str], str]:
        """The texts that are kept of the updates of a deal, by channel and ts."""
        told = self._select(texts, self._mine(updates), updates.c.deal_id == deal_id).join(
            updates, and_(updates.c.channel == texts.c.channel, updates.c.ts == texts.c.ts)
        )
        return {(row["channel"], row["ts"]): row["text"] for row in await self._all(told)}

    async def forget_text(self, channel: str, ts: str) -> None:
        """Delete the text of a message whose words are no longer kept for anything; the message stands."""
        await self._changed(self._delete(texts, *of_message(texts, channel, ts)))

    async def forget(self, channel: str, ts: str, at: datetime) -> None:
        """Mark the message gone (also one that was never seen, so that a late post is ignored) and delete its words.

        Its text goes, and so do the quotes from it that decisions, nudges and failed sends have kept, and what people
        wrote about those nudges.
        """
        gone = self._insert(
            messages, channel=channel, ts=ts, moment=moment_of(ts), posted_at=time_of(ts), changed_at=at, gone=True
        )
        await self._changed(gone.on_conflict_do_update(index_elements=_KEY, set_={"gone": True, "changed_at": at}))
        await self.forget_text(channel, ts)
        await self._erase_quotes(channel, ts)

    async def _erase_quotes(self, channel: str, ts: str) -> None:
        """Empty what was quoted from the message, and the events of its thread that were given up with their words."""
        for table in (decisions, nudges):
            quoted = self._update(table, *of_message(table, channel, ts), table.c.evidence != "")
            await self._changed(quoted.values(evidence=""))
        about_it = select(nudges.c.id).where(self._mine(nudges), *of_message(nudges, channel, ts))
        noted = self._update(feedback, feedback.c.nudge_id.in_(about_it), feedback.c.note.is_not(None))
        await self._changed(noted.values(note=None))
        unsaid = self._update(outbox, outbox.c.nudge_id.in_(about_it), outbox.c.state == "failed")
        await self._changed(unsaid.values(body={}))
        said_in = select(func.coalesce(messages.c.thread_ts, messages.c.ts)).where(
            self._mine(messages), *of_message(messages, channel, ts)
        )
        thread = literal(f"{channel}/") + said_in.scalar_subquery()
        unread = self._update(inbox, inbox.c.state == "failed", inbox.c.thread.in_((f"{channel}/{ts}", thread)))
        await self._changed(unread.values(body={}))

    async def people_answered(self, channel: str, thread_ts: str, after_ts: str) -> bool:
        """Whether a message by a person still stands in the thread, posted later than `after_ts`."""
        answers = self._select(
            messages,
            messages.c.channel == channel,
            messages.c.thread_ts == thread_ts,
            messages.c.moment > moment_of(after_ts),
            messages.c.source == "person",
            ~messages.c.gone,
        )
        return await self._first(answers.limit(1)) is not None
