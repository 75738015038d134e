"""Slack's door over HTTP: events, commands and clicks come in here, and only with Slack's signature."""

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

log = structlog.get_logger(__name__)

PATH = "/slack/events"
"""Where Slack calls: one address for the Events API, slash commands and interactivity."""


class SlackDoor:
    """Hands signed requests to `app`. Raises `ValueError` for an empty signing secret: anybody could sign with that.

    The signature is checked before the body is looked into, so that strangers can make neither Bolt nor us parse.
    """

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    def pages(self) -> list[web.RouteDef]:
        """What the server is to serve."""
        return [web.post(PATH, self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        raw = await request.read()
        if not self._signed(raw, request):
            log.warning("a request without slack's signature was refused", bytes=len(raw))
            return web.Response(status=401)
        try:
            taken = AsyncBoltRequest(
                body=raw.decode(),
                query=request.query_string,
                headers=dict(request.headers),
            )
        except ValueError:
            log.warning("a signed request could not be read", bytes=len(raw))
            return web.Response(status=400)
        return await to_aiohttp_response(await self._app.async_dispatch(taken))

    def _signed(self, raw: bytes, request: web.Request) -> bool:
        """Whether Slack has signed it within the last five minutes; junk in the headers is no signature."""
        said, signature = (request.headers.get(f"X-Slack-{name}") for name in ("Request-Timestamp", "Signature"))
        try:
            return self._verifier.is_valid(raw, said, signature)
        except (ValueError, TypeError):
            return False
