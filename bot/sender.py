"""Sends what waits in the outbox to Slack, in order, outside any transaction, and keeps what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import Refusal, refusal_of
from coaching.message import Tenant
from storage import Storage
from storage.records import OutboxRow

log = structlog.get_logger(__name__)

NUDGE_EVENT = "dealcoach_nudge"
"""The event type in the metadata of each message that we post; its payload holds the nudge's number."""
BACK_OFF = (1.0, 4.0, 15.0)
"""Seconds between the tries of one flush; after the last, a message waits for the next flush."""
REST = 60.0
"""Seconds until a message that Slack did not take is tried again."""

Call = tuple[str, str]
"""The channel and the ts of our message, as Slack confirmed them."""


class Sender:
    """Empties the outbox of one workspace; one at a time, whoever asks."""

    def __init__(
        self,
        client: AsyncWebClient,
        storage: Storage,
        tenant: Tenant,
        clock: Callable[[], datetime],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._client, self._storage, self._tenant = client, storage, tenant
        self._clock, self._pause = clock, pause
        self._turn = asyncio.Lock()
        self._wanted = asyncio.Event()
        self._knows_context_actions = True

    def wake(self) -> None:
        """Say that something was put into the outbox."""
        self._wanted.set()

    async def run(self) -> None:
        """Flush whenever woken, and every minute while something is left; until cancelled."""
        while True:
            self._wanted.clear()
            try:
                left = await self.flush()
            except Exception:
                log.exception("the outbox could not be read or written")
                left = 1
            try:
                await asyncio.wait_for(self._wanted.wait(), REST if left else None)
            except TimeoutError:
                continue

    async def flush(self) -> int:
        """Send everything that waits; how many messages are left because Slack did not take them now."""
        async with self._turn:
            async with self._storage.begin(self._tenant) as tx:
                rows = await tx.outbox.pending()
            held: set[int] = set()
            left = 0
            for row in rows:
                if row.nudge_id in held or not await self._send(row):
                    held.add(row.nudge_id)
                    left += 1
            return left

    async def _send(self, row: OutboxRow) -> bool:
        """Try one message a few times; False when it has to wait."""
        unsure = row.state == "sending"
        for wait in (*BACK_OFF, None):
            refusal = await self._try(row, unsure)
            if refusal is None:
                return True
            log.warning("slack did not take a message", nudge=row.nudge_id, kind=row.kind, error=refusal.code)
            if refusal.for_good:
                await self._give_up(row, refusal)
                return True
            unsure = unsure or not refusal.certain
            if wait is not None:
                await self._pause(wait if refusal.retry_after is None else refusal.retry_after)
        return False

    async def _try(self, row: OutboxRow, unsure: bool) -> Refusal | None:
        """One attempt, None when Slack has the message; `unsure` when an earlier attempt may have reached Slack."""
        target = await self._begin(row)
        if row.kind != "post" and target is None:
            return Refusal("message_not_found")
        try:
            channel, ts = (unsure and await self._find_posted(row)) or await self._call(row, target)
        except SlackApiError as error:
            return refusal_of(error)
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            return Refusal(f"no answer ({type(error).__name__})", certain=False)
        async with self._storage.begin(self._tenant) as tx:
            await tx.outbox.sent(row.id, channel, ts, self._clock())
        return None

    async def _begin(self, row: OutboxRow) -> Call | None:
        """Mark that sending begins; where our message stands that an update or a deletion is about."""
        async with self._storage.begin(self._tenant) as tx:
            await tx.outbox.sending(row.id)
            nudge = await tx.nudges.get(row.nudge_id)
        if nudge is None or nudge.posted_channel is None or nudge.posted_ts is None:
            return None
        return nudge.posted_channel, nudge.posted_ts

    async def _call(self, row: OutboxRow, target: Call | None) -> Call:
        match row.kind, target:
            case "delete", (channel, ts):
                await self._client.chat_delete(channel=channel, ts=ts)
                return channel, ts
            case "update", (channel, ts):
                return _confirmed(await self._speak(self._client.chat_update, row, channel=channel, ts=ts))
            case _:
                post = self._client.chat_postMessage
                about = {"event_type": NUDGE_EVENT, "event_payload": {"nudge_id": row.nudge_id}}
                return _confirmed(
                    await self._speak(
                        post,
                        row,
                        channel=row.channel,
                        thread_ts=row.thread_ts,
                        metadata=about,
                        unfurl_links=False,
                        unfurl_media=False,
                    )
                )

    async def _speak(self, method: Callable[..., Awaitable[Any]], row: OutboxRow, **where: Any) -> Any:
        """Post or update with the row's words, without `context_actions` for a Slack that does not know them."""
        blocks = row.body.get("blocks") or []
        plain = [block for block in blocks if block.get("type") != "context_actions"]
        if self._knows_context_actions and plain != blocks:
            try:
                return await method(text=row.body["text"], blocks=blocks, **where)
            except SlackApiError as error:
                if refusal_of(error).code != "invalid_blocks":
                    raise
            answer = await method(text=row.body["text"], blocks=plain, **where)
            self._knows_context_actions = False
            return answer
        return await method(text=row.body["text"], blocks=plain, **where)

    async def _find_posted(self, row: OutboxRow) -> Call | None:
        """Where a post stands that was begun before without a known end; None when Slack does not show it.

        Only threads are looked through: in a direct message an answer lost at that moment may double the nudge.
        """
        if row.kind != "post" or row.thread_ts is None:
            return None
        try:
            thread = await self._client.conversations_replies(
                channel=row.channel, ts=row.thread_ts, include_all_metadata=True, limit=200
            )
        except SlackApiError as error:
            if refusal_of(error).code == "thread_not_found":
                return None
            raise
        wanted = {"event_type": NUDGE_EVENT, "event_payload": {"nudge_id": row.nudge_id}}
        ours = (message for message in thread["messages"] if message.get("metadata") == wanted)
        found = next(ours, None)
        return (row.channel, str(found["ts"])) if found else None

    async def _give_up(self, row: OutboxRow, refusal: Refusal) -> None:
        async with self._storage.begin(self._tenant) as tx:
            await tx.outbox.failed(row.id, f"Slack refused to {row.kind} the message: {refusal.code}.", self._clock())


def _confirmed(answer: Any) -> Call:
    return str(answer["channel"]), str(answer["ts"])
