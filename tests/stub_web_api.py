"""The Web API of the stub Slack: what the bot may call, what came of it, and faults on demand."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Any

import stub_payloads as shape
from aiohttp import web
from stub_faults import Fault, PaceLimit
from stub_payloads import Payload

BOT_TOKEN, APP_TOKEN = "xoxb-stub-1", "xapp-stub-1"
DEALS = "C0DEALS"
_MANIFEST = Path(__file__).parents[1] / "manifest.json"
ANA, BEN, MIA = "U0ANA", "U0BEN", "U0MIA"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API: its method, its arguments with JSON already parsed, and when (the event loop's time)."""

    method: str
    args: Payload
    at: float


class StubWebApi:
    """The calls that the bot makes in a workspace with the channel #deals, three people and our bot.

    `homes` holds everybody's Home as last published; `files` holds each file: its conversation ("" for none), name and
    content. `own_files` holds those that messages of the bot may show, by id, with how often a message is refused
    before Slack has looked at the file, as `files_looked_at_after` says for new ones.
    `posted` holds every message that the bot ever posted, with its channel, also when it was changed or deleted later.
    `pace`, when set, refuses posts that come too early in a channel, as Slack does. `echoes` says whether the bot is
    told of its own messages: switch it off where nobody listens. `scopes` are those that the bot's token has, at first
    what our manifest asks for; `clock_ahead` says by how many seconds Slack's clock is ahead.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.messages: dict[str, dict[str, Payload]] = {DEALS: {}}
        self.posted: list[tuple[str, Payload]] = []
        self.answers: list[Payload] = []
        self.views: list[Payload] = []
        self.homes: dict[str, Payload] = {}
        self.files: list[tuple[str, str, bytes]] = []
        self.own_files: dict[str, tuple[bytes, int]] = {}
        self.files_looked_at_after = 0
        self._uploads: dict[str, tuple[str, bytes]] = {}
        self.users = {
            ANA: {"name": "ana", "tz": "Europe/Madrid"},
            BEN: {"name": "ben", "tz": "America/New_York"},
            MIA: {"name": "mia", "tz": "Asia/Kolkata"},
        }
        self.channel_members: list[str] = [*self.users, shape.BOT_USER]
        self.knows_context_actions = True
        self.scopes: list[str] = json.loads(_MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
        self.clock_ahead = 0.0
        self.pace: PaceLimit | None = None
        self.echoes = True
        self._faults: dict[str, deque[Fault]] = {}
        self._changed = asyncio.Event()
        self._background: set[asyncio.Task[None]] = set()
        self._address = ""

    # --- what a test asks ---------------------------------------------------------------------------------------

    def said(self, channel: str = DEALS) -> list[Payload]:
        """The bot's messages that stand in a channel now, oldest first."""
        return [message for _, message in sorted(self.messages.get(channel, {}).items()) if _is_own(message)]

    def said_twice(self) -> list[int]:
        """The numbers of the nudges that the bot ever posted more than once, by their messages' metadata."""
        numbers = Counter(message["metadata"]["event_payload"]["nudge_id"] for _, message in self.posted)
        return sorted(number for number, times in numbers.items() if times > 1)

    def called(self, method: str) -> list[Payload]:
        """The arguments of every call of a method so far."""
        return [call.args for call in self.calls if call.method == method]

    def times(self, method: str) -> list[float]:
        """When a method was called, in seconds of the event loop's time."""
        return [call.at for call in self.calls if call.method == method]

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method end in these faults, one each."""
        self._faults.setdefault(method, deque()).extend(faults)

    def mend(self, method: str) -> None:
        """Let the calls of a method succeed again."""
        self._faults.pop(method, None)

    async def until(self, condition: Callable[[], object], *, within: float = 60.0) -> None:
        """Wait until something holds; asked again at each call and acknowledgement, and twenty times a second."""
        async with asyncio.timeout(within):
            while not condition():
                self._changed.clear()
                try:
                    await asyncio.wait_for(self._changed.wait(), 0.05)
                except TimeoutError:
                    continue

    # --- the answers --------------------------------------------------------------------------------------------

    async def deliver_event(self, event: Payload) -> None:
        """Send an event to the bot and wait for its acknowledgement."""
        raise NotImplementedError

    async def _answer(self, request: web.Request) -> web.Response:
        method, args = request.match_info["method"], await _arguments(request)
        self.calls.append(Call(method, args, asyncio.get_running_loop().time()))
        self._changed.set()
        fault = self._next_fault(method, args)
        if fault and fault.gate and not fault.effect_first:
            await fault.gate.wait()
        elif fault and not fault.effect_first:
            return await fault.answer(request)
        right_token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if _token(request, args) != right_token:
            return web.json_response({"ok": False, "error": "invalid_auth"}, headers=self._headers())
        known = getattr(self, "_" + method.replace(".", "_"), None)
        answer = await known(args) if known else {"error": "unknown_method"}
        self._changed.set()
        if fault and fault.gate:
            await fault.gate.wait()
        elif fault:
            return await fault.answer(request)
        return web.json_response({"ok": "error" not in answer, **answer}, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        """What heads each answer: the scopes of the bot's token, and the time by Slack's clock."""
        return {
            "x-oauth-scopes": ",".join(self.scopes),
            "Date": formatdate(time.time() + self.clock_ahead, usegmt=True),
        }

    def _next_fault(self, method: str, args: Payload) -> Fault | None:
        if faults := self._faults.get(method):
            return faults.popleft()
        if self.pace and method == "chat.postMessage":
            return self.pace.refusal(args.get("channel", ""))
        return None

    async def _auth_test(self, _args: Payload) -> Payload:
        return {
            "url": "https://sales.slack.com/",
            "team": "Sales",
            "user": "dealcoach",
            "team_id": shape.TEAM,
            "user_id": shape.BOT_USER,
            "bot_id": shape.BOT,
            "is_enterprise_install": False,
        }

    async def _users_info(self, args: Payload) -> Payload:
        if not (user := self.users.get(args.get("user", ""))):
            return {"error": "user_not_found"}
        profile = {"display_name": user["name"], "real_name": user["name"].title()}
        profile |= {key: value for key, value in user.items() if key.startswith("status_")}
        return {"user": {"id": args["user"], **user, "real_name": profile["real_name"], "profile": profile}}

    async def _chat_postMessage(self, args: Payload) -> Payload:  # noqa: N802  Slack's own name
        channel = self._channel(args.get("channel", ""))
        if error := self._refusal(channel, args):
            return error
        message: Payload = {"type": "message", "ts": shape.new_ts(), "user": shape.BOT_USER, "bot_id": shape.BOT}
        message |= {"app_id": shape.APP, "text": "", "team": shape.TEAM} | _content(args)
        message["bot_profile"] = {"id": shape.BOT, "app_id": shape.APP, "name": "dealcoach"}
        self.messages[channel][message["ts"]] = message
        self.posted.append((channel, message))
        self._echo(shape.posted(channel, message))
        return {"channel": channel, "ts": message["ts"], "message": message}

    async def _chat_update(self, args: Payload) -> Payload:
        channel = self._channel(args.get("channel", ""))
        if (before := self.messages.get(channel, {}).get(args.get("ts", ""))) is None:
            return {"error": "message_not_found"}
        if error := self._refusal(channel, args):
            return error
        after = {**before, **_content(args), "edited": {"user": shape.BOT_USER, "ts": shape.new_ts()}}
        self.messages[channel][args["ts"]] = after
        self._echo(shape.changed(channel, after, before))
        return {"channel": channel, "ts": args["ts"], "text": after["text"], "message": after}

    async def _chat_delete(self, args: Payload) -> Payload:
        channel = self._channel(args.get("channel", ""))
        if (before := self.messages.get(channel, {}).pop(args.get("ts", ""), None)) is None:
            return {"error": "message_not_found"}
        self._echo(shape.deleted(channel, before))
        return {"channel": channel, "ts": args["ts"]}

    async def _chat_postEphemeral(self, args: Payload) -> Payload:  # noqa: N802  Slack's own name
        self.answers.append(args)
        return {"message_ts": shape.new_ts()}

    async def _views_open(self, args: Payload) -> Payload:
        self.views.append(view := {"id": shape.new_id("V"), **args.get("view", {})})
        return {"view": view}

    async def _views_update(self, args: Payload) -> Payload:
        self.views.append(view := {"id": args.get("view_id", ""), **args.get("view", {})})
        return {"view": view}

    async def _views_publish(self, args: Payload) -> Payload:
        """A person's Home; refused when the caller names a version that is no longer the last."""
        user, before = args.get("user_id", ""), self.homes.get(args.get("user_id", ""), {})
        if args.get("hash") and args["hash"] != before.get("hash"):
            return {"error": "hash_conflict"}
        known = {"id": before.get("id") or shape.new_id("V"), "hash": shape.new_id("hash")}
        self.homes[user] = {**args.get("view", {}), **known}
        return {"view": self.homes[user]}

    async def _files_getUploadURLExternal(self, args: Payload) -> Payload:  # noqa: N802  Slack's own name
        if "files:write" not in self.scopes:
            return {"error": "missing_scope", "needed": "files:write", "provided": ",".join(self.scopes)}
        if not args.get("filename") or int(args.get("length") or 0) <= 0:
            return {"error": "invalid_arguments"}
        file_id = shape.new_id("F")
        self._uploads[file_id] = (str(args["filename"]), b"")
        return {"upload_url": f"http://{self._address}/upload/{file_id}", "file_id": file_id}

    async def _take_upload(self, request: web.Request) -> web.Response:
        file_id = request.match_info["id"]
        self._uploads[file_id] = (self._uploads[file_id][0], await request.read())
        return web.Response(text="OK")

    async def _files_completeUploadExternal(self, args: Payload) -> Payload:  # noqa: N802  Slack's own name
        files = json.loads(args["files"]) if isinstance(args["files"], str) else args["files"]
        if any(not self._uploads.get(file["id"], ("", b""))[1] for file in files):
            return {"error": "file_not_found"}
        for file in files:
            name, content = self._uploads.pop(file["id"])
            self.files.append((args.get("channel_id", ""), name, content))
            self.own_files[file["id"]] = (content, self.files_looked_at_after)
        return {"files": [{**file, "mimetype": ""} for file in files]}

    async def _conversations_info(self, args: Payload) -> Payload:
        if args.get("channel") not in self.messages:
            return {"error": "channel_not_found"}
        return {"channel": {"id": args["channel"], "name": "deals", "is_channel": True, "is_member": True}}

    async def _conversations_open(self, args: Payload) -> Payload:
        if args.get("users") not in self.users:
            return {"error": "user_not_found"}
        return {"channel": {"id": self._channel(args["users"])}}

    async def _conversations_members(self, args: Payload) -> Payload:
        """All members of whatever channel, in pages of 1,000 at most."""
        start, most = int(args.get("cursor") or 0), int(args.get("limit", 100))
        page = self.channel_members[start : start + most]
        more = str(start + most) if start + most < len(self.channel_members) else ""
        return {"members": page, "response_metadata": {"next_cursor": more}}

    async def _conversations_replies(self, args: Payload) -> Payload:
        """A thread, oldest first; the message at its top comes with every page, whatever `oldest` says."""
        channel, top = self.messages.get(args.get("channel", "")), args.get("ts", "")
        if channel is None:
            return {"error": "channel_not_found"}
        replies = [message for _, message in sorted(channel.items()) if message.get("thread_ts") == top]
        if top not in channel and not replies:
            return {"error": "thread_not_found"}
        page = _page([message for message in replies if message["ts"] != top], args)
        return page | {"messages": [*_shown([channel[top]] if top in channel else [], args), *page["messages"]]}

    async def _conversations_history(self, args: Payload) -> Payload:
        """A conversation without the replies in its threads, newest first; only by its own id, never by a user's."""
        if (channel := self.messages.get(args.get("channel", ""))) is None:
            return {"error": "channel_not_found"}
        newest_first = [message for _, message in sorted(channel.items(), reverse=True)]
        return _page([message for message in newest_first if message.get("thread_ts") in (None, message["ts"])], args)

    # --- details ------------------------------------------------------------------------------------------------

    def _echo(self, event: Payload) -> None:
        """Tell the bot of its own message, as Slack does, after the call has been answered."""

        async def tell(deliver: Awaitable[None]) -> None:
            try:
                await deliver
            except (TimeoutError, ConnectionError):
                self.counts["echoes lost"] += 1

        if not self.echoes:
            return
        task = asyncio.create_task(tell(self.deliver_event(event)))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    def _channel(self, name: str) -> str:
        if name not in self.users:
            return name
        self.messages.setdefault(direct := "D" + name[1:], {})
        return direct

    def _refusal(self, channel: str, args: Payload) -> Payload | None:
        if channel not in self.messages:
            return {"error": "channel_not_found"}
        if not args.get("text") and not args.get("blocks"):
            return {"error": "no_text"}
        blocks = args.get("blocks") or []
        faults = [f"no more than 50 items allowed [json-pointer:/blocks] ({len(blocks)})"] if len(blocks) > 50 else []
        for at, block in enumerate(blocks):
            if block["type"] == "context_actions" and not self.knows_context_actions:
                faults.append(f"unsupported type: context_actions [json-pointer:/blocks/{at}/type]")
            if "slack_file" in block and not self._may_show(block["slack_file"].get("id", "")):
                faults.append(f"invalid slack file [json-pointer:/blocks/{at}/slack_file]")
            if block["type"] == "section" and not 0 < len(block.get("text", {}).get("text", "?")) <= 3000:
                faults.append(
                    f"must be more than 0 and less than 3001 characters [json-pointer:/blocks/{at}/text/text]"
                )
        return {"error": "invalid_blocks", "errors": faults} if faults else None

    def _may_show(self, file: str) -> bool:
        """Whether a message may show the file by now."""
        content, refusals = self.own_files.get(file, (b"", 1))
        self.own_files[file] = (content, refusals - 1)
        return refusals <= 0 and content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))


