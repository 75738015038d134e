"""A small Slack on loopback for tests: the Web API and Socket Mode, with a person's hands and faults on demand."""

from collections.abc import Awaitable
from typing import Any, Self

import stub_payloads as shape
from aiohttp import web
from stub_faults import RATE_LIMITED, Fault
from stub_payloads import Payload
from stub_sockets import StubSockets
from stub_web_api import ANA, APP_TOKEN, BEN, BOT_TOKEN, DEALS, MIA

__all__ = ["ANA", "APP_TOKEN", "BEN", "BOT_TOKEN", "DEALS", "MIA", "RATE_LIMITED", "Fault", "StubSlack"]


class StubSlack(StubSockets):
    """One workspace with the channel #deals, three people and our bot; `async with StubSlack() as slack`."""

    def __init__(self) -> None:
        super().__init__()
        self._runner: web.AppRunner | None = None

    # --- the server ---------------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._answer)
        app.router.add_get("/socket", self._serve_socket)
        app.router.add_post("/response/{id}", self._take_response)
        app.router.add_post("/upload/{id}", self._take_upload)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._address = "{}:{}".format(*self._runner.addresses[0])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close_sockets()
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
        """The settings that point a bot at this Slack, in which it watches every channel that it is in."""
        tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
        return {"SLACK_API_URL": self.api_url, **tokens, "DEALCOACH_WATCH": "all"}

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

    async def invite(self, inviter: str, *, channel: str = DEALS) -> None:
        """Invite the bot into a channel."""
        await self.deliver_event(shape.joined(channel, inviter))

    async def command(self, command: str, text: str, *, user: str = ANA, channel: str = DEALS) -> Payload:
        """Type a slash command; give back what the bot answers, in its acknowledgement or later."""
        return await self.answer_to(self.type(command, text, user=user, channel=channel))

    async def type(self, command: str, text: str, *, user: str = ANA, channel: str = DEALS) -> None:
        """Type a slash command, whatever comes of it."""
        body = shape.slash_command(user, channel, command, text, self._response_url())
        if answer := await self.deliver("slash_commands", body, accepts_response=True):
            self.answers.append(answer)

    async def answer_to(self, deed: Awaitable[object]) -> Payload:
        """Do something and give back what the person is told next, for their eyes alone."""
        seen = len(self.answers)
        await deed
        await self.until(lambda: len(self.answers) > seen)
        return self.answers[-1]

    async def modal_of(self, deed: Awaitable[object]) -> Payload:
        """Do something and give back the modal that opens."""
        seen = len(self.views)
        await deed
        await self.until(lambda: len(self.views) > seen)
        return self.views[-1]

    async def submit(self, view: Payload, *, user: str = ANA, **filled: str) -> Payload:
        """Submit a modal as it was shown, but for `filled`; what the bot acknowledges it with: nothing closes it."""
        return await self.deliver("interactive", shape.submitted(user, view, filled), accepts_response=True)

    async def open_home(self, user: str = ANA) -> Payload:
        """Open the bot's Home; what it shows."""
        return await self.home_after(self.deliver_event(shape.home_opened(user, self.homes.get(user))), user)

    async def click_in_home(self, action: Payload, *, user: str = ANA) -> None:
        """Click an element of one's Home."""
        action = {"block_id": "b", **action}
        await self.deliver("interactive", shape.home_action(user, self.homes[user], action), accepts_response=True)

    async def home_after(self, deed: Awaitable[object], user: str = ANA) -> Payload:
        """Do something and give back the Home as it is published next."""
        before = self.homes.get(user)
        await deed
        await self.until(lambda: self.homes.get(user) is not before)
        return self.homes[user]

    async def click(self, ts: str, action: Payload, *, user: str = ANA, channel: str = DEALS) -> None:
        """Click an element (as found in the message's blocks) of a message of the bot."""
        body = shape.block_action(user, channel, self.messages[channel][ts], action, self._response_url())
        await self.deliver("interactive", body, accepts_response=True)

    async def choose_shortcut(self, ts: str, shortcut: str, *, user: str = ANA, channel: str = DEALS) -> Payload:
        """Choose a shortcut in a message's menu; what the bot answers."""
        return await self.answer_to(self.start_shortcut(shortcut, ts, user=user, channel=channel))

    async def start_shortcut(self, shortcut: str, ts: str = "", *, user: str = ANA, channel: str = DEALS) -> None:
        """Choose a shortcut, in a message's menu or, without a message, anywhere; whatever comes of it."""
        body = shape.global_shortcut(user, shortcut)
        if ts:
            message = self.messages[channel][ts]
            body = shape.message_action(user, channel, message, shortcut, self._response_url())
        await self.deliver("interactive", body, accepts_response=True)

    # --- details ------------------------------------------------------------------------------------------------

    async def _put(self, channel: str, message: Payload) -> str:
        self.messages[channel][message["ts"]] = message
        await self.deliver_event(shape.posted(channel, message))
        return str(message["ts"])

    def _response_url(self) -> str:
        return f"http://{self._address}/response/{shape.new_id('r')}"

    async def _take_response(self, request: web.Request) -> web.Response:
        self.answers.append(await request.json())
        self._changed.set()
        return web.Response(text="ok")
