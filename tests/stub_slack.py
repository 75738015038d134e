"""A small Slack on loopback for tests: the Web API and Socket Mode, with a person's hands and faults on demand."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

import stub_payloads as shape
from aiohttp import WSMsgType, web
from stub_payloads import Payload

BOT_TOKEN, APP_TOKEN = "xoxb-stub-1", "xapp-stub-1"
DEALS = "C0DEALS"
ANA, BEN, MIA = "U0ANA", "U0BEN", "U0MIA"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API: its method, and its arguments with JSON already parsed."""

    method: str
    args: Payload


@dataclass(frozen=True, slots=True)
class Fault:
    """What a call gets instead of its answer: Slack's error code, or a bare HTTP status."""

    error: str = ""
    status: int = 200
    retry_after: int | None = None
    extra: Payload = field(default_factory=dict)
    effect_first: bool = False

    def response(self) -> web.Response:
        """The answer as HTTP."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.status >= 500:
            return web.Response(status=self.status, text="upstream error", headers=headers)
        return web.json_response({"ok": False, "error": self.error, **self.extra}, status=self.status, headers=headers)


RATE_LIMITED = Fault("ratelimited", status=429, retry_after=0)


class StubSlack:
    """One workspace with the channel #deals, three people and our bot; `async with StubSlack() as slack`."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.messages: dict[str, dict[str, Payload]] = {DEALS: {}}
        self.answers: list[Payload] = []
        self.views: list[Payload] = []
        self.users = {
            ANA: {"name": "ana", "tz": "Europe/Madrid"},
            BEN: {"name": "ben", "tz": "America/New_York"},
            MIA: {"name": "mia", "tz": "Asia/Kolkata"},
        }
        self.knows_context_actions = True
        self.sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Payload]] = {}
        self._faults: dict[str, deque[Fault]] = {}
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._background: set[asyncio.Task[None]] = set()
        self._address = ""

    # --- the server ---------------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._answer)
        app.router.add_get("/socket", self._serve_socket)
        app.router.add_post("/response/{id}", self._take_response)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._address = "{}:{}".format(*self._runner.addresses[0])
        return self

    async def __aexit__(self, *_: object) -> None:
        for socket in tuple(self.sockets):
            await socket.close()
        for task in tuple(self._background):
            task.cancel()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """Where the Web API is: SLACK_API_URL."""
        return f"http://{self._address}/api/"

    @property
    def environment(self) -> dict[str, str]:
        """The settings that point a bot at this Slack."""
        return {"SLACK_API_URL": self.api_url, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}

    # --- what a person does -------------------------------------------------------------------------------------

    async def post(self, text: str, *, user: str = ANA, channel: str = DEALS, thread_ts: str | None = None) -> str:
        """Write a message, wait until the bot has acknowledged it, give back its timestamp."""
        message: Payload = {"type": "message", "user": user, "text": text, "ts": shape.new_ts(), "team": shape.TEAM}
        return await self._put(channel, message | ({"thread_ts": thread_ts} if thread_ts else {}))

    async def post_as_app(self, name: str, *, app_id: str = "A0CRM", channel: str = DEALS, **content: Any) -> str:
        """Write a message as another app, with `text`, `blocks` or `attachments`."""
        return await self._put(
            channel,
            {
                "type": "message",
                "subtype": "bot_message",
                "text": "",
                "username": name,
                "bot_id": "B0CRM",
                "app_id": app_id,
                "bot_profile": {"id": "B0CRM", "app_id": app_id, "name": name, "team_id": shape.TEAM},
                "ts": shape.new_ts(),
                **content,
            },
        )

    async def edit(self, ts: str, text: str, *, channel: str = DEALS) -> None:
        """Change a message's text."""
        before = self.messages[channel][ts]
        after = {**before, "text": text, "edited": {"user": before["user"], "ts": shape.new_ts()}}
        self.messages[channel][ts] = after
        await self.deliver_event(shape.changed(channel, after, before))

    async def delete(self, ts: str, *, channel: str = DEALS) -> None:
        """Delete a message."""
        await self.deliver_event(shape.deleted(channel, self.messages[channel].pop(ts)))

    async def command(self, command: str, text: str, *, user: str = ANA, channel: str = DEALS) -> Payload:
        """Type a slash command; give back what the bot answers, in its acknowledgement or later."""
        seen = len(self.answers)
        body = shape.slash_command(user, channel, command, text, self._response_url())
        if answer := await self.deliver("slash_commands", body, accepts_response=True):
            self.answers.append(answer)
        await self.until(lambda: len(self.answers) > seen)
        return self.answers[-1]

    async def click(self, ts: str, action: Payload, *, user: str = ANA, channel: str = DEALS) -> None:
        """Click an element (as found in the message's blocks) of a message of the bot."""
        body = shape.block_action(user, channel, self.messages[channel][ts], action, self._response_url())
        await self.deliver("interactive", body, accepts_response=True)

    # --- what a test asks ---------------------------------------------------------------------------------------

    def said(self, channel: str = DEALS) -> list[Payload]:
        """The bot's messages that stand in a channel now, oldest first."""
        return [message for _, message in sorted(self.messages.get(channel, {}).items()) if self._is_own(message)]

    def called(self, method: str) -> list[Payload]:
        """The arguments of every call of a method so far."""
        return [call.args for call in self.calls if call.method == method]

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

    # --- Socket Mode --------------------------------------------------------------------------------------------

    async def deliver_event(self, event: Payload) -> None:
        """Send an event to the bot and wait for its acknowledgement."""
        await self.deliver("events_api", shape.event_callback(event))

    async def deliver(self, kind: str, payload: Payload, *, accepts_response: bool = False) -> Payload:
        """Send an envelope over one socket, as Slack does, and give back what came with the acknowledgement."""
        await self.until(lambda: self.sockets)
        envelope_id = shape.new_id("envelope-")
        ack = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        retry = {"retry_attempt": 0, "retry_reason": ""} if kind == "events_api" else {}
        await self.sockets[-1].send_json(
            {"envelope_id": envelope_id, "type": kind, "payload": payload, "accepts_response_payload": accepts_response}
            | retry
        )
        async with asyncio.timeout(30):
            answer: Payload = await ack
        return answer

    async def _serve_socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"type": "hello", "num_connections": 1, "connection_info": {"app_id": shape.APP}, "debug_info": {}}
        )
        self.sockets.append(socket)
        self._changed.set()
        try:
            async for frame in socket:
                if frame.type == WSMsgType.TEXT:
                    self._take_ack(json.loads(frame.data))
        finally:
            self.sockets.remove(socket)
            self._changed.set()
        return socket

    def _take_ack(self, frame: Payload) -> None:
        self.counts["acks"] += 1
        if (ack := self._acks.pop(frame.get("envelope_id", ""), None)) and not ack.done():
            ack.set_result(frame.get("payload") or {})
        self._changed.set()

    # --- the Web API --------------------------------------------------------------------------------------------

    async def _answer(self, request: web.Request) -> web.Response:
        method, args = request.match_info["method"], await _arguments(request)
        self.calls.append(Call(method, args))
        self._changed.set()
        fault = faults.popleft() if (faults := self._faults.get(method)) else None
        if fault and not fault.effect_first:
            return fault.response()
        right_token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if _token(request, args) != right_token:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        known = getattr(self, "_" + method.replace(".", "_"), None)
        answer = await known(args) if known else {"error": "unknown_method"}
        self._changed.set()
        return fault.response() if fault else web.json_response({"ok": "error" not in answer, **answer})

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

    async def _apps_connections_open(self, _args: Payload) -> Payload:
        return {"url": f"ws://{self._address}/socket?ticket={shape.new_id('ticket-')}"}

    async def _users_info(self, args: Payload) -> Payload:
        if not (user := self.users.get(args.get("user", ""))):
            return {"error": "user_not_found"}
        profile = {"display_name": user["name"], "real_name": user["name"].title()}
        return {"user": {"id": args["user"], **user, "real_name": profile["real_name"], "profile": profile}}

    async def _chat_postMessage(self, args: Payload) -> Payload:  # noqa: N802  Slack's own name
        channel = self._channel(args.get("channel", ""))
        if error := self._refusal(channel, args):
            return error
        message: Payload = {"type": "message", "ts": shape.new_ts(), "user": shape.BOT_USER, "bot_id": shape.BOT}
        message |= {"app_id": shape.APP, "text": "", "team": shape.TEAM} | _content(args)
        message["bot_profile"] = {"id": shape.BOT, "app_id": shape.APP, "name": "dealcoach"}
        self.messages[channel][message["ts"]] = message
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

    async def _conversations_info(self, args: Payload) -> Payload:
        if args.get("channel") not in self.messages:
            return {"error": "channel_not_found"}
        return {"channel": {"id": args["channel"], "name": "deals", "is_channel": True, "is_member": True}}

    async def _conversations_members(self, _args: Payload) -> Payload:
        return {"members": [*self.users, shape.BOT_USER], "response_metadata": {"next_cursor": ""}}

    async def _conversations_replies(self, args: Payload) -> Payload:
        thread = [
            m for m in self.messages.get(args["channel"], {}).values() if args["ts"] in (m["ts"], m.get("thread_ts"))
        ]
        return {"messages": thread, "has_more": False}

    async def _conversations_history(self, args: Payload) -> Payload:
        return {"messages": list(self.messages.get(args["channel"], {}).values())[::-1], "has_more": False}

    # --- details ------------------------------------------------------------------------------------------------

    async def _put(self, channel: str, message: Payload) -> str:
        self.messages[channel][message["ts"]] = message
        await self.deliver_event(shape.posted(channel, message))
        return str(message["ts"])

    def _echo(self, event: Payload) -> None:
        """Tell the bot of its own message, as Slack does, after the call has been answered."""

        async def tell(deliver: Awaitable[None]) -> None:
            try:
                await deliver
            except (TimeoutError, ConnectionError):
                self.counts["echoes lost"] += 1

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
            if block["type"] == "section" and not 0 < len(block.get("text", {}).get("text", "?")) <= 3000:
                faults.append(
                    f"must be more than 0 and less than 3001 characters [json-pointer:/blocks/{at}/text/text]"
                )
        return {"error": "invalid_blocks", "errors": faults} if faults else None

    @staticmethod
    def _is_own(message: Payload) -> bool:
        return message.get("app_id") == shape.APP

    def _response_url(self) -> str:
        return f"http://{self._address}/response/{shape.new_id('r')}"

    async def _take_response(self, request: web.Request) -> web.Response:
        self.answers.append(await request.json())
        self._changed.set()
        return web.Response(text="ok")


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