def _is_own(message: Payload) -> bool:
    return message.get("app_id") == shape.APP


def _page(messages: list[Payload], args: Payload) -> Payload:
    """One page of `messages`: those after `oldest`, `limit` of them, from where the cursor of the page before ended."""
    later = [message for message in messages if message["ts"] > str(args.get("oldest", ""))]
    start, limit = int(args.get("cursor") or 0), min(int(args.get("limit", 100)), 999)
    more = start + limit < len(later)
    cursor = str(start + limit) if more else ""
    shown = _shown(later[start : start + limit], args)
    return {"messages": shown, "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _shown(messages: Iterable[Payload], args: Payload) -> list[Payload]:
    """The messages, their metadata in full only for who asks for it."""
    if args.get("include_all_metadata") in (True, "true", "1"):
        return list(messages)
    return [{key: value for key, value in message.items() if key != "metadata"} for message in messages]


async def _arguments(request: web.Request) -> Payload:
    if request.content_type == "application/json":
        sent: Payload = await request.json()
    else:
        sent = dict(await request.post())
    args = {**request.query, **sent}
    return {key: _parsed(value) if key in ("blocks", "metadata", "view") else value for key, value in args.items()}


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _token(request: web.Request, args: Payload) -> str:
    return str(request.headers.get("Authorization", "").removeprefix("Bearer ") or args.get("token", ""))


def _content(args: Payload) -> Payload:
    return {key: args[key] for key in ("text", "blocks", "thread_ts", "metadata") if args.get(key) is not None}
