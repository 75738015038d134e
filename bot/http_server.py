"""The HTTP server: serves some pages on one address until it is told to stop, then ends what it has begun."""

from collections.abc import Iterable

import structlog
from aiohttp import web

log = structlog.get_logger(__name__)

BODY_LIMIT = 1024**2
"""Bytes of a request's body at most; Slack's largest, a modal's values, stay below 250 KB."""
ENDING_SECONDS = 10.0
"""How long requests under way may take to end; Slack waits for three seconds."""


class ServerError(Exception):
    """Why the server cannot listen, in one sentence that says what to do."""


class HttpServer:
    """Serves `pages` on `host` and `port`; a body that is too large is refused with 413."""

    def __init__(self, host: str, port: int, pages: Iterable[web.RouteDef]) -> None:
        self._host, self._port = host, port
        app = web.Application(client_max_size=BODY_LIMIT)
        app.add_routes(pages)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=ENDING_SECONDS)

    async def open(self) -> None:
        """Listen; raises `ServerError`."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            raise ServerError(
                f"Nothing can listen on {self._host}:{self._port} ({error.strerror or error}): choose another address"
                " with DEALCOACH_HTTP_HOST and DEALCOACH_HTTP_PORT."
            ) from error
        log.info("listening", host=self._host, port=self._port)

    async def close(self) -> None:
        """Take no more requests and end those under way."""
        await self._runner.cleanup()
