"""Our messages in Slack: posted, changed, deleted, and found again when nobody knows whether a post took effect."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.back_off import Waits
from bot.slack_errors import refusal_of
from coaching.message import Tenant
from storage.records import OutboxRow

NUDGE_EVENT, NOTE_EVENT = "dealcoach_nudge", "dealcoach_note"
"""The event types in the metadata of the messages that we post; the payload holds the number and the team."""
PAGE = 200
"""How many messages are asked for at a time: the most that Slack recommends."""

Place = tuple[str, str]
"""Where a message of ours stands: its channel (of a direct message the conversation, never the user) and its ts."""


class Messenger:
    """Speaks for the bot in one workspace. Each method is one call, or a few, and raises one of `FAILURES`."""

    def __init__(
        self, client: AsyncWebClient, tenant: Tenant, picture_waits: Sequence[float] = Waits().picture
    ) -> None:
        self._client, self._team, self._picture_waits = client, tenant.team, picture_waits
        self._knows_context_actions = True

    async def post(self, row: OutboxRow) -> Place:
        """Post the row's words in its thread, or to its user."""
        where = {"channel": row.channel, "thread_ts": row.thread_ts, "metadata": self._metadata(row)}
        post = self._client.chat_postMessage
        return _confirmed(await self._speak(post, row.body, **where, unfurl_links=False, unfurl_media=False))

    async def change(self, place: Place, row: OutboxRow) -> Place:
        """Replace what our message says by the row's words."""
        channel, ts = place
        return _confirmed(await self._speak(self._client.chat_update, row.body, channel=channel, ts=ts))

    async def delete(self, place: Place) -> Place:
        """Delete our message."""
        channel, ts = place
        await self._client.chat_delete(channel=channel, ts=ts)
        return place

    async def find(self, row: OutboxRow, since: str) -> Place | None:
        """Where the row's post stands if it ever took effect, None when Slack does not show it.

        Looks only at messages later than the ts `since`, Slack's own time of the message that it answers.
        """
        channel = await self._conversation(row.channel)
        async for message in self._messages(channel, row.thread_ts, since):
            if self._is_of(message, row):
                return channel, str(message["ts"])
        return None

    async def _speak(self, method: Callable[..., Awaitable[Any]], body: Mapping[str, Any], **where: Any) -> Any:
        """Post or update with the body's words; a picture that Slack cannot show yet is waited for, then left out."""
        blocks = body.get("blocks") or []
        words = [block for block in blocks if "slack_file" not in block]
        for pause in self._picture_waits if words != blocks else ():
            try:
                return await self._speak_plainly(method, body, **where)
            except SlackApiError as error:
                if refusal_of(error).code != "invalid_blocks":
                    raise
            await asyncio.sleep(pause)
        return await self._speak_plainly(method, {**body, "blocks": words}, **where)

    async def _speak_plainly(self, method: Callable[..., Awaitable[Any]], body: Mapping[str, Any], **where: Any) -> Any:
        """Post or update with the body's words, without `context_actions` for a Slack that does not know them."""
        blocks = body.get("blocks") or []
        plain = [block for block in blocks if block.get("type") != "context_actions"]
        if self._knows_context_actions and plain != blocks:
            try:
                return await method(text=body["text"], blocks=blocks, **where)
            except SlackApiError as error:
                if refusal_of(error).code != "invalid_blocks":
                    raise
            answer = await method(text=body["text"], blocks=plain, **where)
            self._knows_context_actions = False
            return answer
        return await method(text=body["text"], blocks=plain, **where)

    async def _conversation(self, channel: str) -> str:
        """The channel itself, or for a user the conversation with them, which Slack opens if need be."""
        if not channel.startswith(("U", "W")):
            return channel
        return str((await self._client.conversations_open(users=channel))["channel"]["id"])

    async def _messages(self, channel: str, thread_ts: str | None, since: str) -> AsyncIterator[Mapping[str, Any]]:
        """The messages of a thread, or of a conversation, that are later than `since`."""
        asked = {"channel": channel, "oldest": since, "limit": PAGE, "include_all_metadata": True}
        cursor = ""
        while True:
            page = await self._page(thread_ts, asked | ({"cursor": cursor} if cursor else {}))
            for message in page.get("messages") or ():
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _page(self, thread_ts: str | None, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """One page; of a thread that is gone, an empty one."""
        try:
            if thread_ts is None:
                return _read(await self._client.conversations_history(**asked))
            return _read(await self._client.conversations_replies(ts=thread_ts, **asked))
        except SlackApiError as error:
            if refusal_of(error).code == "thread_not_found":
                return {}
            raise

    def _metadata(self, row: OutboxRow) -> dict[str, Any]:
        kind = NUDGE_EVENT if row.note_id is None else NOTE_EVENT
        return {"event_type": kind, "event_payload": {**named(row), "team": self._team}}

    def _is_of(self, message: Mapping[str, Any], row: OutboxRow) -> bool:
        """Whether this message is our post of the row, by its metadata."""
        metadata, ours = message.get("metadata") or {}, self._metadata(row)
        payload = metadata.get("event_payload") or {}
        same_kind = metadata.get("event_type") == ours["event_type"]
        return same_kind and all(payload.get(key) == value for key, value in ours["event_payload"].items())


def named(row: OutboxRow) -> dict[str, int | None]:
    """The number of what the row says, a nudge or a note."""
    return {"nudge_id": row.nudge_id} if row.note_id is None else {"note_id": row.note_id}


def _confirmed(answer: Any) -> Place:
    return str(answer["channel"]), str(answer["ts"])


def _read(answer: Any) -> Mapping[str, Any]:
    return dict(answer.data)
