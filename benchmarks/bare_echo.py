"""The yardstick: a Bolt bot over HTTP that checks the signature and posts one message for each event; nothing is kept.

It is as lean as Bolt allows: one shared session for the Web API (Bolt's default opens one per call) and an `authorize`
that asks nobody.
"""

import asyncio
import sys
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.workspace import BOT, BOT_TOKEN, BOT_USER, SIGNING_SECRET, TEAM


def echo_app(session: aiohttp.ClientSession, api_url: str) -> AsyncApp:
    """A Bolt app without listeners that knows who it is."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_id=BOT, bot_user_id=BOT_USER, bot_token=BOT_TOKEN)

    client = AsyncWebClient(base_url=api_url, session=session, retry_handlers=[])
    return AsyncApp(signing_secret=SIGNING_SECRET, token=None, client=client, authorize=authorize)


async def serve(app: AsyncApp, port: int) -> None:
    """Serve the Bolt app at /slack/events until the process is ended."""

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async def tell_ready(_request: web.Request) -> web.Response:
        return web.Response(text="ready")

    served = web.Application()
    served.add_routes([web.post("/slack/events", take), web.get("/readyz", tell_ready)])
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=2048).start()
    await asyncio.Event().wait()


async def post_echo(event: dict[str, Any], client: AsyncWebClient) -> None:
    """Say in the thread what was said."""
    await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=event["text"])


async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
    """Acknowledge a command or a click, and answer it."""
    await ack()
    await respond(text="Here it is.")


async def main(api_url: str, port: int) -> None:
    """Run the bare echo bot."""
    async with aiohttp.ClientSession() as session:
        app = echo_app(session, api_url)
        app.event("message")(post_echo)
        app.command("/deal")(answer)
        app.action("choose_deal")(answer)
        await serve(app, port)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
